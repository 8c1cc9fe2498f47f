using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace Billing.Functions.Http;

/// <summary>Usage in, reports out, and what could not be metered.</summary>
public sealed class UsageFunctions(HttpApi api)
{
    [Function("SendUsageEvents")]
    public Task<IResult> SendUsageEvents(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/usage/events")] HttpRequest http) => api.RunAsync(http);

    [Function("GetUsageTrends")]
    public Task<IResult> GetUsageTrends(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/accounts/{accountId}/usage/trends")] HttpRequest http) => api.RunAsync(http);

    [Function("GetAiUsage")]
    public Task<IResult> GetAiUsage(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/accounts/{accountId}/usage/ai")] HttpRequest http) => api.RunAsync(http);

    [Function("GetUsageForecast")]
    public Task<IResult> GetUsageForecast(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/accounts/{accountId}/usage/forecast")] HttpRequest http) => api.RunAsync(http);

    [Function("ListUsageDeadLetters")]
    public Task<IResult> ListUsageDeadLetters(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/operations/usage/dead-letters")] HttpRequest http) => api.RunAsync(http);

    [Function("ReplayUsageDeadLetters")]
    public Task<IResult> ReplayUsageDeadLetters(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/operations/usage/dead-letters/replay")] HttpRequest http) => api.RunAsync(http);

    [Function("ReplayUsageDeadLetter")]
    public Task<IResult> ReplayUsageDeadLetter(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/operations/usage/dead-letters/{deadLetterId}/replay")] HttpRequest http) => api.RunAsync(http);

    [Function("DiscardUsageDeadLetter")]
    public Task<IResult> DiscardUsageDeadLetter(
        [HttpTrigger(Anonymous, "delete", Route = "api/v1/operations/usage/dead-letters/{deadLetterId}")] HttpRequest http) => api.RunAsync(http);
}
