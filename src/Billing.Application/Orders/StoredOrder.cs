using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Billing.Domain.Accounts;
using Billing.Domain.Orders;
using Billing.Domain.Subscriptions;
using Billing.Domain;

namespace Billing.Application.Orders;

/// <summary>An order as it is kept, with all that completing it needs, so that whoever learns of the payment's outcome can write it.</summary>
/// <param name="Subscription">What the subscription becomes when the order completes; null for a top-up.</param>
/// <param name="AccountCreditAfter">What is left of the account's credit when the order completes.</param>
/// <param name="IsAutomatic">A top-up that a threshold placed, or the plan that was ordered for a trial's end.</param>
/// <param name="Idempotency">Of the request that placed it, until its answer is stored.</param>
/// <param name="Ending">
/// What it becomes once the provider has let the payment go; asked for before the provider is, so that whoever goes on after a crash knows the reason.
/// </param>
/// <param name="EndedAt">Since when nothing of the provider's changes it any more.</param>
/// <param name="CashMovement">Of a top-up with what was left over of bank transfers: the movement that left it.</param>
/// <param name="AlreadyCounted">Charged beyond the total: cash that another order was completed with.</param>
/// <param name="IsPaidLate">Money came after it had come to nothing, and became credits.</param>
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
    IdempotencyKey? Idempotency = null,
    OrderStatus? Ending = null,
    DateTimeOffset? EndedAt = null,
    string? CashMovement = null,
    Money? AlreadyCounted = null,
    bool IsPaidLate = false)
{
    /// <summary>Its payment is neither made nor over.</summary>
    [JsonIgnore]
    public bool IsOpen => OrderCourse.IsOpen(Status);

    /// <summary>A bank transfer pays it, or was to.</summary>
    [JsonIgnore]
    public bool IsByWire => Payment?.Type == Domain.Payments.PaymentMethodType.Wire;
}
