using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace Billing.Functions.Http;

/// <summary>E-mails of the platform, and what became of them.</summary>
public sealed class EmailFunctions(HttpApi api)
{
    [Function("SendNotification")]
    public Task<IResult> SendNotification(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/notifications")] HttpRequest http) => api.RunAsync(http);

    [Function("ListEmailTroubles")]
    public Task<IResult> ListEmailTroubles(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/operations/emails")] HttpRequest http) => api.RunAsync(http);

    [Function("ListSuppressedAddresses")]
    public Task<IResult> ListSuppressedAddresses(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/operations/suppressed-addresses")] HttpRequest http) => api.RunAsync(http);

    [Function("LiftSuppressedAddress")]
    public Task<IResult> LiftSuppressedAddress(
        [HttpTrigger(Anonymous, "delete", Route = "api/v1/operations/suppressed-addresses")] HttpRequest http) => api.RunAsync(http);

    [Function("ReceiveDeliveryReports")]
    public Task<IResult> ReceiveDeliveryReports(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/webhooks/email")] HttpRequest http) => api.RunAsync(http);
}
