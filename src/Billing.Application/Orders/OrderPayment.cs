using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Billing.Application.Payments;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Payments;

namespace Billing.Application.Orders;

/// <summary>The one attempt to be paid: written before the provider is asked, its id the idempotency key.</summary>
/// <param name="PaymentId"><c>pay_…</c> with the order's ULID: each of the two tells the other.</param>
/// <param name="Method">The saved method that is charged; null for a new card, a new approval at PayPal, and a wire.</param>
/// <param name="Token">Of a new card; charged once, and saved with the payment.</param>
/// <param name="ReturnUrl">Where PayPal sends the customer back to.</param>
/// <param name="ProviderReference">As the provider's first answer told it.</param>
/// <param name="Label">How it was paid, as the customer recognises it.</param>
/// <param name="Action">What the customer was last asked to do.</param>
public sealed record OrderPayment(
    string PaymentId,
    SavedMethod? Method,
    Money Amount,
    bool OffSession,
    PaymentMethodType Type = PaymentMethodType.Card,
    string? Token = null,
    string? ReturnUrl = null,
    string? ProviderReference = null,
    string? Label = null,
    PaymentAction? Action = null,
    OrderWire? Wire = null)
{
    private const string Prefix = "pay_";
    private const string OrderPrefix = "ord_";

    public static string IdOf(string orderId) => Prefix + orderId[OrderPrefix.Length..];

    /// <summary>The order whose payment it is; null where the id is none of a payment.</summary>
    public static string? OrderOf(string? paymentId) =>
        paymentId?.StartsWith(Prefix, StringComparison.Ordinal) == true ? OrderPrefix + paymentId[Prefix.Length..] : null;

    internal PaymentLookUp ToLookUp(AccountId account) => new(account, PaymentId, ProviderReference);

    internal ChargeRequest ToRequest(AccountId account, string description, DateTimeOffset? firstTryUntil) => new(
        account, PaymentId, Amount, Method?.ProviderId ?? Token, OffSession, description, Type, ReturnUrl,
        SaveMethod: Method is null && Type != PaymentMethodType.Wire, firstTryUntil);
}

/// <summary>A bank transfer that is waited for.</summary>
/// <param name="Reference">What the payer writes on it.</param>
/// <param name="Received">What the provider has of it.</param>
/// <param name="ExpectedFrom">A local date of the account, as <paramref name="ExpectedBy"/>.</param>
/// <param name="Cleared">What operators saw come elsewhere; it counts as what the provider has.</param>
/// <param name="IsReminded">The customer was told that it is late.</param>
public sealed record OrderWire(
    string Reference,
    BankAccount Bank,
    Money Amount,
    Money Received,
    DateOnly ExpectedFrom,
    DateOnly ExpectedBy,
    DateTimeOffset RemindAt,
    DateTimeOffset ExpiresAt,
    ImmutableArray<ClearedWire> Cleared,
    bool IsReminded = false)
{
    /// <summary>What operators cleared, in all.</summary>
    [JsonIgnore]
    public Money ClearedTotal => Entries.Aggregate(Money.Zero(Amount.Currency), (sum, cleared) => sum + cleared.Amount);

    [JsonIgnore]
    public Money Remaining => Money.Max(Amount - Received - ClearedTotal, Money.Zero(Amount.Currency));

    /// <summary>Where operators cleared what the provider does not have, the order is paid once the provider lets go of its payment.</summary>
    [JsonIgnore]
    public OrderStatus? EndingWhereCovered => ClearedTotal.IsPositive && Remaining.IsZero ? OrderStatus.Completed : null;

    private ImmutableArray<ClearedWire> Entries => Cleared.IsDefault ? [] : Cleared;

    public ClearedWire? Find(string reference) => Entries.FirstOrDefault(cleared => cleared.Reference == reference);

    public OrderWire With(ClearedWire cleared) => this with { Cleared = Entries.Add(cleared) };
}

/// <param name="Reference">Of the transfer on the bank's statement; counted once.</param>
public sealed record ClearedWire(string Reference, Money Amount, DateTimeOffset At);
