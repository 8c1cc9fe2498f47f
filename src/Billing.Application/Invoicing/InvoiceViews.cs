using System.Collections.Immutable;
using Billing.Application.Orders;
using Billing.Domain;
using Billing.Domain.Accounts;

namespace Billing.Application.Invoicing;

/// <summary>A row of the billing report (contract, section 8).</summary>
/// <param name="Number">One after the other without a gap; invoices and credit notes share them.</param>
/// <param name="OrderId">Null where a bank took money back.</param>
/// <param name="Cost">What was to be paid, tax included; below zero on a credit note.</param>
public sealed record InvoiceSummary(
    string InvoiceId,
    string Number,
    InvoiceDocumentKind Kind,
    string? OrderId,
    DateTimeOffset BillingDate,
    Money Cost,
    string? PaymentMethod,
    PaymentStatus PaymentStatus)
{
    public static InvoiceSummary Of(StoredInvoice invoice) => new(
        invoice.InvoiceId, invoice.NumberText, invoice.Kind, invoice.OrderId, invoice.BillingDate, invoice.Cost, invoice.PaymentMethod,
        invoice.PaymentStatus);
}

/// <summary>The whole invoice. The lines and the tax sum to the cost.</summary>
/// <param name="IssuedOn">A local date of the account.</param>
/// <param name="DueOn">Null where it was paid as it was issued.</param>
/// <param name="Lines">Items without tax, and what settles a part of items and tax.</param>
/// <param name="Tax">Of all rates.</param>
/// <param name="Taxes">Rate by rate, the reverse charge with them.</param>
/// <param name="Usage">Of a renewal: what was used in the month before, paid from credits already.</param>
/// <param name="Corrects">Numbers of the invoices whose charges are given back.</param>
public sealed record InvoiceView(
    string InvoiceId,
    string Number,
    InvoiceDocumentKind Kind,
    string? OrderId,
    DateTimeOffset BillingDate,
    DateOnly IssuedOn,
    DateOnly? DueOn,
    Money Cost,
    string? PaymentMethod,
    PaymentStatus PaymentStatus,
    ImmutableArray<OrderLineView> Lines,
    Money Subtotal,
    Money Tax,
    ImmutableArray<InvoiceTax> Taxes,
    InvoiceUsage? Usage,
    ImmutableArray<string> Corrects,
    BillingInformation? BillingInformation)
{
    public static InvoiceView Of(StoredInvoice invoice) => new(
        invoice.InvoiceId, invoice.NumberText, invoice.Kind, invoice.OrderId, invoice.BillingDate, invoice.IssuedOn, invoice.DueOn, invoice.Cost,
        invoice.PaymentMethod, invoice.PaymentStatus, [.. invoice.Items, .. invoice.Settlements], invoice.Subtotal, invoice.Tax, invoice.Taxes, invoice.Usage,
        invoice.Corrects, invoice.BillingInformation);
}
