using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Billing.Domain;
using Billing.Domain.Accounts;

namespace Billing.Application.Invoicing;

[JsonConverter(typeof(JsonStringEnumConverter<InvoiceDocumentKind>))]
public enum InvoiceDocumentKind
{
    [JsonStringEnumMemberName("invoice")]
    Invoice,

    /// <summary>Gives back more than it charges.</summary>
    [JsonStringEnumMemberName("creditNote")]
    CreditNote,
}

/// <summary>
/// Everything that an invoice or a credit note says, worked out and worded: a renderer places it and computes nothing. All amounts are of the currency of
/// <see cref="Total"/>. <see cref="Lines"/> sum to <see cref="Subtotal"/>; with <see cref="Taxes"/> to <see cref="Total"/>; with <see cref="Settlements"/>
/// to <see cref="AmountDue"/>.
/// </summary>
/// <param name="Number">As the customer quotes it: <c>000012</c>.</param>
/// <param name="IssuedOn">In the account's time zone, as every date here.</param>
/// <param name="Buyer">Null where the account has not said who it is.</param>
/// <param name="Settlements">What pays the total, below zero: credits applied, payments received. May be empty.</param>
/// <param name="Status">The mark on the document; null prints none.</param>
public sealed record InvoiceDocument(
    InvoiceDocumentKind Kind,
    string Number,
    DateOnly IssuedOn,
    InvoiceParty Seller,
    InvoiceParty? Buyer,
    ImmutableArray<InvoiceDocumentLine> Lines,
    Money Subtotal,
    ImmutableArray<InvoiceTaxLine> Taxes,
    Money Total,
    ImmutableArray<InvoiceSettlement> Settlements,
    Money AmountDue,
    PaymentStatus? Status)
{
    /// <summary>Null where nothing was left to be paid.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>What the invoice as a whole is for.</summary>
    public InvoicePeriod? Period { get; init; }

    /// <summary>Of a credit note: the number of the invoice that it takes back from.</summary>
    public string? Corrects { get; init; }

    public string? OrderId { get; init; }

    /// <summary>As the customer recognises it: <c>Visa •••• 4242</c>.</summary>
    public string? PaymentMethod { get; init; }

    /// <summary>Below the totals, in this order: reverse charge, how to pay a wire, thanks.</summary>
    public ImmutableArray<InvoiceNote> Notes { get; init; } = [];
}

/// <summary>Seller or buyer.</summary>
/// <param name="Address">Null where it is not known.</param>
/// <param name="TaxId">With its country's prefix, as printed: <c>DE123456789</c>.</param>
public sealed record InvoiceParty(string Name, BillingAddress? Address = null, string? Email = null, string? TaxId = null)
{
    /// <summary>More lines in small print: a company register's number, a web site.</summary>
    public ImmutableArray<string> Details { get; init; } = [];
}

/// <summary>One line of the table.</summary>
/// <param name="Description">What for. May be of any length.</param>
/// <param name="Amount">Below zero where it is given back.</param>
/// <param name="Quantity">With its unit where it has one: <c>3</c>, <c>17 of 31 days</c>; null leaves the cell empty.</param>
/// <param name="UnitPrice">Before proration.</param>
public sealed record InvoiceDocumentLine(
    string Description, Money Amount, string? Quantity = null, Money? UnitPrice = null, InvoicePeriod? Period = null);

/// <summary>A half-open period of local dates; printed with its last day, as people say it.</summary>
public readonly record struct InvoicePeriod(DateOnly Start, DateOnly End);

/// <summary>One rate's tax.</summary>
/// <param name="Label">With the rate: <c>VAT 20 %</c>, <c>VAT 0 % (reverse charge)</c>.</param>
/// <param name="Taxable">What the rate was applied to.</param>
public sealed record InvoiceTaxLine(string Label, Money Taxable, Money Amount);

/// <param name="Label"><c>Credit applied</c>, <c>Paid by Visa •••• 4242</c>.</param>
/// <param name="Amount">Below zero: it lessens what is due.</param>
public sealed record InvoiceSettlement(string Label, Money Amount);

public sealed record InvoiceNote(string Title, string Text);
