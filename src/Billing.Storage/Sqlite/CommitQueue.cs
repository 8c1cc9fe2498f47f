using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Billing.Application.Ports;

namespace Billing.Storage.Sqlite;

/// <summary>
/// The one thread that writes. While it waits for the disk, the next group gathers: the more callers, the larger the groups.
/// A full queue makes callers wait before they are queued.
/// </summary>
internal sealed class CommitQueue : IDisposable
{
    /// <summary>About 30 ms of writing: what a caller may have to wait behind others.</summary>
    private const int RowsPerGroup = 8192;

    private readonly Channel<PendingWrite> _waiting;
    private readonly GroupWriter _writer;
    private readonly Meter _meter = new("Billing.Storage");
    private readonly Counter<long> _groups;
    private readonly Thread _thread;

    public CommitQueue(GroupWriter writer, int capacity)
    {
        _writer = writer;
        _waiting = Channel.CreateBounded<PendingWrite>(new BoundedChannelOptions(capacity) { SingleReader = true });
        _groups = _meter.CreateCounter<long>("billing.storage.groups", "{group}", "Flushes of the disk, each for a group of commits");
        _meter.CreateObservableGauge("billing.storage.queue.depth", () => _waiting.Reader.Count, "{commit}", "Commits that wait for the disk");
        _thread = new(Run) { IsBackground = true, Name = "Billing.Storage writer" };
        _thread.Start();
    }

    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public async ValueTask<CommitResult> WriteAsync(PendingWrite write, CancellationToken cancellationToken)
    {
        try
        {
            await _waiting.Writer.WriteAsync(write, cancellationToken);
        }
        catch (ChannelClosedException closed)
        {
            throw new ObjectDisposedException("The store is closed.", closed);
        }

        return await write.Done;
    }

    /// <summary>Takes no more, writes what waits, closes the file.</summary>
    public void Dispose()
    {
        if (_waiting.Writer.TryComplete())
        {
            _thread.Join();
            _meter.Dispose();
        }
    }

    private void Run()
    {
        var group = new List<PendingWrite>();
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            Take(group);
            Write(group);
            group.Clear();
        }

        _writer.Dispose();
    }

    private void Take(List<PendingWrite> group)
    {
        for (var rows = 0; rows < RowsPerGroup && _waiting.Reader.TryRead(out var write);)
        {
            if (!write.IsCancelled())
            {
                group.Add(write);
                rows += write.Operations.Length;
            }
        }
    }

    private void Write(List<PendingWrite> group)
    {
        if (group.Count == 0)
        {
            return;
        }

        try
        {
            _writer.Write(group);
            _groups.Add(1);
        }
        catch (Exception exception)
        {
            group.ForEach(write => write.Fail(exception));
            return;
        }

        group.ForEach(write => write.Complete());
        _writer.CheckpointIfLong();
    }
}
