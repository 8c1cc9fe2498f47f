using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace Billing.Functions.Http;

/// <summary>Health.</summary>
public sealed class HealthFunctions(HttpApi api)
{
    [Function("GetLiveness")]
    public Task<IResult> GetLiveness(
        [HttpTrigger(Anonymous, "get", Route = "api/health/live")] HttpRequest http) => api.RunAsync(http);

    [Function("GetReadiness")]
    public Task<IResult> GetReadiness(
        [HttpTrigger(Anonymous, "get", Route = "api/health/ready")] HttpRequest http) => api.RunAsync(http);
}
