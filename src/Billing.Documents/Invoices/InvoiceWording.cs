using Billing.Application.Invoicing;
using Billing.Domain;

namespace Billing.Documents.Invoices;

/// <summary>The words on the page, in one place.</summary>
internal sealed class InvoiceWording(InvoiceDocument invoice, Paper paper)
{
    public const string Language = "en";
    public const string Description = "Description";
    public const string Quantity = "Quantity";
    public const string UnitPrice = "Unit price";
    public const string Amount = "Amount";
    public const string BillTo = "Bill to";
    public const string Subtotal = "Subtotal";
    public const string Total = "Total";
    public const string AmountDue = "Amount due";

    private bool IsOpen => !IsCreditNote && invoice.Status is PaymentStatus.Pending or PaymentStatus.Failed;

    private bool IsCreditNote => invoice.Kind == InvoiceDocumentKind.CreditNote;

    public string Title => IsCreditNote ? "Credit note" : "Invoice";

    public string NumberedTitle => $"{Title} {invoice.Number}";

    /// <summary>The one amount that a reader looks for.</summary>
    public (string Label, string Amount) Headline()
    {
        var (label, amount) = IsOpen ? (AmountDue, invoice.AmountDue) : (IsCreditNote ? "Amount credited" : Total, invoice.Total);
        return (label, MoneyText.Of(IsCreditNote && amount.IsNegative ? -amount : amount));
    }

    /// <summary>Labels and values under the title; a value that is not known has no line.</summary>
    public IEnumerable<(string Label, string Value)> Facts()
    {
        (string Label, string? Value)[] facts =
        [
            ($"{Title} number", invoice.Number),
            ("Date of issue", Date(invoice.IssuedOn)),
            ("Date due", invoice.DueOn is { } due ? Date(due) : null),
            ("Billing period", invoice.Period is { } period ? Period(period) : null),
            ("For invoice", invoice.Corrects),
            ("Order", invoice.OrderId),
            ("Payment method", invoice.PaymentMethod),
        ];
        return facts.Where(fact => fact.Value is not null).Select(fact => (fact.Label, fact.Value!));
    }

    /// <summary>What stands under the amount: when it is due, or how it was paid; null where there is nothing to say.</summary>
    public string? Payment() =>
        IsOpen ? invoice.DueOn is { } due ? $"Due {Date(due)}" : null
        : invoice is { Kind: InvoiceDocumentKind.Invoice, Status: PaymentStatus.Paid, PaymentMethod: { } method } ? $"Paid with {method}"
        : null;

    /// <summary>What is known of a party below its name.</summary>
    public static IEnumerable<string> Lines(InvoiceParty party)
    {
        string?[] lines =
        [
            .. party.Address is { } address ? AddressLines.Of(address) : [],
            party.Email,
            party.TaxId is { } id ? $"Tax ID {id}" : null,
            .. party.Details,
        ];
        return lines.OfType<string>();
    }

    /// <summary>From the lines to what is due.</summary>
    public IEnumerable<(string Label, Money Amount, bool IsBold)> Totals()
    {
        if (!invoice.Taxes.IsEmpty)
        {
            yield return (Subtotal, invoice.Subtotal, false);
        }

        foreach (var tax in invoice.Taxes)
        {
            yield return ($"{tax.Label} on {MoneyText.Of(tax.Taxable)}", tax.Amount, false);
        }

        yield return (Total, invoice.Total, true);
        foreach (var settlement in invoice.Settlements)
        {
            yield return (settlement.Label, settlement.Amount, false);
        }

        if (!IsCreditNote && (!invoice.Settlements.IsEmpty || invoice.AmountDue != invoice.Total))
        {
            yield return (AmountDue, invoice.AmountDue, true);
        }
    }

    public string Mark(PaymentStatus status) =>
        IsCreditNote && status == PaymentStatus.Paid ? "CREDITED" : status.ToString().ToUpperInvariant();

    public string Date(DateOnly date) => date.ToString(paper.LongDate);

    /// <summary>From the first day to the last: <c>1 Jan – 31 Jan 2026</c>; one day is said once, a year that differs twice.</summary>
    public string Period(InvoicePeriod period)
    {
        var last = period.End > period.Start ? period.End.AddDays(-1) : period.Start;
        var (from, to) = (period.Start.ToString(paper.ShortDate), last.ToString(paper.ShortDate));
        return last == period.Start ? from
            : last.Year == period.Start.Year ? $"{period.Start.ToString(paper.DayOfYear)} – {to}"
            : $"{from} – {to}";
    }

    public static string PageOf(int page, int pages) => $"Page {page} of {pages}";
}
