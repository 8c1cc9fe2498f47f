using Billing.Application.Ports;
using Billing.Application.Tests.World;

namespace Billing.Application.Tests.Orders;

/// <summary>Two processes do the same, and one overtakes the other before each commit: one order, charged once.</summary>
public sealed class OrderRaceTests
{
    [Fact]
    public Task An_order_with_one_key() => EveryRace.EndsAsOneAsync(
        stage => stage.WithAccountAsync(),
        async stage => Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Card("pm_card_visa") }, "order-1")));

    [Fact]
    public Task A_declined_top_up_with_one_key() => EveryRace.EndsAsOneAsync(
        stage => stage.WithAccountAsync(),
        async stage => Stage.Refused("payment-declined", await stage.TopUpAsync(5_000, "pm_card_chargeCustomerFail", "top-up-1")));

    [Fact]
    public Task A_transfer_with_a_surplus_that_two_hear_of() => EveryRace.EndsAsOneAsync(
        async stage =>
        {
            await stage.WithAccountAsync();
            var order = Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Wire }));
            await stage.TransferAsync(order.Wire!.Reference, 170_00, isTold: false);
        },
        stage => stage.TellAsync(NoticeSubject.Cash, null, null));

    [Fact]
    public Task A_transfer_that_a_bank_takes_back_and_two_hear_of() => EveryRace.EndsAsOneAsync(
        async stage =>
        {
            await stage.WithAccountAsync();
            var order = Stage.Ok(await stage.TopUpAsync(100_00, Stage.Wire));
            await stage.Provider.Controls.ReverseTransferAsync(await stage.TransferAsync(order.Wire!.Reference, 100_00));
        },
        stage => stage.TellAsync(NoticeSubject.Cash, null, null));

    [Fact]
    public Task An_authenticated_order_that_two_hear_of() => EveryRace.EndsAsOneAsync(
        async stage =>
        {
            await stage.WithAccountAsync();
            var order = Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Card("pm_card_authenticationRequired") }));
            await stage.ActAsync(order, isTold: false);
        },
        async stage => await stage.TellAsync(NoticeSubject.Payment, null, (await stage.OrdersAsync())[0].PaymentId));

    [Fact]
    public async Task Fifty_requests_with_one_key_in_two_processes_make_one_order()
    {
        var stage = await new Stage().WithAccountAsync();
        var other = new Stage(stage.Tables, stage.Clock, stage.Provider);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(async () =>
            Stage.Ok(await (i % 2 == 0 ? stage : other).OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Card("pm_card_visa") }, "one")))));

        Assert.Single(answers.Select(answer => answer.OrderId).Distinct());
        Assert.All(answers, answer => Assert.Equal("completed", $"{answer.Status}".ToLowerInvariant()));
        Assert.Single(await stage.OrdersAsync());
        Assert.Single(await stage.Provider.ChargesAsync());
    }
}
