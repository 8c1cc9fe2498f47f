using Billing.Application.Ports;
using Billing.Domain;

namespace Billing.Application.Invoicing;

/// <summary>An invoice as the file that a customer keeps.</summary>
public sealed class InvoicePrinter(InvoiceReader invoices, IInvoiceRenderer renderer)
{
    /// <summary>A PDF to be shown in place; saved, it is named by its number.</summary>
    public async ValueTask<Result<FileContent>> PdfAsync(AccountId account, string invoiceId, RequestContext context)
    {
        var invoice = await invoices.FindAsync(account, invoiceId, context);
        return invoice.Map(found =>
        {
            var name = found.Kind == InvoiceDocumentKind.CreditNote ? "credit-note" : "invoice";
            return new FileContent("application/pdf", renderer.Render(InvoiceDocuments.Of(found)), $"{name}-{found.NumberText}.pdf", IsInline: true);
        });
    }
}
