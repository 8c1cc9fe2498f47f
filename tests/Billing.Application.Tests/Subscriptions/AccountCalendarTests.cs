using Billing.Application.Orders;
using Billing.Application.Tests.World;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Orders;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Tests.Subscriptions;

public sealed class AccountCalendarTests
{
    [Theory]
    //          zone                 the trial's end, in UTC
    [InlineData("UTC",               "2026-02-14T00:00Z")]
    [InlineData("America/New_York",  "2026-02-14T05:00Z")]
    [InlineData("Pacific/Auckland",  "2026-02-13T11:00Z")]
    public async Task A_trial_ends_as_a_local_day_begins(string zone, string end)
    {
        var stage = await new Stage().WithAccountAsync(zone: zone);

        await stage.AdvanceAsync(Stage.At(end).AddTicks(-1));
        Assert.Equal(SubscriptionStatus.Trialing, (await stage.StateAsync())!.Subscription.Status);

        await stage.AdvanceAsync(Stage.At(end));
        Assert.Equal(SubscriptionStatus.Expired, (await stage.StateAsync())!.Subscription.Status);
        Assert.Equal(["trial-ending", "trial-expired"], (await stage.EmailsAsync()).Select(email => email.Template));
    }

    [Theory]
    [InlineData("pm_card_visa", SubscriptionStatus.Active)]
    [InlineData("pm_card_chargeCustomerFail", SubscriptionStatus.Expired)]
    public async Task A_card_that_is_named_for_a_trials_end_is_charged_then(string card, SubscriptionStatus after)
    {
        var stage = await new Stage().WithAccountAsync();
        var order = new OrderBody { Plan = "advanced", Effective = OrderEffective.NextRenewal, PaymentMethod = Stage.Card(card) };
        Assert.Equal(OrderStatus.Scheduled, Stage.Ok(await stage.OrderAsync(order)).Status);
        Assert.Empty(await stage.Provider.ChargesAsync());

        await stage.AdvanceAsync((await stage.StateAsync())!.Zone.StartOf((await stage.StateAsync())!.Subscription.TrialEnd!.Value));

        Assert.Equal(after, (await stage.StateAsync())!.Subscription.Status);
        Assert.Equal(15_000, Assert.Single(await stage.Provider.ChargesAsync()).Amount.Minor);
    }

    [Fact]
    public async Task A_card_that_cannot_be_saved_for_a_trials_end_refuses_the_order()
    {
        var stage = await new Stage().WithAccountAsync();

        Stage.Refused("payment-declined", await stage.OrderAsync(
            new() { Plan = "advanced", Effective = OrderEffective.NextRenewal, PaymentMethod = Stage.Card("pm_card_visa_chargeDeclined") }));

        Assert.Null((await stage.StateAsync())!.Subscription.Pending);
        Assert.Empty(await stage.OrdersAsync());
    }

    [Fact]
    public async Task A_run_that_is_late_by_months_catches_up_period_by_period()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync();

        stage.Clock.Now = Stage.At("2026-06-10T00:00Z");
        await stage.AdvanceAsync(stage.Clock.Now);

