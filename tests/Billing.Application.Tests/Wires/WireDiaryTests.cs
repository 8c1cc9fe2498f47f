using Billing.Application.Notifications;
using Billing.Application.Orders;
using Billing.Application.Tests.World;
using Billing.Domain;
using Billing.Domain.Orders;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Tests.Wires;

/// <summary>Orders by bank transfer, from Saturday, 31 January 2026 on: business days are counted from Monday, 2 February.</summary>
public sealed class WireDiaryTests
{
    [Fact]
    public async Task It_waits_with_instructions_and_is_completed_when_the_money_is_there()
    {
        // 31 January: the order.
        var (stage, order) = await OrderedAsync();
        Assert.Equal(OrderStatus.PendingPaymentClearance, order.Status);
        Assert.Equal(
            (8, Usd(150_00), Usd(150_00), new DateOnly(2026, 2, 5), new DateOnly(2026, 2, 11)),
            (order.Wire!.Reference.Length, order.Wire.Amount, order.Wire.Remaining, order.Wire.ExpectedFrom, order.Wire.ExpectedBy));
        Assert.Equal("Simulated Bank", order.Wire.Bank.BankName);
        Assert.Equal(order.Wire.Reference, Assert.IsType<WireTransferInstructions>((await EmailAsync(stage, "wire-transfer-instructions")).Content).Reference);
        Assert.Equal(SubscriptionStatus.Trialing, (await stage.PlanAsync()).Status);

        // 4 February: two thirds.
        await stage.AdvanceAsync("2026-02-04T10:00Z");
        await stage.TransferAsync(order.Wire.Reference, 100_00);
        var partly = await stage.OrderNowAsync(order.OrderId);
        Assert.Equal((OrderStatus.PendingPaymentClearance, Usd(50_00)), (partly.Status, partly.Wire!.Remaining));

        // 5 February: the rest, and the first period begins.
        await stage.AdvanceAsync("2026-02-05T10:00Z");
        await stage.TransferAsync(order.Wire.Reference, 50_00);
        var done = await stage.OrderNowAsync(order.OrderId);
        Assert.Equal((OrderStatus.Completed, Usd(0)), (done.Status, done.Wire!.Remaining));
        Assert.Equal((SubscriptionStatus.Active, new DateOnly(2026, 2, 5)), ((await stage.PlanAsync()).Status, (await stage.PlanAsync()).Period!.Start));
        await EmailAsync(stage, "wire-transfer-cleared");
        Assert.Equal(10_000_000, (await stage.CreditsAsync()).TotalMicros.Value);

        // A hundred days later nothing more has happened to it.
        await stage.AdvanceAsync("2026-02-27T10:00Z");
        Assert.DoesNotContain(await stage.EmailsAsync(), mail => mail.Template is "wire-transfer-reminder" or "wire-transfer-expired");
        await Books.AuditAsync(stage, stage.Tables, Stage.Acme);
    }

    [Fact]
    public async Task It_is_reminded_of_after_8_business_days_and_expires_after_15()
    {
        var (stage, order) = await OrderedAsync();

        await stage.AdvanceAsync("2026-02-10T23:59Z");
        Assert.DoesNotContain(await stage.EmailsAsync(), mail => mail.Template == "wire-transfer-reminder");
        await stage.AdvanceAsync("2026-02-11T00:00Z");
        await EmailAsync(stage, "wire-transfer-reminder");

        // The trial has ended meanwhile, and the order can still be paid.
        await stage.AdvanceAsync("2026-02-19T23:59Z");
        Assert.Equal(SubscriptionStatus.Expired, (await stage.StateAsync())!.Subscription.Status);
        Assert.Equal(OrderStatus.PendingPaymentClearance, (await stage.OrderNowAsync(order.OrderId)).Status);
        await stage.AdvanceAsync("2026-02-20T00:00Z");
        Assert.Equal(OrderStatus.Expired, (await stage.OrderNowAsync(order.OrderId)).Status);
        await EmailAsync(stage, "wire-transfer-expired");

        // What comes now is the customer's, as credits.
        await stage.TransferAsync(order.Wire!.Reference, 150_00);
        Assert.Equal(160_000_000, (await stage.CreditsAsync()).TotalMicros.Value);
        Assert.Equal(OrderStatus.Expired, (await stage.OrderNowAsync(order.OrderId)).Status);
        Assert.Equal(0, await stage.Provider.CashAsync());
    }

