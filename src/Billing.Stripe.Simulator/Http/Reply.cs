using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Billing.Stripe.Simulator.Http;

/// <summary>A status and a body; and which request was first given them, where this is a replay.</summary>
internal sealed record Reply(int Status, string Body, string RequestId, bool IsReplay = false)
{
    public static Reply Of(int status, JsonObject body, string requestId) => new(status, body.ToJsonString(), requestId);

    public static Reply Of(ApiError error, string requestId) => Of(error.Status, error.Body(requestId), requestId);

    /// <summary>Writes the answer under the id of the request that is answered now.</summary>
    public async Task WriteAsync(HttpContext context, string requestId, string? idempotencyKey, string version)
    {
        var headers = context.Response.Headers;
        headers["Request-Id"] = requestId;
        headers["Stripe-Version"] = version;
        if (idempotencyKey is not null)
        {
            headers["Idempotency-Key"] = idempotencyKey;
            headers["Original-Request"] = RequestId;
        }

        if (IsReplay)
        {
            headers["Idempotent-Replayed"] = "true";
        }

        context.Response.StatusCode = Status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(Body, context.RequestAborted);
    }
}
