using Billing.Application.Accounts;
using Billing.Application.Ports;
using Billing.Domain;

namespace Billing.Application.Invoicing;

/// <summary>An invoice as the file that a customer keeps.</summary>
public sealed class InvoicePrinter(AccountStore accounts, InvoiceReader invoices, IInvoiceRenderer renderer)
{
    private static readonly InvoiceParty Seller = new("Billing");

    /// <summary>A PDF to be shown in place; saved, it is named by its number.</summary>
    public async ValueTask<Result<FileContent>> PdfAsync(AccountId account, string invoiceId, RequestContext context)
    {
        var invoice = await invoices.FindAsync(account, invoiceId, context);
        if (!invoice.IsOk)
        {
            return invoice.Error;
        }

        var state = await accounts.GetAsync(account, context.CancellationToken);
        return state.Map(owner =>
        {
            var document = InvoiceDocuments.Of(invoice.Value, owner, Seller);
            return new FileContent("application/pdf", renderer.Render(document), $"invoice-{document.Number}.pdf", IsInline: true);
        });
    }
}
