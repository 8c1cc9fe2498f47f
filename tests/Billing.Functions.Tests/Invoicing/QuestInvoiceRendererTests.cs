using Billing.Application.Ports;
using Billing.Documents.Tests.Invoices;
using Billing.Functions.Invoicing;

namespace Billing.Functions.Tests.Invoicing;

public sealed class QuestInvoiceRendererTests : InvoiceRendererConformance
{
    private protected override IInvoiceRenderer Create() => new QuestInvoiceRenderer("community");
}
