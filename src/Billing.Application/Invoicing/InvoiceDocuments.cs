using System.Collections.Immutable;
using Billing.Application.Orders;
using Billing.Domain;
using Billing.Domain.Taxes;

namespace Billing.Application.Invoicing;

/// <summary>Words a stored invoice for printing: from nothing but what is stored, so that it prints the same for ever.</summary>
internal static class InvoiceDocuments
{
    public static InvoiceDocument Of(StoredInvoice invoice)
    {
        var settlements = Settlements(invoice);
        return new InvoiceDocument(
            invoice.Kind,
            invoice.NumberText,
            invoice.IssuedOn,
            invoice.Seller ?? new InvoiceParty(""),
            Buyer(invoice),
            [.. invoice.Items.Select(LineOf)],
            invoice.Subtotal,
            [.. invoice.Taxes.Select(tax => new InvoiceTaxLine(tax.Treatment.Label, tax.Taxable, tax.Amount))],
            invoice.Subtotal + invoice.Tax,
            settlements,
            settlements.Aggregate(invoice.Subtotal + invoice.Tax, (due, settlement) => due + settlement.Amount),
            invoice.PaymentStatus)
        {
            DueOn = invoice.DueOn,
            Period = PeriodOf(invoice),
            Corrects = invoice is { Kind: InvoiceDocumentKind.CreditNote, Corrects.IsEmpty: false } ? string.Join(", ", invoice.Corrects) : null,
            OrderId = invoice.OrderId,
            PaymentMethod = invoice.PaymentMethod,
            Notes = [.. Notes(invoice)],
        };
    }

    private static InvoiceParty? Buyer(StoredInvoice invoice) => invoice switch
    {
        { BillingInformation: { } buyer } => new InvoiceParty(buyer.Name, buyer.Address, buyer.Email, VatId.OfBuyer(buyer)?.ToString() ?? buyer.TaxId),
        { AccountName: { } name } => new InvoiceParty(name, Email: invoice.AccountEmail),
        _ => null,
    };

    private static InvoiceDocumentLine LineOf(OrderLineView line)
    {
        if (line.Detail is not { } detail)
        {
            return new InvoiceDocumentLine(line.Description, line.Amount);
        }

        var isCredit = line.Amount.IsNegative || detail.Corrects is not null;
        var name = !isCredit ? detail.Name : detail.Corrects is { } number ? $"Credit: {detail.Name} (invoice {number})" : $"Credit: {detail.Name}";
        var quantity = detail switch
        {
            { Proration: null } => $"{detail.Quantity}",
            { Quantity: 1 } => $"{detail.Proration}",
            _ => $"{detail.Quantity} × {detail.Proration}",
        };
        return new InvoiceDocumentLine(name, line.Amount, quantity, detail.UnitPrice, new InvoicePeriod(detail.Period.Start, detail.Period.End));
    }

    /// <summary>The account's credit, and what has been paid: together they leave nothing to be paid of what is paid.</summary>
    private static ImmutableArray<InvoiceSettlement> Settlements(StoredInvoice invoice)
    {
        var settlements = invoice.Settlements.Select(line => new InvoiceSettlement(line.Description, line.Amount));
        if (invoice.PaymentStatus == PaymentStatus.Paid && !invoice.Cost.IsZero)
        {
            var label = invoice switch
            {
                { OrderId: null } => "Taken back by the bank",
                { Kind: InvoiceDocumentKind.CreditNote } => "Added to the account's credit",
                { PaymentMethod: { } method } => $"Paid by {method}",
                _ => "Paid",
            };
            settlements = settlements.Append(new InvoiceSettlement(label, -invoice.Cost));
        }

        return [.. settlements];
    }

    /// <summary>Of all that is charged; null where items have periods of their own.</summary>
    private static InvoicePeriod? PeriodOf(StoredInvoice invoice)
    {
        var periods = invoice.Items.Where(item => !item.Amount.IsNegative).Select(item => item.Detail?.Period).Distinct().ToList();
        return periods is [BillingPeriod period] ? new InvoicePeriod(period.Start, period.End) : null;
    }

    private static IEnumerable<InvoiceNote> Notes(StoredInvoice invoice)
    {
        var pending = invoice.PaymentStatus == PaymentStatus.Pending ? invoice.PendingNotes : [];
        return [.. invoice.Notes, .. pending, .. invoice.Usage is { BillingSessions: > 0 } usage ? [UsageNote(usage)] : (InvoiceNote[])[]];
    }

    private static InvoiceNote UsageNote(InvoiceUsage usage) => new(
        "Usage",
        $"{usage.BillingSessions} billing sessions from {usage.Period.Start:yyyy-MM-dd} to {usage.Period.End.AddDays(-1):yyyy-MM-dd}, "
            + $"{usage.Included} included"
            + (usage.Overage > 0 ? $"; {usage.Overage} beyond those were paid from credits." : "."));
}
