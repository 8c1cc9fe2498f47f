using Billing.Application.Invoicing;

namespace Billing.Http.Api;

internal static class InvoiceEndpoints
{
    private static readonly QueryParameter<DayOrInstant?> From = QueryParameters.Day("from", "The first day, in the account's time zone; inclusive.");
    private static readonly QueryParameter<DayOrInstant?> To = QueryParameters.Day("to", "The day after the last, in the account's time zone; exclusive.");

    public static OperationGroup Group(InvoiceReader invoices, InvoicePrinter printer) => new(
        "Invoices", "What was billed.", ApiJson.Default,
        [
            Operation.Get("ListInvoices", "/accounts/{accountId}/invoices", Access.Read,
                    call => invoices.ListAsync(call.Account, Dates(call), call.Page, call.Context))
                .Takes(From, To, QueryParameters.Limit, QueryParameters.Cursor)
                .Describe("Invoices and credit notes, newest first", "`from` inclusive, `to` exclusive: a month is `from=2026-01-01&to=2026-02-01`.")
                .Refuses("enterprise-invoices-not-displayed"),
            Operation.GetFile("ExportInvoices", "/accounts/{accountId}/invoices/export", Access.Read, "text/csv",
                    call => invoices.ExportAsync(call.Account, Dates(call), call.Context))
                .Takes(From, To)
                .Describe("The billing report as CSV", "`from` inclusive, `to` exclusive. A text that a spreadsheet would calculate is preceded by `'`.")
                .Refuses("enterprise-invoices-not-displayed"),
            Operation.Get("GetInvoice", "/accounts/{accountId}/invoices/{invoiceId:inv_}", Access.Read,
                    call => invoices.GetAsync(call.Account, call.Id("invoiceId"), call.Context))
                .Describe("One invoice").Refuses("enterprise-invoices-not-displayed"),
            Operation.GetFile("GetInvoicePdf", "/accounts/{accountId}/invoices/{invoiceId:inv_}/pdf", Access.Read, "application/pdf",
                    call => printer.PdfAsync(call.Account, call.Id("invoiceId"), call.Context))
                .Describe("One invoice as PDF").Refuses("enterprise-invoices-not-displayed"),
        ]);

    private static InvoiceDates Dates(Call call) => new(call.Query(From), call.Query(To));
}
