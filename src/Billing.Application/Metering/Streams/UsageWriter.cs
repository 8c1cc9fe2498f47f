using Billing.Application.Metering.Events;
using Billing.Application.Metering.Rows;
using Billing.Application.Ports;
using Billing.Domain.Metering;

namespace Billing.Application.Metering.Streams;

/// <summary>The events of one request that belong to one stream.</summary>
internal sealed class UsagePart(IReadOnlyList<UsageEvent> events)
{
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<UsageEvent> Events { get; } = events;

    /// <summary>Events that were known by name; final once <see cref="Written"/>.</summary>
    public int Duplicates { get; set; }

    /// <summary>Ends when all events are durable; throws what kept them from it.</summary>
    public Task Written => _written.Task;

    public void Complete() => _written.SetResult();

    public void Fail(Exception problem) => _written.SetException(problem);
}

/// <summary>What the writers of all streams share.</summary>
internal sealed record StreamServices(ITableStore Tables, IUsageNotifier Notifier, MeteringRules Rules, StreamCaches Caches, SettledStreams Settled);

/// <summary>
/// The one writer of a stream in this process. Requests that wait are written together in one pass, so that many small requests cost as few commits as
/// one large one.
/// A commit that loses against another process is decided again on fresh rows.
/// </summary>
internal abstract class UsageWriter(UsageStream stream, StreamServices services)
{
    private const int MostEventsAPass = 10_000;
    private const int MostAttempts = 50;

    private readonly Queue<UsagePart> _waiting = new();
    private StreamHead? _head;

    /// <summary>Events that wait or are being written. Guarded by the intake's lock, as are all of the queue's members.</summary>
    public int Load { get; private set; }

    public bool IsIdle => Load == 0;

    public UsageStream Stream { get; } = stream;

    /// <summary>Kept by the intake: the place among the idle writers, and what was remembered on coming there.</summary>
    public (LinkedListNode<UsageWriter> Node, int Remembered)? Idle { get; set; }

    /// <summary>How many rows this writer knows of, beyond the shared caches.</summary>
    public virtual int Remembered => 0;

    protected StreamServices Services { get; } = services;

    protected StreamHead Head => _head ?? throw new InvalidOperationException("The head is not loaded.");

    /// <summary>Changes when what is cached of this stream is no longer to be believed.</summary>
    protected long Epoch { get; private set; } = services.Caches.NewEpoch();

    protected UsageRowCodec Codec { get; } = new();

    /// <returns>Whether the writer was idle, so that the caller has to take what waits.</returns>
    public bool Enqueue(UsagePart part)
    {
        var wasIdle = IsIdle;
        _waiting.Enqueue(part);
        Load += part.Events.Count;
        return wasIdle;
    }

    /// <summary>The next pass; empty when nothing waits.</summary>
    public List<UsagePart> Take()
    {
        var (parts, events) = (new List<UsagePart>(), 0);
        while (events < MostEventsAPass && _waiting.TryDequeue(out var part))
        {
            parts.Add(part);
            events += part.Events.Count;
        }

        return parts;
    }

    public void Done(List<UsagePart> parts)
    {
        foreach (var part in parts)
        {
            Load -= part.Events.Count;
        }
    }

    /// <summary>Writes one pass and tells those who wait for it, also of its failure; throws nothing.</summary>
    public async Task WriteAsync(List<UsagePart> parts)
    {
        try
        {
            await WritePassAsync(parts);
            parts.ForEach(static part => part.Complete());
        }
        catch (Exception problem)
        {
            // Whether the last commit took place is not known.
            Forget();
            parts.ForEach(part => part.Fail(problem));
        }
    }

    protected abstract ValueTask WritePassAsync(List<UsagePart> parts);

    /// <summary>Loads the head and runs the attempt; after a lost race again.</summary>
    /// <param name="attempt">Must do right when called again: what it committed before is committed.</param>
    protected async ValueTask AttemptAsync(Func<ValueTask> attempt)
    {
        for (var attempts = 1; ; attempts++)
        {
            try
            {
                _head ??= await StreamHead.LoadAsync(Services.Tables, Stream);
                await attempt();
                return;
            }
            catch (Exception problem) when (problem is not StoreUnavailableException)
            {
                // Rows that were read before and after another process's commit may contradict each other: that is a lost race, too.
                if (problem is not StreamConflictException && (_head is null || !await _head.IsOvertakenAsync()))
                {
                    throw;
                }

                UsageMetrics.Conflicts.Add(1);
                Forget();
                if (attempts == MostAttempts)
                {
                    throw new StoreUnavailableException(problem.Message, problem);
                }
            }
        }
    }

    protected async ValueTask<CommitResult> CommitAsync(List<TableOperation> rows, UsageJournalEntry entry, string? unfinished = null)
    {
        await Services.Notifier.BeforeCommitAsync(Stream);
        long? sequence = null;
        try
        {
            var result = await Head.CommitAsync(rows, entry, unfinished, Services.Settled.Through(Stream));
            sequence = result.IsCommitted ? Head.Sequence : null;
            return result;
        }
        finally
        {
            Services.Notifier.AfterCommit(Stream, sequence);
        }
    }

    /// <summary>The rollup of an app and day, to be changed: a copy of what is stored.</summary>
    protected async ValueTask<DayRollup> CopyDayAsync(string rowKey)
    {
        if (Services.Caches.Days.TryGet((Epoch, rowKey), out var day))
        {
            return day!.Copy();
        }

        var row = await Services.Tables.GetAsync(Stream.Table, Stream.PartitionKey, rowKey);
        return row is null ? DayRollup.Empty() : UsageRowCodec.ReadDay(row);
    }

    protected virtual void Forget()
    {
        _head = null;
        Epoch = Services.Caches.NewEpoch();
    }
}
