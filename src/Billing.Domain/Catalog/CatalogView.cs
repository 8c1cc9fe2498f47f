namespace Billing.Domain.Catalog;

/// <summary>The answer of <c>GET /plans</c> (contract, section 2); members in camelCase on the wire, null where a contract decides.</summary>
public sealed record CatalogView(
    IReadOnlyList<PlanView> Plans,
    IReadOnlyList<Extra> AddOns,
    IReadOnlyList<SeatPrice> Seats,
    IReadOnlyList<Extra> SupportPlans,
    IReadOnlyList<AiFeatureView> AiFeatures)
{
    public static CatalogView Of(ProductCatalog catalog) => new(
        [.. catalog.Plans.Select(PlanView.Of)],
        catalog.AddOns,
        catalog.Seats,
        catalog.SupportPlans,
        [.. catalog.AiFeatures.Select(feature => new AiFeatureView(feature.Id, feature.Input.Value, feature.Output.Value))]);
}

public sealed record PlanView(
    string Id,
    string Name,
    string Description,
    IntervalPrices? Prices,
    IncludedView Included,
    IReadOnlyList<string> Channels,
    long? OverageMicros)
{
    internal static PlanView Of(Plan plan) => new(
        plan.Id, plan.Name, plan.Description, plan.Prices, IncludedView.Of(plan.Included), plan.Channels, plan.OveragePrice?.Value);
}

/// <summary>A by-contract plan has volumes of its own for what the catalog does name: search.</summary>
public sealed record IncludedView(long? BillingSessions, long? Conversations, int? TeamSeats, long SearchIngestionBytes)
{
    internal static IncludedView Of(PlanVolumes volumes) =>
        new(volumes.BillingSessions, volumes.Conversations, volumes.TeamSeats, volumes.SearchIngestionBytes);
}

/// <param name="InputMicros">A token.</param>
/// <param name="OutputMicros">A token.</param>
public sealed record AiFeatureView(string Id, long InputMicros, long OutputMicros);
