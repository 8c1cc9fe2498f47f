using Billing.Application.Invoicing;
using Billing.Application.Ports;
using Billing.Documents.Invoices;
using Billing.Documents.Text;
using QuestPDF.Fluent;
using QuestPDF.Infrastructure;

namespace Billing.Functions.Invoicing;

/// <summary>
/// Invoices and credit notes by QuestPDF: the words, papers and colours of the built-in renderer, placed by a layout engine. Its licence is the operator's
/// own to hold, which is why it is never the default (decision 46).
/// </summary>
/// <remarks>Unlike the built-in one it does not tell of characters that no font has.</remarks>
internal sealed class QuestInvoiceRenderer : IInvoiceRenderer
{
    /// <summary>The library's own settings are the process's.</summary>
    /// <param name="license">A <see cref="LicenseType"/>, in small letters.</param>
    public QuestInvoiceRenderer(string license)
    {
        QuestPDF.Settings.License = Enum.Parse<LicenseType>(license, ignoreCase: true);
        QuestPDF.Settings.CheckIfAllTextGlyphsAreAvailable = false;
    }

    public ReadOnlyMemory<byte> Render(InvoiceDocument invoice)
    {
        var paper = Paper.Of(invoice.Buyer?.Address?.Country);
        var wording = new InvoiceWording(invoice, paper);
        var page = new QuestInvoice(invoice, wording, paper);
        var issued = new DateTimeOffset(invoice.IssuedOn, TimeOnly.MinValue, TimeSpan.Zero);

        // The bytes depend on the document alone, its dates included.
        var metadata = new DocumentMetadata
        {
            Title = Plain(wording.NumberedTitle),
            Author = Plain(invoice.Seller.Name),
            Language = InvoiceWording.Language,
            CreationDate = issued,
            ModifiedDate = issued,
        };
        return Document.Create(document => document.Page(page.Compose)).WithMetadata(metadata).GeneratePdf();
    }

    public static string Plain(string text) => string.Concat(CleanText.Of(text));
}
