using System.Collections.Immutable;
using Billing.Application.Orders;
using Billing.Domain;
using Billing.Domain.Accounts;

namespace Billing.Application.Invoicing;

/// <summary>A row of the billing report (contract, section 8).</summary>
public sealed record InvoiceSummary(
    string InvoiceId, string Number, string OrderId, DateTimeOffset BillingDate, Money Cost, string? PaymentMethod, PaymentStatus PaymentStatus)
{
    public static InvoiceSummary Of(StoredInvoice invoice) => new(
        invoice.InvoiceId, $"{invoice.Number:D6}", invoice.OrderId, invoice.BillingDate, invoice.Cost, invoice.PaymentMethod, invoice.PaymentStatus);
}

/// <summary>The whole invoice.</summary>
public sealed record InvoiceView(
    string InvoiceId,
    string Number,
    string OrderId,
    DateTimeOffset BillingDate,
    Money Cost,
    string? PaymentMethod,
    PaymentStatus PaymentStatus,
    ImmutableArray<OrderLineView> Lines,
    BillingInformation? BillingInformation)
{
    public static InvoiceView Of(StoredInvoice invoice) => new(
        invoice.InvoiceId, $"{invoice.Number:D6}", invoice.OrderId, invoice.BillingDate, invoice.Cost, invoice.PaymentMethod, invoice.PaymentStatus,
        invoice.Lines, invoice.BillingInformation);
}
