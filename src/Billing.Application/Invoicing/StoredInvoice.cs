using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Billing.Application.Orders;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Subscriptions;
using Billing.Domain.Taxes;

namespace Billing.Application.Invoicing;

[JsonConverter(typeof(JsonStringEnumConverter<PaymentStatus>))]
public enum PaymentStatus
{
    [JsonStringEnumMemberName("paid")]
    Paid,

    /// <summary>A bank transfer is waited for.</summary>
    [JsonStringEnumMemberName("pending")]
    Pending,

    /// <summary>The payment failed: of a renewal it is tried again, of a bank transfer it is not.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>A renewal that was never paid; services have stopped.</summary>
    [JsonStringEnumMemberName("uncollectible")]
    Uncollectible,

    /// <summary>Nothing is owed any more: the order was canceled or has expired, or another invoice took this one's place.</summary>
    [JsonStringEnumMemberName("void")]
    Void,
}

/// <summary>Leads from an invoice's id to its number.</summary>
public sealed record InvoiceNumber(long Number);

/// <summary>
/// An invoice or credit note, final: numbered in the commit that writes it. Nothing of it changes any more but <see cref="PaymentStatus"/>, with the order and
/// the method that pay it.
/// </summary>
/// <param name="Number">1, 2, 3 … without a gap for the account; invoices and credit notes share them.</param>
/// <param name="OrderId">Which pays it: of a renewal that was tried again, the last one tried. Null where a bank took money back.</param>
/// <param name="Cost">What was to be paid, tax included, after the account's credit; below zero on a credit note.</param>
/// <param name="Lines">As the order's: items, tax, what settles a part of both. They sum to the cost.</param>
/// <param name="PaymentMethod">As the customer recognises it; null where nothing was to be paid.</param>
/// <param name="BillingInformation">Of the buyer on the day of issue; null where the account had not given any.</param>
public sealed record StoredInvoice(
    string InvoiceId,
    long Number,
    string? OrderId,
    DateTimeOffset BillingDate,
    Money Cost,
    ImmutableArray<OrderLineView> Lines,
    string? PaymentMethod,
    PaymentStatus PaymentStatus,
    BillingInformation? BillingInformation)
{
    public InvoiceDocumentKind Kind { get; init; }

    /// <summary>The local date of issue in the account's zone.</summary>
    public DateOnly IssuedOn
    {
        get => field == default ? DateOnly.FromDateTime(BillingDate.UtcDateTime) : field;
        init;
    }

    /// <summary>Null where it was paid as it was issued.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>As it called itself on the day of issue.</summary>
    public InvoiceParty? Seller { get; init; }

    /// <summary>The account's, for a buyer without billing information.</summary>
    public string? AccountName { get; init; }

    public string? AccountEmail { get; init; }

    public ImmutableArray<InvoiceTax> Taxes { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What was used in the month before, paid from credits already: told, not charged.</summary>
    public InvoiceUsage? Usage { get; init; }

    /// <summary>Numbers of the invoices whose charges are given back.</summary>
    public ImmutableArray<string> Corrects { get; init => field = value.IsDefault ? [] : value; } = [];

    public ImmutableArray<InvoiceNote> Notes { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Printed while its bank transfer is waited for.</summary>
    public ImmutableArray<InvoiceNote> PendingNotes { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>As the customer quotes it: <c>000012</c>.</summary>
    [JsonIgnore]
    public string NumberText => $"{Number:D6}";

    [JsonIgnore]
    public IEnumerable<OrderLineView> Items => Lines.Where(line => line.Kind == LineKind.Item);

    [JsonIgnore]
    public IEnumerable<OrderLineView> Settlements => Lines.Where(line => line.Kind == LineKind.Settlement);

    /// <summary>Items without tax.</summary>
    [JsonIgnore]
    public Money Subtotal => Sum(LineKind.Item);

    [JsonIgnore]
    public Money Tax => Sum(LineKind.Tax);

    private Money Sum(LineKind kind) => Lines.Where(line => line.Kind == kind).Aggregate(Money.Zero(Cost.Currency), (sum, line) => sum + line.Amount);
}

/// <summary>One rate's tax.</summary>
/// <param name="Taxable">The items under the rate.</param>
public sealed record InvoiceTax(TaxTreatment Treatment, Money Taxable, Money Amount);

/// <summary>The billing sessions of a month of allowance, as they were settled when the invoice was issued.</summary>
/// <param name="Overage">Paid from credits.</param>
public sealed record InvoiceUsage(BillingPeriod Period, long BillingSessions, long Included, long Overage);
