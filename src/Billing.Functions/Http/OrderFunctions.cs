using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace Billing.Functions.Http;

/// <summary>Orders, top-ups and the subscription.</summary>
public sealed class OrderFunctions(HttpApi api)
{
    [Function("SubmitOrder")]
    public Task<IResult> SubmitOrder(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/accounts/{accountId}/orders")] HttpRequest http) => api.RunAsync(http);

    [Function("ListOrders")]
    public Task<IResult> ListOrders(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/accounts/{accountId}/orders")] HttpRequest http) => api.RunAsync(http);

    [Function("PreviewOrder")]
    public Task<IResult> PreviewOrder(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/accounts/{accountId}/orders/preview")] HttpRequest http) => api.RunAsync(http);

    [Function("GetOrder")]
    public Task<IResult> GetOrder(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/accounts/{accountId}/orders/{orderId}")] HttpRequest http) => api.RunAsync(http);

    [Function("CancelOrder")]
    public Task<IResult> CancelOrder(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/accounts/{accountId}/orders/{orderId}/cancel")] HttpRequest http) => api.RunAsync(http);

    [Function("TopUp")]
    public Task<IResult> TopUp(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/accounts/{accountId}/top-ups")] HttpRequest http) => api.RunAsync(http);

    [Function("CancelSubscription")]
    public Task<IResult> CancelSubscription(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/accounts/{accountId}/subscription/cancel")] HttpRequest http) => api.RunAsync(http);

    [Function("ResumeSubscription")]
    public Task<IResult> ResumeSubscription(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/accounts/{accountId}/subscription/resume")] HttpRequest http) => api.RunAsync(http);

    [Function("SetAutoUpgrade")]
    public Task<IResult> SetAutoUpgrade(
        [HttpTrigger(Anonymous, "put", Route = "api/v1/accounts/{accountId}/subscription/auto-upgrade")] HttpRequest http) => api.RunAsync(http);
}
