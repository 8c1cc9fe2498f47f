using System.Diagnostics;
using Billing.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Billing.Functions.Http;

/// <summary>Hands a function's request to the pipeline that both homes run, and sees to what the request has left to do.</summary>
public sealed class HttpApi(IServiceProvider parts, AfterWork after, StartCost start)
{
    private readonly RequestDelegate _pipeline = new ApplicationBuilder(parts).UseBilling().Build();

    public Task<IResult> RunAsync(HttpRequest request) => RunAsync(request, after.DueAsync);

    /// <param name="then">Runs after the caller has the whole answer; it throws nothing.</param>
    public async Task<IResult> RunAsync(HttpRequest request, Func<Task> then)
    {
        start.Tell();
        var http = request.HttpContext;
        // The worker's own endpoint would have middleware stand aside, and would be run once more at the pipeline's end.
        http.SetEndpoint(null);
        using (Traced(request))
        {
            await _pipeline(http);
            await http.Response.CompleteAsync();
        }

        await then();
        return Results.Empty;
    }

    /// <summary>The caller's trace goes on here: between the worker's web server and its functions it is lost.</summary>
    private static Activity Traced(HttpRequest request)
    {
        var activity = new Activity("Billing.Request");
        if (request.Headers.TraceParent is [{ Length: > 0 } parent])
        {
            activity.SetParentId(parent);
        }

        return activity.Start();
    }
}
