using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Billing.Application.Payments;
using Billing.Application.Ports;
using Billing.Domain.Orders;
using Billing.Domain.Payments;
using Billing.Domain.Subscriptions;
using Billing.Domain;

namespace Billing.Application.Orders;

/// <summary>One line: what for, and how much; credits are below zero. The lines of an order sum to its total.</summary>
/// <param name="Detail">How the amount of an item came about; null on other lines.</param>
public sealed record OrderLineView(string Description, Money Amount, LineKind Kind = LineKind.Item, LineDetail? Detail = null);

/// <summary>Where and how to wire the money (contract, section 4).</summary>
/// <param name="Reference">To be written on the transfer.</param>
/// <param name="ExpectedFrom">A local date of the account.</param>
public sealed record WireView(string Reference, BankAccount Bank, Money Amount, Money Remaining, DateOnly ExpectedFrom, DateOnly ExpectedBy)
{
    internal static WireView? Of(OrderWire? wire) =>
        wire is null ? null : new(wire.Reference, wire.Bank, wire.Amount, wire.Remaining, wire.ExpectedFrom, wire.ExpectedBy);
}

/// <summary>An order as callers see it (contract, section 4).</summary>
/// <param name="Action">What the customer must do; null where nothing.</param>
/// <param name="PaymentId">Null where nothing was to be paid.</param>
public sealed record OrderView(
    string OrderId,
    OrderKind Kind,
    OrderStatus Status,
    Money Total,
    ImmutableArray<OrderLineView> Lines,
    string? InvoiceId,
    PaymentAction? Action,
    WireView? Wire,
    DateTimeOffset CreatedAt,
    string? PaymentId = null)
{
    public static OrderView Of(StoredOrder order) => new(
        order.OrderId, order.Kind, order.Status, order.Total, order.Lines, order.InvoiceId,
        order.Status == OrderStatus.RequiresAction ? order.Payment?.Action : null,
        WireView.Of(order.Payment?.Wire),
        order.CreatedAt,
        order.Payment?.PaymentId);
}

/// <summary>What an order placed now would come to; nothing was changed.</summary>
/// <param name="Status"><c>completed</c> where it takes effect now, <c>scheduled</c> where with the next renewal.</param>
public sealed record OrderPreview(OrderKind Kind, OrderStatus Status, Money Total, ImmutableArray<OrderLineView> Lines);

public sealed record TopUpRequest(Money Amount, PaymentMethodChoice? PaymentMethod = null);

[JsonConverter(typeof(JsonStringEnumConverter<CancelAt>))]
public enum CancelAt
{
    [JsonStringEnumMemberName("periodEnd")]
    PeriodEnd,

    [JsonStringEnumMemberName("now")]
    Now,
}

public sealed record CancelSubscriptionRequest(CancelAt At);

public sealed record AutoUpgradeRequest(bool Enabled);
