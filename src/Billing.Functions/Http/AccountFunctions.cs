using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace Billing.Functions.Http;

/// <summary>Accounts and plans.</summary>
public sealed class AccountFunctions(HttpApi api)
{
    [Function("GetPlans")]
    public Task<IResult> GetPlans(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/plans")] HttpRequest http) => api.RunAsync(http);

    [Function("PutAccount")]
    public Task<IResult> PutAccount(
        [HttpTrigger(Anonymous, "put", Route = "api/v1/accounts/{accountId}")] HttpRequest http) => api.RunAsync(http);

    [Function("GetAccount")]
    public Task<IResult> GetAccount(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/accounts/{accountId}")] HttpRequest http) => api.RunAsync(http);

    [Function("GetPlanInformation")]
    public Task<IResult> GetPlanInformation(
        [HttpTrigger(Anonymous, "get", Route = "api/v1/accounts/{accountId}/plan-information")] HttpRequest http) => api.RunAsync(http);
}
