using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace Billing.Functions.Http;

/// <summary>Invoices.</summary>
public sealed class InvoiceFunctions(HttpApi api)
{
    [Function("ListInvoices")]
    public Task<IResult> ListInvoices(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/accounts/{accountId}/invoices")] HttpRequest http) => api.RunAsync(http);

    [Function("ExportInvoices")]
    public Task<IResult> ExportInvoices(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/accounts/{accountId}/invoices/export")] HttpRequest http) => api.RunAsync(http);

    [Function("GetInvoice")]
    public Task<IResult> GetInvoice(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/accounts/{accountId}/invoices/{invoiceId}")] HttpRequest http) => api.RunAsync(http);

    [Function("GetInvoicePdf")]
    public Task<IResult> GetInvoicePdf(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/accounts/{accountId}/invoices/{invoiceId}/pdf")] HttpRequest http) => api.RunAsync(http);
}
