using Billing.Functions.Workflows;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace Billing.Functions.Http;

/// <summary>What goes on by itself: the requests that reach the engine, and so lend it the host's client.</summary>
public sealed class WorkflowFunctions(HttpApi api, DurableClients clients)
{
    [Function("ListWorkflows")]
    public Task<IResult> ListWorkflows(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/operations/workflows")] HttpRequest http,
        [DurableClient] DurableTaskClient durable) => RunAsync(http, durable);

    [Function("GetWorkflow")]
    public Task<IResult> GetWorkflow(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/operations/workflows/{instanceId}")] HttpRequest http,
        [DurableClient] DurableTaskClient durable) => RunAsync(http, durable);

    [Function("CancelWorkflow")]
    public Task<IResult> CancelWorkflow(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/operations/workflows/{instanceId}/cancel")] HttpRequest http,
        [DurableClient] DurableTaskClient durable) => RunAsync(http, durable);

    [Function("RetryWorkflow")]
    public Task<IResult> RetryWorkflow(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/operations/workflows/{instanceId}/retry")] HttpRequest http,
        [DurableClient] DurableTaskClient durable) => RunAsync(http, durable);

    private Task<IResult> RunAsync(HttpRequest http, DurableTaskClient durable)
    {
        clients.Lend(durable);
        return api.RunAsync(http);
    }
}
