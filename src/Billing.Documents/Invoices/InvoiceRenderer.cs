using Billing.Application.Invoicing;
using Billing.Application.Ports;
using Billing.Documents.Fonts;
using Billing.Documents.Pdf;
using Billing.Documents.Text;
using Microsoft.Extensions.Logging;

namespace Billing.Documents.Invoices;

/// <summary>Invoices and credit notes as tagged PDF, on A4, or Letter where the buyer's country prints on it. The bytes depend on the document alone.</summary>
public sealed class InvoiceRenderer(FontLibrary fonts, ILogger<InvoiceRenderer> log) : IInvoiceRenderer
{
    public ReadOnlyMemory<byte> Render(InvoiceDocument invoice)
    {
        var country = invoice.Buyer?.Address?.Country;
        var paper = Paper.Of(country);
        var wording = new InvoiceWording(invoice, paper);
        using var type = new Typesetter(fonts, RegionOf(country));
        var pdf = new PdfDocument(new PdfMetadata(Plain(wording.NumberedTitle), Plain(invoice.Seller.Name), InvoiceWording.Language, invoice.IssuedOn));
        var top = type.Line(wording.NumberedTitle, Theme.Small);
        var flow = new Flow(pdf, paper, page => page.Text(top, Theme.Margin, Theme.Margin, Theme.Quiet, null));

        new InvoiceHeading(invoice, wording, type, pdf.Structure, flow).Draw();
        var table = new InvoiceTable(invoice, wording, type, pdf.Structure, flow);
        var totals = new InvoiceTotals(wording, type, pdf.Structure, flow);
        table.Draw(totals.Height);
        totals.Draw();
        InvoiceNotes.Draw(invoice.Notes, type, pdf.Structure, flow);
        DrawFooters(pdf, type, $"{invoice.Seller.Name} · {wording.NumberedTitle}");

        if (type.Missing.Count > 0)
        {
            log.LogWarning(
                "{Invoice}: no font has {Characters}; substitutes were printed. Install a font that has them, or name a folder with one.",
                wording.NumberedTitle,
                string.Join(' ', type.Missing.Select(character => $"U+{character.Value:X4}")));
        }

        return pdf.Write(type.Fonts);
    }

    private static void DrawFooters(PdfDocument pdf, Typesetter type, string text)
    {
        foreach (var (index, page) in pdf.Pages.Index())
        {
            var (right, y) = (page.Width - Theme.Margin, page.Height - Theme.Footer);
            var number = type.Line(InvoiceWording.PageOf(index + 1, pdf.Pages.Count), Theme.Small);
            var left = type.Wrap(text, Theme.Small, right - Theme.Margin - number.Width - Theme.ColumnGap)[0];
            page.Rule(Theme.Margin, page.Height - Theme.FooterRule, right - Theme.Margin, Theme.Hairline, Theme.Line);
            page.Text(left, Theme.Margin, y, Theme.Quiet, null);
            page.Text(number, right - number.Width, y, Theme.Quiet, null);
        }
    }

    private static string Plain(string text) => string.Concat(CleanText.Of(text));

    /// <summary>How fonts name the forms of Chinese characters.</summary>
    private static string RegionOf(string? country) => country switch
    {
        "JP" => "JP",
        "KR" => "KR",
        "TW" => "TC",
        "HK" or "MO" => "HK",
        _ => "SC",
    };
}
