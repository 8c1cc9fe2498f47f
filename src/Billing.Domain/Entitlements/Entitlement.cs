namespace Billing.Domain.Entitlements;

/// <summary>The answer to "may this account use this now?" (contract, section 7). A refusal is an answer, not an error.</summary>
/// <param name="Reason">Null where allowed; else one of <see cref="DenialReason"/>.</param>
/// <param name="AvailableOn">The plans that have the feature, in the catalog's order.</param>
public sealed record Entitlement(bool Allowed, string? Reason, IReadOnlyList<string> AvailableOn);

/// <summary>Why not. The values are part of the contract.</summary>
public static class DenialReason
{
    /// <summary>The account has no plan, or it expired or was canceled.</summary>
    public const string ServicesStopped = "services-stopped";

    /// <summary>The plan lacks the feature, or the add-on is not subscribed.</summary>
    public const string PlanRequired = "plan-required";

    /// <summary>The feature is there, but the quantity does not fit any more.</summary>
    public const string LimitReached = "limit-reached";

    /// <summary>The feature is paid with credits, and there are none.</summary>
    public const string CreditsExhausted = "credits-exhausted";
}
