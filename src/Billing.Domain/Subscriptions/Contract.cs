using Billing.Domain.Seats;

namespace Billing.Domain.Subscriptions;

/// <summary>An enterprise account's terms, set by an operator. Paid outside this system: no invoices, no renewals to charge.</summary>
/// <param name="Start">The first local date of services, and the anchor of the periods.</param>
/// <param name="End">The first local date without services; null where the contract is open.</param>
public sealed record ContractTerms(DateOnly Start, DateOnly? End, BillingInterval Interval, Money Price, ContractVolumes Included, Micros OveragePrice)
{
    public PurchasedSeats ContactCenter { get; init; } = PurchasedSeats.None;

    public PurchasedSeats AgentAi { get; init; } = PurchasedSeats.None;

    public IReadOnlyList<string> AddOns { get; init; } = [];

    /// <summary>Null for all that the catalog knows.</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    public string? SupportPlan { get; init; }

    public SubscriptionStatus StatusOn(DateOnly today) =>
        today < Start ? SubscriptionStatus.None : today < (End ?? DateOnly.MaxValue) ? SubscriptionStatus.Active : SubscriptionStatus.Expired;

    /// <summary>The subscription under these terms. Whatever was held before ends without a refund.</summary>
    public Subscription Apply(Subscription before, DateOnly today)
    {
        var status = StatusOn(today);
        return new Subscription
        {
            Status = status,
            Anchor = new BillingAnchor(Start),
            AllowanceAnchor = new BillingAnchor(Start),
            EndedOn = End,
            AutoUpgrade = before.AutoUpgrade,
            Contract = this,
        };
    }

    internal (DeadlineKind Kind, DateOnly Date)? NextDue(SubscriptionStatus status) => status switch
    {
        SubscriptionStatus.None => (DeadlineKind.ContractStart, Start),
        SubscriptionStatus.Active when End is { } end => (DeadlineKind.ContractEnd, end),
        _ => null,
    };
}

/// <param name="BillingSessions">A month.</param>
/// <param name="Conversations">A month, before an upgrade is advised; null: never.</param>
/// <param name="TeamSeats">Null where the contract sets no limit.</param>
/// <param name="SearchIngestionBytes">Null for what the catalog's plan by contract says.</param>
public sealed record ContractVolumes(long BillingSessions, long? Conversations, int? TeamSeats, long? SearchIngestionBytes);
