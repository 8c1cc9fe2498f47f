using Billing.Domain;
using Billing.Domain.Accounts;

namespace Billing.Application.Invoicing;

/// <summary>Words a stored invoice for printing.</summary>
internal static class InvoiceDocuments
{
    public static InvoiceDocument Of(StoredInvoice invoice, AccountState account, InvoiceParty seller)
    {
        var paid = invoice.PaymentStatus == PaymentStatus.Paid && !invoice.Cost.IsZero;
        var by = invoice.PaymentMethod is { } method ? $" by {method}" : "";
        return new InvoiceDocument(
            InvoiceDocumentKind.Invoice,
            $"{invoice.Number:D6}",
            account.Zone.DateOf(invoice.BillingDate),
            seller,
            invoice.BillingInformation is { } buyer
                ? new InvoiceParty(buyer.Name, buyer.Address, buyer.Email, buyer.TaxId)
                : new InvoiceParty(account.Profile.Name, Email: account.Profile.OwnerEmail),
            [.. invoice.Lines.Select(line => new InvoiceDocumentLine(line.Description, line.Amount))],
            Subtotal: invoice.Cost,
            Taxes: [],
            Total: invoice.Cost,
            Settlements: paid ? [new InvoiceSettlement($"Paid{by}", -invoice.Cost)] : [],
            AmountDue: paid ? Money.Zero(invoice.Cost.Currency) : invoice.Cost,
            invoice.PaymentStatus)
        {
            OrderId = invoice.OrderId,
            PaymentMethod = invoice.PaymentMethod,
        };
    }
}
