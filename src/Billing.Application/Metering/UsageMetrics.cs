using System.Diagnostics.Metrics;

namespace Billing.Application.Metering;

/// <summary>What the metering tells a monitoring system; the instruments cost nothing while nobody listens.</summary>
public static class UsageMetrics
{
    public const string MeterName = "Billing.Metering";

    private static readonly Meter Meter = new(MeterName);

    public static Counter<long> Accepted { get; } =
        Meter.CreateCounter<long>("billing.usage.accepted", "{event}", "Usage events that were accepted.");

    public static Counter<long> Duplicates { get; } =
        Meter.CreateCounter<long>("billing.usage.duplicates", "{event}", "Usage events that were known by name.");

    public static Counter<long> Rejected { get; } =
        Meter.CreateCounter<long>("billing.usage.rejected", "{event}", "Usage events that were rejected.");

    public static Counter<long> Shed { get; } =
        Meter.CreateCounter<long>("billing.usage.shed", "{event}", "Usage events of requests that were refused under load.");

    /// <summary>Net: merging activity may move sessions, and then adds as many as it takes away.</summary>
    public static UpDownCounter<long> Sessions { get; } =
        Meter.CreateUpDownCounter<long>("billing.sessions", "{session}", "Billing sessions that were counted.");

    public static UpDownCounter<long> Queued { get; } =
        Meter.CreateUpDownCounter<long>("billing.usage.queued", "{event}", "Usage events that wait or are being written.");

    public static Counter<long> Conflicts { get; } =
        Meter.CreateCounter<long>("billing.usage.conflicts", "{commit}", "Commits that lost against another process.");
}
