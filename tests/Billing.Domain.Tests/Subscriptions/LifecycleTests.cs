using Billing.Domain.Orders;
using Billing.Domain.Subscriptions;
using Billing.Domain.Tests.Catalog;
using Billing.Domain.Tests.Orders;
using static Billing.Domain.Tests.Orders.Customer;

namespace Billing.Domain.Tests.Subscriptions;

public sealed class LifecycleTests
{
    [Fact]
    public void A_trial_runs_through_fourteen_local_days_and_expires()
    {
        var trial = Trial.Start(ShippedCatalog.Value, Date("2026-03-01"));

        Assert.Equal(new BillingPeriod(Date("2026-03-01"), Date("2026-03-15")), trial.PeriodOn(Date("2026-03-03")));
        Assert.Equal(new Deadline(DeadlineKind.TrialReminder, Midnight("2026-03-12")), Lifecycle.NextDue(trial, AccountZone.Utc));
        var reminded = trial with { TrialReminded = true };
        Assert.Equal(new Deadline(DeadlineKind.TrialEnd, Midnight("2026-03-15")), Lifecycle.NextDue(reminded, AccountZone.Utc));
        Assert.Equal(3, PlanLimits.Of(trial, ShippedCatalog.Value).TeamSeats);
        Assert.Same(trial, Lifecycle.AsOf(trial, Date("2026-03-14")));
        Ends(trial, "2026-03-15", SubscriptionStatus.Expired);
    }

    [Fact]
    public void A_renewal_keeps_the_anchor_through_short_months()
    {
        var customer = Of(new OrderRequest { Plan = "essential" }, "2026-01-31");
        string[] expected = ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"];

        foreach (var date in expected)
        {
            Assert.Equal(new Deadline(DeadlineKind.Renewal, Midnight(date)), Lifecycle.NextDue(customer.Subscription, AccountZone.Utc));
            Assert.Equal(Date(date), customer.Subscription.NextBillingDate);
            var renewal = customer.Renew();
            Assert.Equal((Date(date), Usd(50_00)), (renewal.Period.Start, renewal.Bill.Total));
        }
    }

    [Theory]
    [InlineData("Pacific/Honolulu", "2026-04-01T10:00:00Z")]
    [InlineData("Pacific/Auckland", "2026-03-31T11:00:00Z")]
    [InlineData("Europe/Paris", "2026-03-31T22:00:00Z")]
    public void A_renewal_falls_due_as_the_local_day_starts(string id, string instant)
    {
        Assert.True(AccountZone.TryGet(id, out var zone));
        Assert.Equal(DateTimeOffset.Parse(instant), Lifecycle.NextDue(OfAdvanced().Subscription, zone)?.At);
    }

    [Fact]
    public void A_failed_renewal_is_retried_three_times_and_then_services_stop()
    {
        var unpaid = Fail(OfAdvanced().Subscription, "2026-04-01");
        foreach (var retry in (string[])["2026-04-02", "2026-04-04", "2026-04-06"])
        {
            Assert.Equal(SubscriptionStatus.PastDue, unpaid.Status);
            Assert.Equal(10, PlanLimits.Of(unpaid, ShippedCatalog.Value).TeamSeats);
            Assert.Equal(new Deadline(DeadlineKind.RenewalRetry, Midnight(retry)), Lifecycle.NextDue(unpaid, AccountZone.Utc));
            unpaid = Fail(unpaid, retry);
        }

        Assert.Equal(4, unpaid.Dunning!.Attempts);
        Assert.Equal(new Deadline(DeadlineKind.ServicesStop, Midnight("2026-04-08")), Lifecycle.NextDue(unpaid, AccountZone.Utc));
        Assert.Same(unpaid, Lifecycle.AsOf(unpaid, Date("2026-04-07")));
        Ends(unpaid, "2026-04-08", SubscriptionStatus.Expired);
    }

    [Fact]
    public void A_retry_that_succeeds_leaves_the_period_where_it_was()
    {
        var customer = OfAdvanced();
        customer.Subscription = Fail(customer.Subscription, "2026-04-01");

        customer.Renew();

        Assert.Equal((SubscriptionStatus.Active, (Dunning?)null), (customer.Subscription.Status, customer.Subscription.Dunning));
        Assert.Equal(new BillingPeriod(Date("2026-04-01"), Date("2026-05-01")), customer.Subscription.PaidPeriod);
    }

    [Fact]
    public void A_hard_decline_is_not_retried_until_the_payment_method_changes()
    {
        var unpaid = Dunning.Failed(OfAdvanced().Subscription, Midnight("2026-04-01"), isHard: true, ShippedCatalog.Value.Dunning);
        Assert.Equal(DeadlineKind.ServicesStop, Lifecycle.NextDue(unpaid, AccountZone.Utc)?.Kind);

        var hopeful = Dunning.MethodChanged(unpaid, Midnight("2026-04-03"));
        Assert.Equal(new Deadline(DeadlineKind.RenewalRetry, Midnight("2026-04-03")), Lifecycle.NextDue(hopeful, AccountZone.Utc));

        var failed = Fail(hopeful, "2026-04-03");
        Assert.Equal(new Deadline(DeadlineKind.RenewalRetry, Midnight("2026-04-04")), Lifecycle.NextDue(failed, AccountZone.Utc));
    }

    [Fact]
    public void Another_payment_method_means_nothing_to_a_paid_subscription()
    {
        var paid = OfAdvanced().Subscription;
        Assert.Same(paid, Dunning.MethodChanged(paid, Midnight("2026-03-02")));
    }

