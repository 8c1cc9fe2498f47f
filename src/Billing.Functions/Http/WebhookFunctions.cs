using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace Billing.Functions.Http;

/// <summary>What the payment provider tells: answered once it is kept, worked on in the same invocation after that.</summary>
public sealed class WebhookFunctions(HttpApi api, AfterWork after)
{
    [Function("ReceiveStripeWebhook")]
    public Task<IResult> ReceiveStripeWebhook(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/webhooks/stripe")] HttpRequest http) => api.RunAsync(http, after.NoticesAsync);
}
