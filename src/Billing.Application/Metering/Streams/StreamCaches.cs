using Billing.Domain.Metering;

namespace Billing.Application.Metering.Streams;

/// <summary>
/// What all streams of the process remember of their rows, bounded together. An entry is valid only in its stream's epoch: a stream that loses a race, or
/// does not know how a commit
/// ended, begins a new epoch and so forgets all of its own.
/// </summary>
internal sealed class StreamCaches
{
    private long _epochs;

    public RecentCache<(long Epoch, string RowKey), ConversationMonth?> Months { get; } = new(50_000);

    public RecentCache<(long Epoch, string RowKey), DayRollup> Days { get; } = new(5_000);

    public RecentCache<(long Epoch, string RowKey), AiDay> AiDays { get; } = new(2_000);

    /// <summary>Names of events that are known to be stored.</summary>
    public RecentCache<(long Epoch, UInt128 Name), bool> Names { get; } = new(200_000);

    public long NewEpoch() => Interlocked.Increment(ref _epochs);
}
