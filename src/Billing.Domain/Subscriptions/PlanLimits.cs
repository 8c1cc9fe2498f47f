using Billing.Domain.Catalog;
using Billing.Domain.Search;
using Billing.Domain.Seats;

namespace Billing.Domain.Subscriptions;

/// <summary>What the account may use now, by plan and purchases or by contract. Nothing where no services run.</summary>
public sealed record PlanLimits
{
    public static PlanLimits None { get; } = new();

    /// <summary>Null where no services run.</summary>
    public Plan? Plan { get; init; }

    /// <summary>Included a month of allowance.</summary>
    public long BillingSessions { get; init; }

    /// <summary>A month of allowance, before an upgrade is advised; null: never.</summary>
    public long? Conversations { get; init; }

    /// <summary>Of one billing session beyond the included ones.</summary>
    public Micros OveragePrice { get; init; }

    /// <summary>Null where the contract sets no limit.</summary>
    public int? TeamSeatsIncluded { get; init; } = 0;

    public int TeamSeatsPurchased { get; init; }

    /// <summary>Included and purchased; null where the contract sets no limit.</summary>
    public int? TeamSeats => TeamSeatsIncluded + TeamSeatsPurchased;

    public PurchasedSeats ContactCenter { get; init; } = PurchasedSeats.None;

    public PurchasedSeats AgentAi { get; init; } = PurchasedSeats.None;

    public SearchLimit Search { get; init; }

    public IReadOnlyList<string> Channels { get; init; } = [];

    public IReadOnlyList<string> AddOns { get; init; } = [];

    public string? SupportPlan { get; init; }

    /// <param name="subscription">As of now (<see cref="Lifecycle.AsOf"/>).</param>
    public static PlanLimits Of(Subscription subscription, ProductCatalog catalog) => subscription switch
    {
        { HasServices: false } => None,
        { Contract: { } contract } => Of(contract, catalog),
        { Selection: { } selection } => Of(selection, catalog),
        _ => throw new InvalidOperationException("A subscription with services has neither selection nor contract."),
    };

    /// <summary>Of an order's wanted end, to check it against what is in use.</summary>
    internal static PlanLimits Of(Selection selection, ProductCatalog catalog)
    {
        var plan = catalog.FindPlan(selection.Plan) ?? throw new InvalidOperationException($"The catalog does not know the plan '{selection.Plan}'.");
        return new PlanLimits
        {
            Plan = plan,
            BillingSessions = plan.Included.BillingSessions ?? 0,
            Conversations = plan.Included.Conversations,
            OveragePrice = plan.OveragePrice ?? Micros.Zero,
            TeamSeatsIncluded = plan.Included.TeamSeats ?? 0,
            TeamSeatsPurchased = selection.TeamSeats,
            ContactCenter = selection.ContactCenter,
            AgentAi = selection.AgentAi,
            Search = new SearchLimit(plan.Included.SearchLimitBytes),
            Channels = plan.Channels,
            AddOns = selection.AddOns,
            SupportPlan = selection.SupportPlan,
        };
    }

    private static PlanLimits Of(ContractTerms contract, ProductCatalog catalog)
    {
        var plan = catalog.ContractPlan ?? throw new InvalidOperationException("The catalog has no plan by contract, but an account has a contract.");
        var search = plan.Included with { SearchIngestionBytes = contract.Included.SearchIngestionBytes ?? plan.Included.SearchIngestionBytes };
        return new PlanLimits
        {
            Plan = plan,
            BillingSessions = contract.Included.BillingSessions,
            Conversations = contract.Included.Conversations,
            OveragePrice = contract.OveragePrice,
            TeamSeatsIncluded = contract.Included.TeamSeats,
            ContactCenter = contract.ContactCenter,
            AgentAi = contract.AgentAi,
            Search = new SearchLimit(search.SearchLimitBytes),
            Channels = contract.Channels ?? plan.Channels,
            AddOns = contract.AddOns,
            SupportPlan = contract.SupportPlan,
        };
    }
}
