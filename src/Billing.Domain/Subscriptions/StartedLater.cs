namespace Billing.Domain.Subscriptions;

/// <summary>A new subscription whose payment took days: its first period begins when it is paid, at the price that was paid.</summary>
public static class StartedLater
{
    /// <param name="today">The local date on which it is paid.</param>
    /// <param name="ordered">As it was to become on the day of the order.</param>
    public static Subscription On(DateOnly today, Subscription ordered)
    {
        var anchor = new BillingAnchor(today);
        return ordered with { Anchor = anchor, AllowanceAnchor = anchor };
    }
}
