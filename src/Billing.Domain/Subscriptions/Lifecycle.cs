namespace Billing.Domain.Subscriptions;

/// <summary>Why a subscription needs a decision.</summary>
public enum DeadlineKind
{
    /// <summary>The period ends: charge the next one.</summary>
    Renewal,

    /// <summary>Charge the failed renewal again.</summary>
    RenewalRetry,

    /// <summary>Services stop after a renewal that was never paid.</summary>
    ServicesStop,

    /// <summary>Tell the customer that the trial is about to end.</summary>
    TrialReminder,

    TrialEnd,
    PlannedCancel,
    ContractStart,
    ContractEnd,
}

/// <param name="At">The first instant at which the decision is due.</param>
public readonly record struct Deadline(DeadlineKind Kind, DateTimeOffset At);

/// <summary>What time alone does to a subscription.</summary>
public static class Lifecycle
{
    /// <summary>
    /// The subscription on a date: trials, contracts, planned cancellations and unpaid renewals that have run out are ended.
    /// The same instance where nothing has.
    /// </summary>
    /// <remarks>
    /// Payments are not decided here: a subscription whose period is over stays active until its renewal has succeeded or failed, and a trial goes on until
    /// the plan that was ordered for its end is paid or not.
    /// </remarks>
    public static Subscription AsOf(Subscription subscription, DateOnly today) => subscription switch
    {
        { Contract: { } contract } => contract.StatusOn(today) == subscription.Status ? subscription : contract.Apply(subscription, today),
        { HasServices: true, CancelOn: { } end } when today >= end => subscription.End(SubscriptionStatus.Canceled, end),
        { Status: SubscriptionStatus.Trialing, TrialEnd: { } end, Pending: null } when today >= end => subscription.End(SubscriptionStatus.Expired, end),
        { Dunning.ServicesStopOn: var stop } when today >= stop => subscription.End(SubscriptionStatus.Expired, stop),
        _ => subscription,
    };

    /// <summary>The next instant at which something must be decided; null where time changes nothing any more.</summary>
    public static Deadline? NextDue(Subscription subscription, AccountZone zone) => subscription switch
    {
        { Contract: { } contract } => contract.NextDue(subscription.Status) is var (kind, date) ? new Deadline(kind, zone.StartOf(date)) : null,
        { Dunning: { } dunning } => NextDue(dunning, zone),
        { HasServices: true, CancelOn: { } end } => new Deadline(DeadlineKind.PlannedCancel, zone.StartOf(end)),
        { TrialEnd: not null, TrialReminded: false } => new Deadline(DeadlineKind.TrialReminder, zone.StartOf(Trial.ReminderDate(subscription))),
        { TrialEnd: { } end } => new Deadline(DeadlineKind.TrialEnd, zone.StartOf(end)),
        { NextBillingDate: { } date } => new Deadline(DeadlineKind.Renewal, zone.StartOf(date)),
        _ => null,
    };

    private static Deadline NextDue(Dunning dunning, AccountZone zone)
    {
        var stop = zone.StartOf(dunning.ServicesStopOn);
        return dunning.NextAttemptAt is { } retry && retry < stop
            ? new Deadline(DeadlineKind.RenewalRetry, retry)
            : new Deadline(DeadlineKind.ServicesStop, stop);
    }
}