        var plan = await stage.PlanAsync();
        Assert.Equal((new DateOnly(2026, 5, 31), new DateOnly(2026, 6, 30)), (plan.Period!.Start, plan.Period.End));
        Assert.Equal(5, (await stage.Provider.ChargesAsync()).Count);
        await Books.AuditAsync(stage, stage.Tables, Stage.Acme);
    }

    [Fact]
    public async Task A_planned_change_takes_effect_with_the_renewal_and_completes_its_order()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync("advanced");
        var planned = Stage.Ok(await stage.OrderAsync(new() { Plan = "essential" }));
        Assert.Equal((OrderStatus.Scheduled, 0), (planned.Status, planned.Total.Minor));

        await stage.AdvanceAsync("2026-02-28T00:00Z");

        Assert.Equal("essential", (await stage.PlanAsync()).Plan);
        Assert.Equal(OrderStatus.Completed, (await OrderAsync(stage, planned.OrderId)).Status);
        Assert.Equal([15_000, 5_000], (await stage.Provider.ChargesAsync()).Select(charge => charge.Amount.Minor));
    }

    [Fact]
    public async Task A_later_order_replaces_a_planned_change()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync("advanced");
        var first = Stage.Ok(await stage.OrderAsync(new() { Plan = "essential" }));
        var second = Stage.Ok(await stage.OrderAsync(new() { Plan = "essential", Interval = BillingInterval.Year, Effective = OrderEffective.NextRenewal }));

        Assert.Equal(OrderStatus.Canceled, (await OrderAsync(stage, first.OrderId)).Status);
        Stage.Refused("order-not-pending", await stage.Home.Orders.CancelAsync(Stage.Acme, (await stage.OrdersAsync())[^1].OrderId, Stage.Request()));
        Assert.NotNull((await stage.PlanAsync()).PendingChange);

        Assert.Equal(OrderStatus.Canceled, Stage.Ok(await stage.Home.Orders.CancelAsync(Stage.Acme, second.OrderId, Stage.Request())).Status);
        Assert.Null((await stage.PlanAsync()).PendingChange);
    }

    [Fact]
    public async Task A_planned_change_that_is_being_paid_for_is_not_taken_back()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync("advanced");
        var planned = Stage.Ok(await stage.OrderAsync(new() { Plan = "essential" }));
        stage.Restart(gateway: new NoGateway());
        await stage.AdvanceAsync("2026-02-28T00:00Z");

        Stage.Refused("order-in-progress", await stage.Home.Orders.CancelAsync(Stage.Acme, planned.OrderId, Stage.Request()));

        stage.Restart();
        await stage.AdvanceAsync("2026-02-28T00:01Z");
        Assert.Equal(("essential", OrderStatus.Completed), ((await stage.PlanAsync()).Plan, (await OrderAsync(stage, planned.OrderId)).Status));
    }

    [Fact]
    public async Task A_planned_cancellation_ends_the_subscription_with_its_period_and_what_was_planned_with_it()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync("advanced");
        var planned = Stage.Ok(await stage.OrderAsync(new() { Plan = "essential" }));
        Stage.Ok(await stage.Home.Acts.CancelAsync(Stage.Acme, new(CancelAt.PeriodEnd), Stage.Request()));
        Assert.Equal(Stage.At("2026-02-28T00:00Z"), (await stage.PlanAsync()).CancelAt);

        await stage.AdvanceAsync("2026-04-01T00:00Z");

        Assert.Equal(SubscriptionStatus.Canceled, (await stage.PlanAsync()).Status);
        Assert.Equal(OrderStatus.Canceled, (await OrderAsync(stage, planned.OrderId)).Status);
        Assert.Single(await stage.Provider.ChargesAsync());
        Assert.Single(await stage.EmailsAsync(), email => email.Template == "subscription-canceled");
    }

    [Theory]
    //          conversations  enabled  told   plan then
    [InlineData(500,           true,    false, "essential")]
    [InlineData(501,           true,    true,  "advanced")]
    [InlineData(501,           false,   true,  "essential")]
    public async Task More_conversations_than_the_volume_upgrade_with_the_renewal_where_wanted(int conversations, bool enabled, bool told, string plan)
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync();
        Stage.Ok(await stage.Home.Acts.SetAutoUpgradeAsync(Stage.Acme, new(enabled), Stage.Request()));
        await stage.UseSessionsAsync(conversations);
        Assert.Equal(told, (await stage.PlanAsync()).Conversations.UpgradeRecommended);

        await stage.AdvanceAsync("2026-02-28T00:00Z");
        Assert.Equal(plan, (await stage.PlanAsync()).Plan);
        Assert.Equal(told ? 1 : 0, (await stage.EmailsAsync()).Count(email => email.Template == "upgrade-recommended"));

        await stage.AdvanceAsync("2026-03-31T00:00Z");
        Assert.Equal(plan, (await stage.PlanAsync()).Plan);
    }

    [Fact]
    public async Task In_a_yearly_period_any_month_beyond_the_volume_counts_until_the_plan_is_another()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync(interval: BillingInterval.Year);
        Stage.Ok(await stage.Home.Acts.SetAutoUpgradeAsync(Stage.Acme, new(true), Stage.Request()));
        await stage.AdvanceAsync("2026-05-01T00:00Z");
        await stage.UseSessionsAsync(501);

        await stage.AdvanceAsync("2027-01-31T00:00Z");
        Assert.Equal("advanced", (await stage.PlanAsync()).Plan);
        Assert.Null((await stage.StateAsync())!.UpgradeAdvisedFor);
    }

    [Fact]
    public async Task An_expiring_grant_is_posted_as_breakage_when_it_expires_and_not_before()
    {
        var stage = await new Stage().WithAccountAsync();
        Stage.Ok(await stage.Home.Grants.GrantAsync(Stage.Acme, new(new(1_000), "Goodwill", Stage.At("2026-02-03T12:00Z")), Stage.Request()));

        await stage.AdvanceAsync("2026-02-03T11:59:59Z");
        Assert.Equal(10_001_000, (await stage.CreditsAsync()).TotalMicros.Value);

        await stage.AdvanceAsync("2026-02-03T12:00Z");
        Assert.Equal(10_000_000, (await stage.CreditsAsync()).TotalMicros.Value);
        await Books.AuditAsync(stage, stage.Tables, Stage.Acme);
    }

    [Fact]
    public async Task A_contract_begins_and_ends_by_itself()
    {
        var stage = await new Stage().WithAccountAsync(AccountKind.Enterprise);
        Stage.Ok(await stage.Home.Contracts.PutAsync(Stage.Acme, new(new DateOnly(2026, 2, 5), new DateOnly(2026, 3, 5)), Stage.Request()));
        Assert.Equal(SubscriptionStatus.None, (await stage.PlanAsync()).Status);

        await stage.AdvanceAsync("2026-02-05T00:00Z");
        Assert.Equal((SubscriptionStatus.Active, "enterprise"), ((await stage.StateAsync())!.Subscription.Status, (await stage.PlanAsync()).Plan));

        await stage.AdvanceAsync("2026-03-05T00:00Z");
        Assert.Equal(SubscriptionStatus.Expired, (await stage.StateAsync())!.Subscription.Status);
    }

    private static async Task<OrderView> OrderAsync(Stage stage, string orderId) =>
        Stage.Ok(await stage.Home.Orders.GetAsync(Stage.Acme, orderId, Stage.Request()));
}
