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
