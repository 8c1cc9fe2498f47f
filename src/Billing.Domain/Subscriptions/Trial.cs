using Billing.Domain.Catalog;
using Billing.Domain.Taxes;

namespace Billing.Domain.Subscriptions;

/// <summary>The trial that a standard account starts with. Its free credits are the ledger's business.</summary>
public static class Trial
{
    private const int ReminderDays = 3;

    /// <summary>Runs through local days: the day of the start is the first, and the trial ends as day <c>days + 1</c> begins.</summary>
    public static Subscription Start(ProductCatalog catalog, DateOnly today) => new()
    {
        Status = SubscriptionStatus.Trialing,
        Selection = new Selection(catalog.Trial.Plan, BillingInterval.Month),
        Anchor = new BillingAnchor(today),
        AllowanceAnchor = new BillingAnchor(today),
        TrialEnd = today.AddDays(catalog.Trial.Days),
    };

    /// <summary>The plan that was ordered for the trial's end begins on that day, charged in full at the catalog's prices.</summary>
    /// <exception cref="InvalidOperationException">None was ordered.</exception>
    public static RenewalQuote Convert(Subscription subscription, ProductCatalog catalog, Money credit, TaxTreatment? tax)
    {
        var (end, pending) = (subscription.TrialEnd, subscription.Pending);
        if (end is null || pending is null)
        {
            throw new InvalidOperationException("Nothing was ordered for a trial's end.");
        }

        var anchor = new BillingAnchor(end.Value);
        var fresh = new Subscription { AllowanceAnchor = anchor, AutoUpgrade = subscription.AutoUpgrade };
        var started = StartedPeriod.Begin(fresh, pending.Selection, anchor, 0, catalog, tax);
        return new RenewalQuote(started.Period, Bill.Of(started.Lines, credit), started.Next);
    }

    /// <summary>After the plan that was ordered for the trial's end could not be paid: the trial is over. Before its last day nothing changes.</summary>
    public static Subscription NotConverted(Subscription subscription, DateOnly today) =>
        subscription is { Status: SubscriptionStatus.Trialing, TrialEnd: { } end } && today >= end
            ? subscription.End(SubscriptionStatus.Expired, end)
            : subscription;

    /// <summary>Three days before the trial's end; the end itself where the trial is no longer than that, and nobody needs to be reminded.</summary>
    /// <exception cref="InvalidOperationException">There is no trial.</exception>
    public static DateOnly ReminderDate(Subscription subscription)
    {
        var end = subscription.TrialEnd ?? throw new InvalidOperationException("There is no trial.");
        var date = end.AddDays(-ReminderDays);
        return date > subscription.Anchor!.Value.FirstStart ? date : end;
    }
}
