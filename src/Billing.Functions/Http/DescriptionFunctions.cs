using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace Billing.Functions.Http;

/// <summary>The API's description.</summary>
public sealed class DescriptionFunctions(HttpApi api)
{
    [Function("GetOpenApi")]
    public Task<IResult> GetOpenApi(
        [HttpTrigger(Anonymous, "get", Route = "api/openapi/v1.json")] HttpRequest http) => api.RunAsync(http);

    [Function("GetDocs")]
    public Task<IResult> GetDocs(
        [HttpTrigger(Anonymous, "get", Route = "api/docs")] HttpRequest http) => api.RunAsync(http);

    [Function("GetDocsScript")]
    public Task<IResult> GetDocsScript(
        [HttpTrigger(Anonymous, "get", Route = "api/docs/docs.js")] HttpRequest http) => api.RunAsync(http);

    [Function("GetDocsStyle")]
    public Task<IResult> GetDocsStyle(
        [HttpTrigger(Anonymous, "get", Route = "api/docs/docs.css")] HttpRequest http) => api.RunAsync(http);
}