    [Fact]
    public async Task A_notice_that_never_comes_costs_only_time()
    {
        var (stage, order) = await OrderedAsync();
        await stage.AdvanceAsync("2026-02-04T10:00Z");

        await stage.TransferAsync(order.Wire!.Reference, 170_00, isTold: false);
        await stage.AdvanceAsync("2026-02-04T16:00Z");

        Assert.Equal(OrderStatus.Completed, (await stage.OrderNowAsync(order.OrderId)).Status);
        Assert.Equal(30_000_000, (await stage.CreditsAsync()).TotalMicros.Value);

        // And once more by mistake, a month later.
        await stage.AdvanceAsync("2026-03-04T00:00Z");
        await stage.TransferAsync(order.Wire.Reference, 150_00, isTold: false);
        await stage.AdvanceAsync("2026-03-05T23:00Z");
        Assert.Equal(180_000_000, (await stage.CreditsAsync()).TotalMicros.Value);
        await Books.AuditAsync(stage, stage.Tables, Stage.Acme);
    }

    [Fact]
    public async Task While_it_is_pending_other_ways_of_paying_work_and_a_second_change_is_refused()
    {
        var (stage, order) = await OrderedAsync();

        Assert.Equal(OrderStatus.Completed, Stage.Ok(await stage.TopUpAsync(2_000)).Status);
        var another = await stage.OrderAsync(new() { Plan = "essential", PaymentMethod = Stage.Card("pm_card_visa") });
        Stage.Refused("order-in-progress", another);
        Assert.Equal(order.OrderId, another.Error!.Extensions!.OrderId);

        Assert.Equal(OrderStatus.Canceled, Stage.Ok(await stage.Home.Orders.CancelAsync(Stage.Acme, order.OrderId, Stage.Request())).Status);
        Stage.Ok(await stage.OrderAsync(new() { Plan = "essential", PaymentMethod = Stage.Card("pm_card_visa") }));
    }

    [Fact]
    public async Task A_cancellation_makes_credits_of_what_has_come()
    {
        var (stage, order) = await OrderedAsync();
        await stage.TransferAsync(order.Wire!.Reference, 40_00);

        Stage.Ok(await stage.Home.Orders.CancelAsync(Stage.Acme, order.OrderId, Stage.Request()));

        Assert.Equal((50_000_000, 0), ((await stage.CreditsAsync()).TotalMicros.Value, await stage.Provider.CashAsync()));
        var topUp = (await stage.OrdersAsync()).Single(other => other.Kind == OrderKind.TopUp);
        Assert.Equal((OrderStatus.Completed, Usd(40_00)), (topUp.Status, topUp.Total));
    }

    [Fact]
    public async Task A_top_up_loads_when_the_money_is_there()
    {
        var stage = await new Stage().WithAccountAsync();
        var order = Stage.Ok(await stage.TopUpAsync(100_00, Stage.Wire));
        Assert.Equal(10_000_000, (await stage.CreditsAsync()).TotalMicros.Value);

        await stage.TransferAsync(order.Wire!.Reference, 100_01);

        Assert.Equal(110_010_000, (await stage.CreditsAsync()).TotalMicros.Value);
        var kinds = Stage.Ok(await stage.Home.Credits.LedgerAsync(Stage.Acme, new(10, null), Stage.Request())).Items.Select(entry => entry.Kind);
        Assert.Equal(["credits.wire-surplus", "credits.top-up", "credits.grant"], kinds);
        await Books.AuditAsync(stage, stage.Tables, Stage.Acme);
    }

    [Fact]
    public async Task A_plan_that_is_held_waits_with_its_renewal_for_the_wire_that_changes_it()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync();
        await stage.AdvanceAsync("2026-02-25T00:00Z");
        var order = Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Wire }));

        await stage.AdvanceAsync("2026-03-02T00:00Z");
        Assert.Equal(0, (await stage.StateAsync())!.Subscription.PeriodIndex);
        await stage.TransferAsync(order.Wire!.Reference, order.Total.Minor);
        await stage.AdvanceAsync(stage.Clock.Now.AddMinutes(1));

        var subscription = (await stage.StateAsync())!.Subscription;
        Assert.Equal(("advanced", 1), (subscription.Selection!.Plan, subscription.PeriodIndex));
    }

    internal static async Task<(Stage Stage, OrderView Order)> OrderedAsync()
    {
        var stage = await new Stage().WithAccountAsync();
        return (stage, Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Wire })));
    }

    private static Money Usd(long minor) => new(minor, Currency.Usd);

    private static async Task<QueuedEmail> EmailAsync(Stage stage, string template) =>
        Assert.Single(await stage.EmailsAsync(), mail => mail.Template == template);
}
