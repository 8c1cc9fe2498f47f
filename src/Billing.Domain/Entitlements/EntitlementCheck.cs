using Billing.Domain.Catalog;

namespace Billing.Domain.Entitlements;

/// <summary>
/// Answers for one feature: <c>ai.{feature}</c>, <c>channel.{id}</c>, <c>add-on.{id}</c>, <c>automation.session</c>, <c>search.ingest</c>, <c>seat.team</c>,
/// <c>seat.contact-center</c>, <c>seat.agent-ai</c>. The reasons in order: services stopped, plan, limit, credits.
/// </summary>
public static class EntitlementCheck
{
    /// <param name="quantity">1 or more, in the feature's own unit: sessions, bytes, seats.</param>
    /// <returns>The answer, or <c>validation-failed</c> for an unknown feature or a quantity below 1.</returns>
    public static Result<Entitlement> Check(string feature, long quantity, EntitlementFacts account, ProductCatalog catalog)
    {
        if (quantity < 1)
        {
            return BillingError.Invalid("/quantity", "The quantity is 1 or more.");
        }

        var dot = feature.IndexOf('.', StringComparison.Ordinal);
        var (family, name) = dot < 0 ? (feature, "") : (feature[..dot], feature[(dot + 1)..]);
        var availableOn = AvailableOn(family, name, catalog);
        if (availableOn.Count == 0)
        {
            return BillingError.Invalid("/feature", $"There is no feature '{feature}'.");
        }

        var reason = account.ServicesOpen ? Denial(family, name, quantity, account) : DenialReason.ServicesStopped;
        return new Entitlement(reason is null, reason, availableOn);
    }

    /// <summary>None where the feature is unknown.</summary>
    private static IReadOnlyList<string> AvailableOn(string family, string name, ProductCatalog catalog) => (family, name) switch
    {
        ("channel", _) => [.. catalog.PlansWithChannel(name).Select(plan => plan.Id)],
        ("ai", _) => OnAllPlans(catalog.FindAiFeature(name) is not null, catalog),
        ("add-on", _) => OnAllPlans(catalog.FindAddOn(name) is not null, catalog),
        ("automation", "session") or ("search", "ingest") or ("seat", "team" or "contact-center" or "agent-ai") => OnAllPlans(true, catalog),
        _ => [],
    };

    private static IReadOnlyList<string> OnAllPlans(bool known, ProductCatalog catalog) => known ? [.. catalog.Plans.Select(plan => plan.Id)] : [];

    private static string? Denial(string family, string name, long quantity, EntitlementFacts account) => (family, name) switch
    {
        ("channel", _) => account.Channels.Contains(name) ? null : DenialReason.PlanRequired,
        ("add-on", _) => account.AddOns.Contains(name) ? null : DenialReason.PlanRequired,
        ("ai", _) => account.HasCredits ? null : DenialReason.CreditsExhausted,
        ("automation", _) => account.HasCredits || account.Sessions.Fits(quantity) ? null : DenialReason.CreditsExhausted,
        ("search", _) => Within(account.SearchBytes, quantity),
        ("seat", "team") => Within(account.TeamSeats, quantity),
        ("seat", "contact-center") => Within(account.ContactCenterSeats, quantity),
        _ => Within(account.AgentAiSeats, quantity),
    };

    private static string? Within(Quota quota, long quantity) => quota.Fits(quantity) ? null : DenialReason.LimitReached;
}
