using System.Text.Json.Serialization;
using Billing.Domain;

namespace Billing.Http;

internal sealed record HealthView(string Status);

[JsonSerializable(typeof(HealthView))]
internal sealed partial class HealthJson : JsonSerializerContext;

/// <summary>Live: the process answers. Ready: it can serve.</summary>
internal static class HealthEndpoints
{
    public static OperationGroup Group(BillingHttpOptions options) => new("Health", "For load balancers and whoever restarts processes.", HealthJson.Default,
    [
        Operation.Get<HealthView>("GetLiveness", "/health/live", Access.Public, _ => Ok)
            .Describe("Is the process alive?").Example(response: """{"status":"ok"}""").Unshed(),
        Operation.Get<HealthView>("GetReadiness", "/health/ready", Access.Public, async call =>
                await options.WhyNotReady(call.Context.CancellationToken) is { } reason ? new BillingError("service-unavailable", reason) : new HealthView("ok"))
            .Describe("Can it serve?", "503 `service-unavailable` says why not.").Example(response: """{"status":"ok"}""").Unshed(),
    ])
    { BasePath = "/api" };

    private static ValueTask<Result<HealthView>> Ok => ValueTask.FromResult<Result<HealthView>>(new HealthView("ok"));
}
