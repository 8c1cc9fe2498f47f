using System.Collections.Concurrent;

namespace Billing.Application.Metering.Streams;

/// <summary>How far each stream is settled, as far as this process was told: journal entries up to there may be taken away.</summary>
internal sealed class SettledStreams
{
    private readonly ConcurrentDictionary<UsageStream, long> _through = new();

    public void Report(UsageStream stream, long sequence) => _through.AddOrUpdate(stream, sequence, (_, known) => long.Max(known, sequence));

    public long Through(UsageStream stream) => _through.GetValueOrDefault(stream);
}
