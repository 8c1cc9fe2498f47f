using Billing.Domain.Catalog;

namespace Billing.Domain.Subscriptions;

/// <summary>The chase after a failed renewal. Services go on until they stop.</summary>
/// <param name="Attempts">Failed ones so far, the first included.</param>
/// <param name="NextAttemptAt">Null after the last one, and after a hard decline until the customer changes the payment method.</param>
/// <param name="ServicesStopOn">The first local date without services.</param>
public sealed record Dunning(DateTimeOffset FirstFailureAt, int Attempts, DateTimeOffset? NextAttemptAt, DateOnly ServicesStopOn)
{
    /// <summary>The local date of the next attempt; null where none comes before services stop.</summary>
    public DateOnly? NextAttemptOn(AccountZone zone) => NextAttemptAt is { } at && at < zone.StartOf(ServicesStopOn) ? zone.DateOf(at) : null;

    /// <summary>After a failed attempt to charge the renewal.</summary>
    /// <param name="isHard">The provider says that no retry can succeed; card networks fine those who try.</param>
    public static Subscription Failed(Subscription subscription, DateTimeOffset now, bool isHard, DunningTerms terms)
    {
        var first = subscription.Dunning?.FirstFailureAt ?? now;
        var retries = terms.RetryDays.Select(days => first.AddDays(days)).Where(at => at > now);
        return subscription with
        {
            Status = SubscriptionStatus.PastDue,
            Dunning = new Dunning(
                first,
                (subscription.Dunning?.Attempts ?? 0) + 1,
                isHard ? null : retries.Select(at => (DateTimeOffset?)at).FirstOrDefault(),
                subscription.PaidPeriod.End.AddDays(terms.ServicesStopDays)),
        };
    }

    /// <summary>A new payment method is tried at once; without a failed renewal nothing changes.</summary>
    public static Subscription MethodChanged(Subscription subscription, DateTimeOffset now) =>
        subscription.Dunning is { } dunning ? subscription with { Dunning = dunning with { NextAttemptAt = now } } : subscription;
}
