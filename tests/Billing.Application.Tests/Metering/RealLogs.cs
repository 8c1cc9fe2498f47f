using System.Globalization;
using Billing.Application.Metering.Events;
using Billing.Domain.Tests;

namespace Billing.Application.Tests.Metering;

/// <summary>The logs of ../shared/data as usage of one app: fourteen years of #ubuntu, and an hour of code completions.</summary>
internal static class RealLogs
{
    private static readonly Lazy<UsageEvent[]> Irc = new(() => Read("conversations-irc-ubuntu.csv", static (fields, _) =>
        MeteringBench.Message(Instant(fields[2]), fields[0])));

    private static readonly Lazy<UsageEvent[]> Code = new(() => Read("ai-usage-azure-code.csv", static (fields, line) =>
        MeteringBench.Ai(Instant(fields[0]), $"{line}", new("smart-replies", null, long.Parse(fields[1]), long.Parse(fields[2]), null))));

    public static UsageEvent[] Conversations => Irc.Value;

    public static UsageEvent[] Completions => Code.Value;

    private static UsageEvent[] Read(string file, Func<string[], int, UsageEvent> usage) =>
        [.. File.ReadLines(Upwards.Find($"shared/data/{file}")).Skip(1).Select((line, index) => usage(line.Split(','), index))];

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
