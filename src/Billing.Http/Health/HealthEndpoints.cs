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
        Operation.Get("GetLiveness", "/health/live", Access.Public, _ => ValueTask.FromResult<Result<HealthView>>(Ok))
            .Describe("Is the process alive?").Example(response: """{"status":"ok"}""").Unshed(),
        Operation.Get("GetReadiness", "/health/ready", Access.Public, call => ReadinessAsync(options, call.Context.CancellationToken))
            .Describe("Can it serve?", "503 `service-unavailable` says why not.").Example(response: """{"status":"ok"}""").Unshed(),
    ])
    { BasePath = "/api" };

    private static HealthView Ok { get; } = new("ok");

    private static async ValueTask<Result<HealthView>> ReadinessAsync(BillingHttpOptions options, CancellationToken cancellationToken) =>
        await options.WhyNotReady(cancellationToken) is { } reason ? new BillingError("service-unavailable", reason) : Ok;
}
