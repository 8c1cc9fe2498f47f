using Billing.Application.Orders;
using Billing.Application.Ports;
using Billing.Application.Tests.World;
using Billing.Domain;

namespace Billing.Application.Tests.Orders;

/// <summary>The provider out of reach at any request: the money moves once, and the order ends right.</summary>
public sealed class OrderLossTests
{
    [Theory]
    [InlineData("pm_card_visa")]
    [InlineData("pm_card_chargeCustomerFail")]
    public Task A_subscription_by_card(string card) => EveryLoss.ChangesNothingAsync(
        stage => stage.WithAccountAsync(), async stage => await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Card(card) }));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task An_order_that_waits_for_its_customer(bool isApproved) => EveryLoss.ChangesNothingAsync(
        stage => stage.WithAccountAsync(),
        async stage =>
        {
            var order = Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Card("pm_card_authenticationRequired") }));
            await stage.AdvanceAsync(stage.Clock.Now.AddMinutes(1));
            await stage.ActAsync(order, isApproved);
        });

    [Fact]
    public Task An_order_that_is_taken_back() => EveryLoss.ChangesNothingAsync(
        stage => stage.WithAccountAsync(),
        async stage =>
        {
            var order = Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.PayPal }));
            await stage.AdvanceAsync(stage.Clock.Now.AddMinutes(1));
            Stage.Ok(await stage.Home.Orders.CancelAsync(Stage.Acme, order.OrderId, Stage.Request()));
        });

    [Fact]
    public Task A_wire_with_a_surplus() => EveryLoss.ChangesNothingAsync(
        async stage => await WiredAsync(await stage.WithAccountAsync(), 170_00),
        stage => ToldAsync(stage));

    [Fact]
    public Task A_wire_that_the_back_office_clears_in_part() => EveryLoss.ChangesNothingAsync(
        async stage => await WiredAsync(await stage.WithAccountAsync(), 40_00),
        async stage =>
        {
            var order = (await stage.OrdersAsync())[0];
            Stage.Ok(await stage.Home.WireDesk.ClearAsync(order.OrderId, new(new(120_00, Currency.Usd), "line 1"), Stage.Request()));
        });

    [Fact]
    public Task A_renewal_that_wants_its_customer() => EveryLoss.ChangesNothingAsync(
        async stage =>
        {
            await (await stage.WithAccountAsync()).WithPlanAsync();
            await stage.PayWithAsync("pm_card_authenticationRequired");
        },
        stage => stage.AdvanceAsync("2026-02-28T02:00Z"));

    private static async Task WiredAsync(Stage stage, long cents)
    {
        var order = Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Wire }));
        Assert.Equal(OrderStatus.PendingPaymentClearance, order.Status);
        await stage.TransferAsync(order.Wire!.Reference, cents, isTold: false);
    }

    /// <summary>A notice that fails here comes again.</summary>
    private static async Task ToldAsync(Stage stage)
    {
        try
        {
            await stage.TellAsync(NoticeSubject.Cash, null, null);
        }
        catch (PaymentProviderException)
        {
            await stage.AdvanceAsync(stage.Clock.Now.AddMinutes(1));
        }
    }
}
