using Billing.Domain.Catalog;

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

    /// <summary>Three days before the trial's end; the end itself where the trial is no longer than that, and nobody needs to be reminded.</summary>
    /// <exception cref="InvalidOperationException">There is no trial.</exception>
    public static DateOnly ReminderDate(Subscription subscription)
    {
        var end = subscription.TrialEnd ?? throw new InvalidOperationException("There is no trial.");
        var date = end.AddDays(-ReminderDays);
        return date > subscription.Anchor!.Value.FirstStart ? date : end;
    }
}
