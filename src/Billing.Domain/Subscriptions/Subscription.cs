using System.Text.Json.Serialization;

namespace Billing.Domain.Subscriptions;

/// <summary>The commercial state of an account. Plain data; every decision takes one and answers the next.</summary>
/// <remarks>
/// An ended subscription keeps its selection and anchors, so that it can still be shown. What only time decides is decided by <see cref="Lifecycle"/>:
/// call <see cref="Lifecycle.AsOf"/> before reading the status.
/// </remarks>
public sealed record Subscription
{
    public static Subscription None { get; } = new();

    public SubscriptionStatus Status { get; init; }

    /// <summary>What is held; the trial's plan while trialing; null without a subscription and under a contract.</summary>
    public Selection? Selection { get; init; }

    /// <summary>From which the paid periods are computed; the first day of a trial; the start of a contract.</summary>
    public BillingAnchor? Anchor { get; init; }

    /// <summary>Which period of the anchor is the running one, or the last that was paid.</summary>
    public int PeriodIndex { get; init; }

    /// <summary>
    /// From which the months of allowance are computed. A change of interval moves the anchor but not this, so that nobody gets a month's allowance twice.
    /// </summary>
    public BillingAnchor? AllowanceAnchor { get; init; }

    /// <summary>What the running period was charged for, item by item.</summary>
    public IReadOnlyList<HeldCharge> Charges { get; init; } = [];

    /// <summary>What the coming renewal changes.</summary>
    public PendingChange? Pending { get; init; }

    /// <summary>The first day after the trial.</summary>
    public DateOnly? TrialEnd { get; init; }

    /// <summary>The customer was told that the trial is about to end.</summary>
    public bool TrialReminded { get; init; }

    /// <summary>The customer wants no further period.</summary>
    public bool CancelsAtPeriodEnd { get; init; }

    /// <summary>While past due.</summary>
    public Dunning? Dunning { get; init; }

    /// <summary>The first day without services, once expired or canceled.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>Take the next plan with the next renewal once the conversations of a month exceed the plan's volume.</summary>
    public bool AutoUpgrade { get; init; }

    /// <summary>Takes the place of selection and charges for an enterprise account.</summary>
    public ContractTerms? Contract { get; init; }

    /// <summary>Bought by an order, and not ended.</summary>
    [JsonIgnore]
    public bool IsPaid => Contract is null && Status is SubscriptionStatus.Active or SubscriptionStatus.PastDue;

    [JsonIgnore]
    public bool HasServices => Status is SubscriptionStatus.Trialing or SubscriptionStatus.Active or SubscriptionStatus.PastDue;

    /// <summary>The date of a planned cancellation.</summary>
    [JsonIgnore]
    public DateOnly? CancelOn => CancelsAtPeriodEnd ? TrialEnd ?? PaidPeriod.End : null;

    /// <summary>When the next period is charged; null where none will be, and while past due (see <see cref="Dunning.NextAttemptAt"/>).</summary>
    [JsonIgnore]
    public DateOnly? NextBillingDate => this switch
    {
        { Contract: not null } or { CancelsAtPeriodEnd: true } => null,
        { Status: SubscriptionStatus.Active } => PaidPeriod.End,
        { Status: SubscriptionStatus.Trialing, Pending: not null } => TrialEnd,
        _ => null,
    };

    /// <summary>The last period that was paid for; it is over while past due.</summary>
    /// <exception cref="InvalidOperationException">Nothing was ever bought.</exception>
    [JsonIgnore]
    public BillingPeriod PaidPeriod => Anchor is { } anchor && Selection is { } selection
        ? anchor.Period(selection.Interval, PeriodIndex)
        : throw new InvalidOperationException("The subscription has no period.");

    /// <summary>The running period: the trial, the paid one (over while past due), or the contract's; null without services.</summary>
    public BillingPeriod? PeriodOn(DateOnly today) => this switch
    {
        { HasServices: false } or { Anchor: null } => null,
        { Contract: { } contract } => Anchor.Value.PeriodHolding(contract.Interval, today),
        { TrialEnd: { } end } => new BillingPeriod(Anchor.Value.FirstStart, end),
        _ => PaidPeriod,
    };

    /// <summary>The month of allowance that holds the date; null where there is no subscription on it.</summary>
    public BillingPeriod? AllowanceWindow(DateOnly date)
    {
        var isOutside = AllowanceAnchor is not { } anchor || date < anchor.FirstStart || date >= EndedOn;
        return isOutside ? null : AllowanceAnchor!.Value.PeriodHolding(BillingInterval.Month, date);
    }

    /// <summary>Without what only a running subscription has.</summary>
    internal Subscription End(SubscriptionStatus status, DateOnly date) => this with
    {
        Status = status,
        EndedOn = date,
        Charges = [],
        Pending = null,
        CancelsAtPeriodEnd = false,
        Dunning = null,
        TrialEnd = null,
        TrialReminded = false,
    };
}

/// <param name="Selection">The whole wanted end, not only what differs.</param>
/// <param name="OrderedOn">The local date of the order.</param>
public sealed record PendingChange(Selection Selection, DateOnly OrderedOn);
