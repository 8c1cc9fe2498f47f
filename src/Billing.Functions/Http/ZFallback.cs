using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace Billing.Functions.Http;

/// <summary>
/// Everything else: the pipeline says what is not found and what is not allowed, and answers preflights. Where routes overlap the host takes the function whose
/// name comes first in the alphabet, so this name comes last.
/// </summary>
public sealed class ZFallback(HttpApi api)
{
    [Function("ZFallback")]
    public Task<IResult> RunAsync([HttpTrigger(Anonymous, Route = "{*path}")] HttpRequest http) => api.RunAsync(http);
}
