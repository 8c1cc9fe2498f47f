using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Billing.Domain.Accounts;
using Billing.Domain.Orders;
using Billing.Domain.Payments;
using Billing.Domain.Subscriptions;
using Billing.Domain;

namespace Billing.Application.Orders;

[JsonConverter(typeof(JsonStringEnumConverter<OrderStatus>))]
public enum OrderStatus
{
    /// <summary>The payment was asked for and its outcome is not known yet; it is looked up until it is.</summary>
    [JsonStringEnumMemberName("processing")]
    Processing,

    [JsonStringEnumMemberName("completed")]
    Completed,

    [JsonStringEnumMemberName("scheduled")]
    Scheduled,

    [JsonStringEnumMemberName("failed")]
    Failed,

    [JsonStringEnumMemberName("canceled")]
    Canceled,
}

/// <summary>The one attempt to be paid: written before the provider is asked, its id the idempotency key.</summary>
public sealed record OrderPayment(string PaymentId, SavedMethod Method, Money Amount, bool OffSession);

/// <summary>An order as it is kept, with all that completing it needs, so that whoever learns of the payment's outcome can write it.</summary>
/// <param name="Subscription">What the subscription becomes when the order completes; null for a top-up.</param>
/// <param name="AccountCreditAfter">What is left of the account's credit when the order completes.</param>
/// <param name="IsAutomatic">A top-up that a threshold placed.</param>
/// <param name="Idempotency">Of the request that placed it: the answer is stored with the outcome.</param>
public sealed record StoredOrder(
    string OrderId,
    OrderKind Kind,
    OrderStatus Status,
    Money Total,
    ImmutableArray<OrderLineView> Lines,
    DateTimeOffset CreatedAt,
    string? InvoiceId = null,
    OrderPayment? Payment = null,
    Subscription? Subscription = null,
    Money? AccountCreditAfter = null,
    BillingInformation? BillingInformation = null,
    string? DeclineCode = null,
    bool IsAutomatic = false,
    IdempotencyKey? Idempotency = null);
