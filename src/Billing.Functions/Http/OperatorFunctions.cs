using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace Billing.Functions.Http;

/// <summary>The back office.</summary>
public sealed class OperatorFunctions(HttpApi api)
{
    [Function("ListAccounts")]
    public Task<IResult> ListAccounts(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/operations/accounts")] HttpRequest http) => api.RunAsync(http);

    [Function("GetContract")]
    public Task<IResult> GetContract(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/operations/accounts/{accountId}/contract")] HttpRequest http) => api.RunAsync(http);

    [Function("PutContract")]
    public Task<IResult> PutContract(
        [HttpTrigger(Anonymous, "put", Route = "api/v1/operations/accounts/{accountId}/contract")] HttpRequest http) => api.RunAsync(http);

    [Function("GrantCredits")]
    public Task<IResult> GrantCredits(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/operations/accounts/{accountId}/credits/grants")] HttpRequest http) => api.RunAsync(http);

    [Function("ListWires")]
    public Task<IResult> ListWires(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/operations/wires")] HttpRequest http) => api.RunAsync(http);

    [Function("ClearWire")]
    public Task<IResult> ClearWire(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/operations/orders/{orderId}/wire/clear")] HttpRequest http) => api.RunAsync(http);

    [Function("RejectWire")]
    public Task<IResult> RejectWire(
        [HttpTrigger(Anonymous, "post", Route = "api/v1/operations/orders/{orderId}/wire/reject")] HttpRequest http) => api.RunAsync(http);

    [Function("Reconcile")]
    public Task<IResult> Reconcile(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/operations/reconciliation")] HttpRequest http) => api.RunAsync(http);

    [Function("ListAudit")]
    public Task<IResult> ListAudit(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/operations/audit")] HttpRequest http) => api.RunAsync(http);
}
