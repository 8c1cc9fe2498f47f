using Billing.Application.Tests.World;
using Billing.Domain.Orders;

namespace Billing.Application.Tests.Orders;

/// <summary>Killed before and after every commit and every call of the provider: one order, charged once.</summary>
public sealed class OrderCrashTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_subscription_by_card(bool isAskedAgain) => EveryCrash.LeavesNoTraceAsync(
        stage => stage.WithAccountAsync(),
        async stage => await stage.OrderAsync(
            new() { Plan = "advanced", Seats = Stage.Agents(5), AddOns = ["advanced-rag"], PaymentMethod = Stage.Card("pm_card_visa") }, "order-1"),
        isAskedAgain);

    [Theory]
    [InlineData("pm_card_chargeCustomerFail", true)]
    [InlineData("pm_card_chargeCustomerFail", false)]
    [InlineData("pm_card_visa_chargeDeclined", true)]
    [InlineData("pm_card_visa_chargeDeclined", false)]
    public Task A_declined_top_up(string card, bool isAskedAgain) => EveryCrash.LeavesNoTraceAsync(
        stage => stage.WithAccountAsync(), async stage => await stage.TopUpAsync(5_000, card, "top-up-1"), isAskedAgain);

    [Fact]
    public Task A_top_up_by_card() => EveryCrash.LeavesNoTraceAsync(
        stage => stage.WithAccountAsync(), async stage => await stage.TopUpAsync(5_000, key: "top-up-1"));

    [Fact]
    public Task A_planned_change_that_the_renewal_brings() => EveryCrash.LeavesNoTraceAsync(
        async stage => await (await stage.WithAccountAsync()).WithPlanAsync("advanced"),
        async stage =>
        {
            await stage.OrderAsync(new() { Plan = "essential", Effective = OrderEffective.NextRenewal }, "downgrade");
            await stage.AdvanceAsync("2026-03-01T00:00Z");
        });
}
