using Billing.Application.Invoicing;

namespace Billing.Http.Api;

internal static class InvoiceEndpoints
{
    public static OperationGroup Group(InvoiceReader invoices, InvoicePrinter printer) => new(
        "Invoices", "What was billed.", ApiJson.Default,
        [
            Operation.Get("ListInvoices", "/accounts/{accountId}/invoices", Access.Read, call => invoices.ListAsync(call.Account, call.Page, call.Context))
                .Takes(QueryParameters.Limit, QueryParameters.Cursor).Describe("Invoices, newest first").Refuses("enterprise-invoices-not-displayed"),
            Operation.GetFile("ExportInvoices", "/accounts/{accountId}/invoices/export", Access.Read, "text/csv",
                    call => invoices.ExportAsync(call.Account, call.Context))
                .Describe("The billing report as CSV").Refuses("enterprise-invoices-not-displayed"),
            Operation.Get("GetInvoice", "/accounts/{accountId}/invoices/{invoiceId:inv_}", Access.Read,
                    call => invoices.GetAsync(call.Account, call.Id("invoiceId"), call.Context))
                .Describe("One invoice").Refuses("enterprise-invoices-not-displayed"),
            Operation.GetFile("GetInvoicePdf", "/accounts/{accountId}/invoices/{invoiceId:inv_}/pdf", Access.Read, "application/pdf",
                    call => printer.PdfAsync(call.Account, call.Id("invoiceId"), call.Context))
                .Describe("One invoice as PDF").Refuses("enterprise-invoices-not-displayed"),
        ]);
}
