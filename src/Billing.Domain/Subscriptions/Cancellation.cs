namespace Billing.Domain.Subscriptions;

/// <summary>Cancel and resume (contract, section 4). There is no pausing; coming back after the end is a new order.</summary>
public static class Cancellation
{
    /// <summary>
    /// Lets the running period, or the trial, be the last. While past due there is no running period: it ends today, and nothing is owed. Repeatable.
    /// </summary>
    /// <returns>The next state; or <c>not-subscribed</c>, <c>contract-required</c>.</returns>
    public static Result<Subscription> AtPeriodEnd(Subscription subscription, DateOnly today) =>
        Refusal(subscription) is { } refusal ? refusal
        : subscription.Status == SubscriptionStatus.PastDue ? subscription.End(SubscriptionStatus.Canceled, today)
        : subscription with { CancelsAtPeriodEnd = true };

    /// <summary>Ends services today. The rest of the period is not given back: who wants to use it cancels at its end.</summary>
    /// <returns>The next state; or <c>not-subscribed</c>, <c>contract-required</c>.</returns>
    public static Result<Subscription> Now(Subscription subscription, DateOnly today) =>
        Refusal(subscription) is { } refusal ? refusal : subscription.End(SubscriptionStatus.Canceled, today);

    /// <summary>Takes a planned cancellation back.</summary>
    /// <returns>The next state; or <c>nothing-to-resume</c>.</returns>
    public static Result<Subscription> Resume(Subscription subscription) =>
        subscription.CancelsAtPeriodEnd
            ? subscription with { CancelsAtPeriodEnd = false }
            : new BillingError("nothing-to-resume", "No cancellation is planned. After the end, a new order starts a new subscription.");

    private static BillingError? Refusal(Subscription subscription) => subscription switch
    {
        { Contract: not null } => new BillingError("contract-required", "The subscription is by contract; the contract ends it."),
        { HasServices: false } => new BillingError("not-subscribed", "There is no subscription to cancel."),
        _ => null,
    };
}
