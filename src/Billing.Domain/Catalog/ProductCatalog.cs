using Billing.Domain.Taxes;

namespace Billing.Domain.Catalog;

/// <summary>What is sold and under which terms: the content of <c>catalog.json</c> (contract, section 2), whole and consistent.</summary>
public sealed record ProductCatalog
{
    public required Currency Currency { get; init; }

    /// <summary>The upgrade ladder, cheapest first; a plan by contract stands last.</summary>
    public required IReadOnlyList<Plan> Plans { get; init; }

    /// <summary>One entry for team seats, and one for each type of the two agent products.</summary>
    public required IReadOnlyList<SeatPrice> Seats { get; init; }

    public required IReadOnlyList<Extra> AddOns { get; init; }

    /// <summary>At most one is held beside the plan.</summary>
    public required IReadOnlyList<Extra> SupportPlans { get; init; }

    public required IReadOnlyList<AiFeature> AiFeatures { get; init; }

    public required TrialTerms Trial { get; init; }

    public required TopUpLimits TopUp { get; init; }

    /// <summary>At this total of credits, or below, the account is told.</summary>
    public required Micros LowBalance { get; init; }

    public required DunningTerms Dunning { get; init; }

    public required WireTerms Wire { get; init; }

    public required MeteringTerms Metering { get; init; }

    public required Seller Seller { get; init; }

    public required TaxTerms Tax { get; init; }

    /// <summary>The plan whose prices and volumes stand in a contract; null where the catalog sells none.</summary>
    public Plan? ContractPlan => Plans[^1].IsByContract ? Plans[^1] : null;

    public Plan? FindPlan(string id) => Plans.FirstOrDefault(plan => plan.Id == id);

    public Extra? FindAddOn(string id) => AddOns.FirstOrDefault(addOn => addOn.Id == id);

    public Extra? FindSupportPlan(string id) => SupportPlans.FirstOrDefault(support => support.Id == id);

    public AiFeature? FindAiFeature(string id) => AiFeatures.FirstOrDefault(feature => feature.Id == id);

    public SeatPrice Seat(SeatProduct product, SeatType? type) => Seats.First(seat => seat.Product == product && seat.Type == type);

    /// <summary>The next plan of the ladder, which may be one by contract; null on the last rung.</summary>
    public Plan? PlanAbove(string id) => Plans.SkipWhile(plan => plan.Id != id).Skip(1).FirstOrDefault();

    /// <summary>The plans that hold the channel, cheapest first; none where nobody knows the channel.</summary>
    public IEnumerable<Plan> PlansWithChannel(string channel) => Plans.Where(plan => plan.Channels.Contains(channel));
}