    [Fact]
    public void A_planned_cancellation_ends_with_the_period_and_can_be_taken_back()
    {
        var active = OfAdvanced().Subscription;

        var planned = Cancellation.AtPeriodEnd(active, Date("2026-03-10")).Value;
        Assert.Equal((SubscriptionStatus.Active, Date("2026-04-01"), null), (planned.Status, planned.CancelOn, planned.NextBillingDate));
        Assert.Equal(new Deadline(DeadlineKind.PlannedCancel, Midnight("2026-04-01")), Lifecycle.NextDue(planned, AccountZone.Utc));
        Assert.Equal(planned, Cancellation.AtPeriodEnd(planned, Date("2026-03-11")).Value);
        Ends(planned, "2026-04-01", SubscriptionStatus.Canceled);

        Assert.Equal(active, Cancellation.Resume(planned).Value);
        Assert.Equal("nothing-to-resume", Cancellation.Resume(active).Error?.Code);
    }

    [Fact]
    public void A_cancellation_planned_while_the_renewal_is_charged_counts_for_the_new_period()
    {
        var planned = Cancellation.AtPeriodEnd(OfAdvanced().Subscription, Date("2026-03-31")).Value;

        var renewed = Renewal.Quote(planned, ShippedCatalog.Value, Usd(0), upgradeAdvised: false, tax: null).Next;

        Assert.Equal((SubscriptionStatus.Active, Date("2026-05-01")), (renewed.Status, renewed.CancelOn));
    }

    [Fact]
    public void Cancel_now_ends_services_today_and_gives_nothing_back()
    {
        var ended = Cancellation.Now(OfAdvanced().Subscription, Date("2026-03-10")).Value;

        Assert.Equal((SubscriptionStatus.Canceled, Date("2026-03-10")), (ended.Status, ended.EndedOn));
        Assert.Same(PlanLimits.None, PlanLimits.Of(ended, ShippedCatalog.Value));
        Assert.Null(Lifecycle.NextDue(ended, AccountZone.Utc));
        Assert.Null(ended.AllowanceWindow(Date("2026-03-10")));
        Assert.Throws<InvalidOperationException>(() => Renewal.Quote(ended, ShippedCatalog.Value, Usd(0), upgradeAdvised: false, tax: null));
        Assert.Equal("not-subscribed", Cancellation.Now(ended, Date("2026-03-10")).Error?.Code);
        Assert.Equal("nothing-to-resume", Cancellation.Resume(ended).Error?.Code);
    }

    [Fact]
    public void Canceling_at_the_end_of_a_period_that_is_over_ends_today()
    {
        var unpaid = Fail(OfAdvanced().Subscription, "2026-04-01");
        var ended = Cancellation.AtPeriodEnd(unpaid, Date("2026-04-03")).Value;
        Assert.Equal((SubscriptionStatus.Canceled, Date("2026-04-03")), (ended.Status, ended.EndedOn));
    }

    [Fact]
    public void A_canceled_trial_ends_as_canceled()
    {
        var trial = Cancellation.AtPeriodEnd(Trial.Start(ShippedCatalog.Value, Date("2026-03-01")), Date("2026-03-02")).Value;
        Ends(trial, "2026-03-15", SubscriptionStatus.Canceled);
    }

    [Fact]
    public void Yearly_periods_hold_monthly_allowances()
    {
        var yearly = Of(new OrderRequest { Plan = "essential", Interval = BillingInterval.Year }, "2026-01-31").Subscription;
        Assert.Equal(new BillingPeriod(Date("2026-01-31"), Date("2027-01-31")), yearly.PeriodOn(Date("2026-06-15")));
        Assert.Equal(new BillingPeriod(Date("2026-05-31"), Date("2026-06-30")), yearly.AllowanceWindow(Date("2026-06-15")));
        Assert.Null(yearly.AllowanceWindow(Date("2026-01-30")));
    }

    [Fact]
    public void A_state_survives_its_storage()
    {
        var customer = OfAdvanced();
        customer.Pay(new OrderRequest { Plan = "essential" }, "2026-03-10");
        foreach (var state in (Subscription[])[Subscription.None, customer.Subscription, Fail(customer.Subscription, "2026-04-01")])
        {
            var json = StateJson.Of(state);
            Assert.Equal(json, StateJson.Of(StateJson.Read(json)));
            Assert.Equal(state.Selection, StateJson.Read(json).Selection);
            Assert.Equal(state.Pending, StateJson.Read(json).Pending);
        }
    }

    private static Subscription Fail(Subscription subscription, string date) =>
        Dunning.Failed(subscription, Midnight(date), isHard: false, ShippedCatalog.Value.Dunning);

    /// <summary>Ended on that date and not before, and ended once.</summary>
    private static void Ends(Subscription subscription, string date, SubscriptionStatus status)
    {
        var ended = Lifecycle.AsOf(subscription, Date(date).AddDays(3));
        Assert.Equal((status, Date(date)), (ended.Status, ended.EndedOn));
        Assert.True(Lifecycle.AsOf(subscription, Date(date).AddDays(-1)).HasServices);
        Assert.Same(ended, Lifecycle.AsOf(ended, Date(date).AddDays(3)));
        Assert.Null(Lifecycle.NextDue(ended, AccountZone.Utc));
    }

    private static DateTimeOffset Midnight(string date) => AccountZone.Utc.StartOf(Date(date));
}
