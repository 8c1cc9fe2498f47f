using Billing.Application.Ports;

namespace Billing.Documents.Tests.Invoices;

public sealed class InvoiceRendererTests : InvoiceRendererConformance
{
    private protected override IInvoiceRenderer Create() => Rendered.Renderer(Rendered.TestFonts);
}
