using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Billing.Application.Orders;
using Billing.Domain;
using Billing.Domain.Accounts;

namespace Billing.Application.Invoicing;

[JsonConverter(typeof(JsonStringEnumConverter<PaymentStatus>))]
public enum PaymentStatus
{
    [JsonStringEnumMemberName("paid")]
    Paid,

    [JsonStringEnumMemberName("pending")]
    Pending,

    [JsonStringEnumMemberName("failed")]
    Failed,

    [JsonStringEnumMemberName("uncollectible")]
    Uncollectible,

    [JsonStringEnumMemberName("void")]
    Void,
}

/// <summary>Leads from an invoice's id to its number.</summary>
public sealed record InvoiceNumber(long Number);

/// <summary>A final invoice: numbered in the commit that writes it, never edited.</summary>
/// <param name="Number">1, 2, 3 … without a gap for the account.</param>
/// <param name="PaymentMethod">How it was paid, as the customer recognises it; null where nothing was to be paid.</param>
public sealed record StoredInvoice(
    string InvoiceId,
    long Number,
    string OrderId,
    DateTimeOffset BillingDate,
    Money Cost,
    ImmutableArray<OrderLineView> Lines,
    string? PaymentMethod,
    PaymentStatus PaymentStatus,
    BillingInformation? BillingInformation);
