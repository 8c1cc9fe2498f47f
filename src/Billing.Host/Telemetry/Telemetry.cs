using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Billing.Host;

/// <summary>
/// Traces and metrics over OTLP, where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where they go. The exporter reads that and its other standard variables itself.
/// Without it none of its assemblies is loaded, and the meters count into nothing.
/// </summary>
internal static class Telemetry
{
    private const string Service = "billing";

    /// <summary>Dispose to send what is still held; null where telemetry is not configured.</summary>
    public static IDisposable? Start(IConfiguration configuration) =>
        configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 } ? StartExport() : null;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Providers StartExport()
    {
        var resource = ResourceBuilder.CreateDefault().AddService(Service, serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString());
        return new Providers(
            Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource("Microsoft.AspNetCore", "Billing.*")
                .AddOtlpExporter()
                .Build(),
            Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource)
                .AddMeter("Billing.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
                .AddOtlpExporter()
                .Build());
    }

    private sealed class Providers(TracerProvider traces, MeterProvider metrics) : IDisposable
    {
        public void Dispose()
        {
            traces.Dispose();
            metrics.Dispose();
        }
    }
}
