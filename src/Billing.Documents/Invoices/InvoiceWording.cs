using Billing.Application.Invoicing;

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

    private bool IsCreditNote => invoice.Kind == InvoiceDocumentKind.CreditNote;

    public string Title => IsCreditNote ? "Credit note" : "Invoice";

    public string NumberedTitle => $"{Title} {invoice.Number}";

    public string Headline => IsCreditNote ? "Amount credited" : Total;

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
    public string? Payment(bool isOpen) =>
        isOpen ? invoice.DueOn is { } due ? $"Due {Date(due)}" : null
        : invoice is { Kind: InvoiceDocumentKind.Invoice, Status: PaymentStatus.Paid, PaymentMethod: { } method } ? $"Paid with {method}"
        : null;

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

    public static string Tax(InvoiceTaxLine tax) => $"{tax.Label} on {Domain.MoneyText.Of(tax.Taxable)}";

    public static string PageOf(int page, int pages) => $"Page {page} of {pages}";
}
