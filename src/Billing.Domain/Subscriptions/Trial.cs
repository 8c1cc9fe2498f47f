using Billing.Domain.Catalog;

namespace Billing.Domain.Subscriptions;

/// <summary>The trial that a standard account starts with. Its free credits are the ledger's business.</summary>
public static class Trial
{
    /// <summary>Runs through local days: the day of the start is the first, and the trial ends as day <c>days + 1</c> begins.</summary>
    public static Subscription Start(ProductCatalog catalog, DateOnly today) => new()
    {
        Status = SubscriptionStatus.Trialing,
        Selection = new Selection(catalog.Trial.Plan, BillingInterval.Month),
        Anchor = new BillingAnchor(today),
        AllowanceAnchor = new BillingAnchor(today),
        TrialEnd = today.AddDays(catalog.Trial.Days),
    };
}
