namespace Billing.Domain.Entitlements;

/// <summary>A quantity that is limited.</summary>
/// <param name="Limit">Null where there is none.</param>
public readonly record struct Quota(long Used, long? Limit)
{
    /// <summary>Subtracted, not added: the quantity is a caller's number, as large as the type.</summary>
    public bool Fits(long quantity) => Limit is not { } limit || quantity <= limit - Used;
}

/// <summary>What the check needs to know of the account, as it is now.</summary>
/// <param name="ServicesOpen">Trialing, active or past due within its grace.</param>
/// <param name="HasCredits">
/// The total, free and paid, is above zero: the same line that pauses AI. Holds do not count: taking one is the caller's guard.
/// </param>
/// <param name="Channels">Of the plan or contract.</param>
/// <param name="AddOns">Subscribed ones.</param>
/// <param name="Sessions">Billing sessions of the period against the included ones.</param>
/// <param name="SearchBytes">Against the limit, its allowance included.</param>
public sealed record EntitlementFacts(
    bool ServicesOpen,
    bool HasCredits,
    IReadOnlyCollection<string> Channels,
    IReadOnlyCollection<string> AddOns,
    Quota Sessions,
    Quota SearchBytes,
    Quota TeamSeats,
    Quota ContactCenterSeats,
    Quota AgentAiSeats);
