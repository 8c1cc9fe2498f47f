using Billing.Application.Metering.Events;
using Billing.Application.Metering.Streams;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Metering;

namespace Billing.Application.Metering;

/// <summary>How the account's usage is laid out now; null where there is no such account.</summary>
public delegate ValueTask<UsageLayout?> LayoutOf(AccountId account, CancellationToken cancellationToken);

/// <param name="QueuedEvents">Events that may wait for one partition; a request that would go beyond is refused, unless nothing waits.</param>
/// <param name="RememberedRows">Rows that idle partitions may keep in memory together.</param>
/// <param name="IdleWriters">Idle partitions that keep anything in memory.</param>
public sealed record IntakeLimits(int QueuedEvents = 50_000, int RememberedRows = 1_000_000, int IdleWriters = 1_000);

/// <summary>How old usage may be.</summary>
public enum IntakeMode
{
    /// <summary>At most 35 days.</summary>
    Live,

    /// <summary>Back to 1970: a log is imported.</summary>
    Import,

    /// <summary>It was judged when it was taken, which may be long ago: what was acknowledged is not refused for its age.</summary>
    Queued,
}

/// <summary>What became of a request's events.</summary>
public sealed record UsageReceipt(int Accepted, int Duplicates, IReadOnlyList<RejectedEvent> Rejected);

/// <summary>
/// Takes usage in. What it reports as accepted is durable and counted, exactly once, whatever the order, batches and repetitions in which it comes. All
/// of a request is taken, or nothing.
/// </summary>
public sealed class UsageIntake(
    ITableStore tables, IUsageNotifier notifier, MeteringRules rules, LayoutOf layoutOf, TimeProvider clock, IntakeLimits? limits = null)
{
    private readonly UsageSorter _sorter = new(rules, layoutOf, clock);
    private readonly IntakeLimits _limits = limits ?? new();
    private readonly StreamServices _services = new(tables, notifier, rules, new StreamCaches(), new SettledStreams());
    private readonly Lock _lock = new();
    private readonly Dictionary<UsageStream, UsageWriter> _writers = [];

    /// <summary>Writers without work, the one that has been so for longest first.</summary>
    private readonly LinkedList<UsageWriter> _idle = [];
    private long _remembered;

    /// <summary>Live usage.</summary>
    public ValueTask<Result<UsageReceipt>> AcceptAsync(UsageBatch batch, CancellationToken cancellationToken) =>
        AcceptAsync(batch, IntakeMode.Live, cancellationToken);

    /// <returns>What became of the events; or <c>rate-limited</c>, and then nothing was taken.</returns>
    /// <exception cref="StoreUnavailableException">Some events may have been taken; sending all again counts none twice.</exception>
    public async ValueTask<Result<UsageReceipt>> AcceptAsync(UsageBatch batch, IntakeMode mode, CancellationToken cancellationToken)
    {
        var sorted = await _sorter.SortAsync(batch, mode, cancellationToken);
        var parts = sorted.ByStream.ToDictionary(static pair => pair.Key, static pair => new UsagePart(pair.Value));
        if (!TryEnqueue(parts))
        {
            UsageMetrics.Shed.Add(batch.Events.Count);
            return new BillingError("rate-limited", "More usage is waiting to be written than this account may queue. Nothing of this request was taken.");
        }

        await Task.WhenAll(parts.Values.Select(static part => part.Written)).WaitAsync(cancellationToken);
        var duplicates = parts.Values.Sum(static part => part.Duplicates);
        var receipt = new UsageReceipt(parts.Values.Sum(static part => part.Events.Count) - duplicates, duplicates, sorted.Rejected);
        UsageMetrics.Accepted.Add(receipt.Accepted);
        UsageMetrics.Duplicates.Add(receipt.Duplicates);
        UsageMetrics.Rejected.Add(receipt.Rejected.Count);
        return receipt;
    }

    /// <summary>Tells that the account has settled the stream's journal up to <paramref name="sequence"/>: later commits take those entries away.</summary>
    public void Settled(UsageStream stream, long sequence) => _services.Settled.Report(stream, sequence);

    private bool TryEnqueue(Dictionary<UsageStream, UsagePart> parts)
    {
        lock (_lock)
        {
            foreach (var (stream, part) in parts)
            {
                if (_writers.TryGetValue(stream, out var writer) && !writer.IsIdle && writer.Load + part.Events.Count > _limits.QueuedEvents)
                {
                    return false;
                }
            }

            foreach (var (stream, part) in parts)
            {
                UsageMetrics.Queued.Add(part.Events.Count);
                var writer = Writer(stream);
                if (writer.Enqueue(part))
                {
                    LeaveIdle(writer);
                    _ = Task.Run(() => WriteWaitingAsync(writer), CancellationToken.None);
                }
            }

            return true;
        }
    }

    private UsageWriter Writer(UsageStream stream)
    {
        if (!_writers.TryGetValue(stream, out var writer))
        {
            writer = stream.Table == UsageStream.ConversationsTable ? new ConversationWriter(stream, _services) : new NamedEventWriter(stream, _services);
            _writers.Add(stream, writer);
        }

        return writer;
    }

    private async Task WriteWaitingAsync(UsageWriter writer)
    {
        for (var parts = Next(writer, []); parts.Count > 0; parts = Next(writer, parts))
        {
            await writer.WriteAsync(parts);
        }
    }

    /// <summary>Takes leave of a pass that is done, and takes the next one; with none, the writer is idle.</summary>
    private List<UsagePart> Next(UsageWriter writer, List<UsagePart> done)
    {
        lock (_lock)
        {
            writer.Done(done);
            UsageMetrics.Queued.Add(-done.Sum(static part => (long)part.Events.Count));
            var next = writer.Take();
            if (next.Count == 0)
            {
                EnterIdle(writer);
            }

            return next;
        }
    }

    private void EnterIdle(UsageWriter writer)
    {
        writer.Idle = (_idle.AddLast(writer), writer.Remembered);
        _remembered += writer.Remembered;
        while (_idle.Count > _limits.IdleWriters || (_remembered > _limits.RememberedRows && _idle.Count > 1))
        {
            var longest = _idle.First!.Value;
            LeaveIdle(longest);
            _writers.Remove(longest.Stream);
        }
    }

    private void LeaveIdle(UsageWriter writer)
    {
        if (writer.Idle is var (node, remembered))
        {
            _idle.Remove(node);
            _remembered -= remembered;
            writer.Idle = null;
        }
    }
}
