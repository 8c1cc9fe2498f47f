using Billing.Application.Invoicing;

namespace Billing.Application.Ports;

/// <summary>Makes the file that a customer is sent or shown. The same document gives the same bytes in the same home.</summary>
public interface IInvoiceRenderer
{
    /// <summary>A whole PDF file. Answers any document: what cannot be printed as it is written is replaced by something readable, and logged.</summary>
    ReadOnlyMemory<byte> Render(InvoiceDocument invoice);
}
