using Billing.Application.Ports;
using Billing.Application.Tests.World;
using Billing.Domain;
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

    [Theory]
    [InlineData("card", true)]
    [InlineData("card", false)]
    [InlineData("paypal", true)]
    [InlineData("paypal", false)]
    public Task An_order_that_waits_for_its_customer(string method, bool isTold) => EveryCrash.LeavesNoTraceAsync(
        stage => stage.WithAccountAsync(),
        async stage =>
        {
            var choice = method == "card" ? Stage.Card("pm_card_authenticationRequired") : Stage.PayPal;
            var order = Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = choice }, "order-1"));
            await stage.Provider.OnceAsync("act", () => stage.Provider.ActAsync(order.PaymentId!, isApproved: true));
            if (isTold)
            {
                await stage.TellAsync(NoticeSubject.Payment, null, order.PaymentId);
            }
        });

    [Fact]
    public Task An_order_that_its_customer_takes_back() => EveryCrash.LeavesNoTraceAsync(
        stage => stage.WithAccountAsync(),
        async stage =>
        {
            var order = Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.PayPal }, "order-1"));
            await stage.Home.Orders.CancelAsync(Stage.Acme, order.OrderId, Stage.Request("cancel-1"));
        });

    [Theory]
    [InlineData(100_00, 70_00)]
    [InlineData(170_00, 0)]
    public Task A_wire_in_parts_with_a_surplus(long first, long second) => EveryCrash.LeavesNoTraceAsync(
        stage => stage.WithAccountAsync(),
        async stage =>
        {
            var order = Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Wire }, "order-1"));
            await stage.Provider.OnceAsync("first", () => stage.TransferAsync(order.Wire!.Reference, first, isTold: false));
            await stage.TellAsync(NoticeSubject.Cash, null, null);
            if (second > 0)
            {
                await stage.Provider.OnceAsync("second", () => stage.TransferAsync(order.Wire!.Reference, second, isTold: false));
                await stage.TellAsync(NoticeSubject.Cash, null, null);
            }
        });

    [Fact]
    public Task A_wire_that_the_back_office_clears_in_part() => EveryCrash.LeavesNoTraceAsync(
        stage => stage.WithAccountAsync(),
        async stage =>
        {
            var order = Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Wire }, "order-1"));
            await stage.Provider.OnceAsync("first", () => stage.TransferAsync(order.Wire!.Reference, 40_00, isTold: false));
            await stage.TellAsync(NoticeSubject.Cash, null, null);
            Stage.Ok(await stage.Home.WireDesk.ClearAsync(order.OrderId, new(new(120_00, Currency.Usd), "line 1"), Stage.Request()));
        });

    [Fact]
    public Task A_wire_that_never_comes_in_full() => EveryCrash.LeavesNoTraceAsync(
        async stage =>
        {
            await stage.WithAccountAsync();
            var order = Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Wire }));
            await stage.TransferAsync(order.Wire!.Reference, 40_00, isTold: false);
        },
        stage => stage.AdvanceAsync("2026-02-23T00:00Z"));

    [Fact]
    public Task A_renewal_that_its_customer_authenticates() => EveryCrash.LeavesNoTraceAsync(
        async stage =>
        {
            await (await stage.WithAccountAsync()).WithPlanAsync();
            await stage.PayWithAsync("pm_card_authenticationRequired");
        },
        async stage =>
        {
            await stage.AdvanceAsync("2026-02-28T02:00Z");
            var renewal = (await stage.OrdersAsync())[0];
            await stage.Provider.OnceAsync("act", () => stage.Provider.ActAsync(renewal.PaymentId!, isApproved: true));
            await stage.TellAsync(NoticeSubject.Payment, null, renewal.PaymentId);
        });
}
