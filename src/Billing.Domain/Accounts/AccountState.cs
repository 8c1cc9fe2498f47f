using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Billing.Domain.Allowances;
using Billing.Domain.Catalog;
using Billing.Domain.Credits;
using Billing.Domain.Metering;
using Billing.Domain.Payments;
using Billing.Domain.Search;
using Billing.Domain.Seats;
using Billing.Domain.Subscriptions;

namespace Billing.Domain.Accounts;

/// <summary>Everything of an account that changes together: the content of its head row.</summary>
/// <remarks>A document that was written before a member was there sets it to null; then it begins as in a new account.</remarks>
public sealed record AccountState
{
    public required AccountProfile Profile { get; init; }

    public Subscription Subscription { get; init => field = value ?? Subscription.None; } = Subscription.None;

    /// <summary>Where it is missing, the ledger tells it.</summary>
    public CreditBook Credits { get; init => field = value ?? new(); } = new();

    /// <summary>The account's own money, in minor units: net credits of orders, which pay the next ones; below zero what was too little to charge.</summary>
    public long AccountCreditMinor { get; init; }

    public AllowanceBook Allowances { get; init => field = value ?? AllowanceBook.Empty; } = AllowanceBook.Empty;

    /// <summary>The start of the last month of allowance for which the advice to upgrade was told, to the plan that is still held.</summary>
    public DateOnly? UpgradeAdvisedFor { get; init; }

    public TeamSeats Team { get; init => field = value ?? TeamSeats.Empty; } = TeamSeats.Empty;

    public AgentSeats ContactCenter { get; init => field = value ?? AgentSeats.Empty; } = AgentSeats.Empty;

    public AgentSeats AgentAi { get; init => field = value ?? AgentSeats.Empty; } = AgentSeats.Empty;

    public SearchUsage Search { get; init => field = value ?? SearchUsage.Empty; } = SearchUsage.Empty;

    /// <summary>How many concurrent agent seats were subscribed, from each instant on; the newest last.</summary>
    public ImmutableArray<SeatStep> SeatHistory { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The last journal sequence settled of each usage stream.</summary>
    public ImmutableDictionary<string, long> Watermarks
    {
        get;
        init => field = value ?? ImmutableDictionary<string, long>.Empty;
    }
    = ImmutableDictionary<string, long>.Empty;

    /// <summary>Null: as most accounts have it.</summary>
    public UsageLayout? UsageLayout { get; init; }

    /// <summary>The first is the default.</summary>
    public ImmutableArray<SavedMethod> PaymentMethods { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>As the last order gave it; null before the first.</summary>
    public BillingInformation? BillingInformation { get; init; }

    /// <summary>The order whose payment decides what the subscription becomes; nothing else may change it meanwhile.</summary>
    public string? OrderInProgress { get; init; }

    /// <summary>A renewal that its customer must authenticate; ended before anything else is paid for the subscription.</summary>
    public string? RenewalToAuthenticate { get; init; }

    /// <summary>Orders that wait for a bank transfer.</summary>
    public ImmutableArray<string> OpenWires { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The newest movement of the account's cash at the payment provider that was acted on.</summary>
    public string? CashSeen { get; init; }

    /// <summary>The movement that left the cash which the last top-up from it took: what a movement leaves becomes credits once.</summary>
    public string? SweptMovement { get; init; }

    /// <summary>Minor units of the cash at the provider that have paid an order already.</summary>
    public long CashCountedMinor { get; init; }

    /// <summary>Paid credits that bank transfers have loaded, less those that were taken back with a transfer.</summary>
    public Micros WireCredits { get; init; }

    /// <summary>The order that planned what the subscription has pending.</summary>
    public string? ScheduledOrder { get; init; }

    /// <summary>Since when an automatic top-up is to be ordered; null where none is, or it is ordered already.</summary>
    public DateTimeOffset? AutoTopUpDueAt { get; init; }

    public long NextInvoiceNumber { get; init; } = 1;

    /// <summary>The number of the invoice of the renewal that is being chased; null where none is.</summary>
    public long? UnpaidInvoice { get; init; }

    public long NextAuditSequence { get; init; } = 1;

    [JsonIgnore]
    public UsageLayout Layout => UsageLayout ?? UsageLayout.Default;

    [JsonIgnore]
    public Currency Currency => Currency.Parse(Profile.Currency);

    [JsonIgnore]
    public Money AccountCredit => new(AccountCreditMinor, Currency);

    /// <exception cref="InvalidOperationException">The stored zone is none: a broken invariant.</exception>
    [JsonIgnore]
    public AccountZone Zone =>
        AccountZone.TryGet(Profile.TimeZone, out var zone) ? zone : throw new InvalidOperationException($"'{Profile.TimeZone}' is no zone.");

    /// <summary>An order is being paid that changes what is held: time changes nothing of it meanwhile. What is not paid yet can end.</summary>
    [JsonIgnore]
    public bool IsHeld => OrderInProgress is not null && Subscription.IsPaid;

    /// <summary>A renewal is coming, or is being chased, that the default payment method must pay.</summary>
    [JsonIgnore]
    public bool Renews => Subscription.IsPaid && !Subscription.CancelsAtPeriodEnd;

    /// <summary>
    /// When the calendar must decide something next without anybody asking: a contract's days, expiring credits, automatic top-ups. Null where time changes
    /// nothing of that. What a customer subscribed to has workflows.
    /// </summary>
    [JsonIgnore]
    public DateTimeOffset? NextDue => Earliest(
        Subscription.Contract is null ? null : Lifecycle.NextDue(Subscription, Zone)?.At,
        Earliest(Credits.NextExpiry, AutoTopUpDueAt));

    public AgentSeats Seats(SeatProduct product) => product == SeatProduct.ContactCenter ? ContactCenter : AgentAi;

    public AccountState WithSeats(SeatProduct product, AgentSeats seats) =>
        product == SeatProduct.ContactCenter ? this with { ContactCenter = seats } : this with { AgentAi = seats };

    private static DateTimeOffset? Earliest(DateTimeOffset? left, DateTimeOffset? right) => left < right || right is null ? left : right;
}

/// <param name="Seats">Concurrent agent seats subscribed, of both products, from <paramref name="At"/> on.</param>
public readonly record struct SeatStep(DateTimeOffset At, int Seats);
