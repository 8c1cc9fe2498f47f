using Billing.Application.Ports;
using Billing.Application.Tests.World;

namespace Billing.Application.Tests.Orders;

/// <summary>Requests and answers are lost, errors are answered, done or not: the order ends right, the card is charged once, credits are loaded once.</summary>
public sealed class OrderFaultTests
{
    [Fact]
    public Task A_subscription_by_card() => EveryFault.EndsWellAsync(
        async stage => await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Card("pm_card_visa") }, "order"));

    [Theory]
    [InlineData("pm_card_visa")]
    [InlineData("pm_card_chargeCustomerFail")]
    [InlineData("pm_card_visa_chargeDeclinedInsufficientFunds")]
    public Task A_top_up_by_card(string card) => EveryFault.EndsWellAsync(async stage => await stage.TopUpAsync(50_00, card, "top-up"));

    [Theory]
    [InlineData("pm_card_authenticationRequired", true)]
    [InlineData("pm_card_authenticationRequired", false)]
    [InlineData("paypal", true)]
    [InlineData("paypal", false)]
    public Task A_top_up_that_waits_for_its_customer(string method, bool isApproved) => EveryFault.EndsWellAsync(
        async stage => await stage.TopUpAsync(50_00, method == "paypal" ? Stage.PayPal : Stage.Card(method), "top-up"),
        async stage =>
        {
            var order = (await stage.OrdersAsync())[0];
            await stage.Provider.OnceAsync("act", () => stage.Provider.ActAsync(order.PaymentId!, isApproved));
            await stage.TellAsync(NoticeSubject.Payment, null, order.PaymentId);
        });

    [Fact]
    public Task A_wire_in_two_parts_with_a_surplus() => EveryFault.EndsWellAsync(
        async stage => await stage.TopUpAsync(50_00, Stage.Wire, "top-up"),
        stage => TransferAsync(stage, "first", 20_00),
        stage => TransferAsync(stage, "second", 40_00));

    [Fact]
    public Task An_order_that_its_customer_takes_back() => EveryFault.EndsWellAsync(
        async stage => await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.PayPal }, "order"),
        async stage => await stage.Home.Orders.CancelAsync(Stage.Acme, (await stage.OrdersAsync())[0].OrderId, Stage.Request("cancel")));

    [Fact]
    public Task A_renewal_off_session() => EveryFault.EndsWellAsync(
        async stage => await stage.OrderAsync(new() { Plan = "essential", PaymentMethod = Stage.Card("pm_card_visa") }, "order"),
        stage => stage.AdvanceAsync("2026-02-28T01:00Z"));

    private static async Task TransferAsync(Stage stage, string name, long cents)
    {
        var order = (await stage.OrdersAsync()).Single(order => order.Wire is not null);
        await stage.Provider.OnceAsync(name, () => stage.TransferAsync(order.Wire!.Reference, cents, isTold: false));
        await stage.TellAsync(NoticeSubject.Cash, null, null);
    }
}
