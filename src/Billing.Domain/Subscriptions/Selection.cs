using Billing.Domain.Seats;

namespace Billing.Domain.Subscriptions;

/// <summary>What a subscription consists of. Equal by content.</summary>
/// <param name="Plan">Id in the catalog.</param>
public sealed record Selection(string Plan, BillingInterval Interval)
{
    /// <summary>Bought beyond those that the plan includes.</summary>
    public int TeamSeats { get; init; }

    /// <summary><see cref="PurchasedSeats.None"/> where there are none.</summary>
    public PurchasedSeats ContactCenter { get; init; } = PurchasedSeats.None;

    /// <summary><see cref="PurchasedSeats.None"/> where there are none.</summary>
    public PurchasedSeats AgentAi { get; init; } = PurchasedSeats.None;

    /// <summary>Ids in the catalog's order, none twice.</summary>
    public IReadOnlyList<string> AddOns { get; init; } = [];

    public string? SupportPlan { get; init; }

    public bool Equals(Selection? other) =>
        other is not null && Plan == other.Plan && Interval == other.Interval && TeamSeats == other.TeamSeats && ContactCenter == other.ContactCenter
        && AgentAi == other.AgentAi && SupportPlan == other.SupportPlan && AddOns.SequenceEqual(other.AddOns);

    public override int GetHashCode() => HashCode.Combine(Plan, Interval, TeamSeats, ContactCenter, AgentAi, AddOns.Count, SupportPlan);
}
