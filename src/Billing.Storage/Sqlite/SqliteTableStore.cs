using System.Collections.Concurrent;
using Billing.Application.Ports;

namespace Billing.Storage.Sqlite;

/// <summary>
/// The store of the self-hosted home: one SQLite file in WAL mode with full sync. Commits of parallel callers share flushes of the disk
/// (<see cref="CommitQueue"/>); reads run on the caller's thread, on snapshots, and never wait for a commit.
/// </summary>
/// <remarks>
/// An ETag is the number of the commit that wrote the row; numbers only grow, also across restarts and processes. Several processes may use
/// one file at once. A token cancelled while its commit waits takes it out of the queue; later it has no effect.
/// </remarks>
public sealed class SqliteTableStore : ITableStore, ITablePartitions, IDisposable, IAsyncDisposable
{
    private readonly string _path;
    private readonly SqliteOptions _options;
    private readonly CommitQueue _queue;
    private readonly ConcurrentBag<SqliteReader> _readers = [];
    private volatile bool _isClosed;

    private SqliteTableStore(string path, SqliteOptions options, CommitQueue queue) => (_path, _options, _queue) = (path, options, queue);

    /// <summary>Opens the file, and makes it with its folder where it is missing.</summary>
    /// <exception cref="InvalidDataException">The file is of a newer version of this program, or of another one.</exception>
    /// <exception cref="StoreUnavailableException">The file cannot be opened.</exception>
    public static SqliteTableStore Open(string path, SqliteOptions? options = null)
    {
        options ??= new();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return new(path, options, new(new(StoreFormat.OpenForWriting(path, options)), options.QueueCapacity));
    }

    public ValueTask<TableRow?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken cancellationToken = default)
    {
        TableLimits.CheckTable(table);
        TableLimits.CheckKey(partitionKey);
        TableLimits.CheckKey(rowKey);
        return new(Read(reader => reader.Get(table, partitionKey, rowKey), cancellationToken));
    }

    public ValueTask<TablePage> ReadAsync(TableRange range, CancellationToken cancellationToken = default)
    {
        TableLimits.Check(range);
        return new(Read(reader => reader.Read(range), cancellationToken));
    }

    public ValueTask<CommitResult> CommitAsync(TableCommit commit, CancellationToken cancellationToken = default)
    {
        TableLimits.Check(commit);
        return _queue.WriteAsync(PendingWrite.Commit(commit, cancellationToken), cancellationToken);
    }

    public ValueTask<IReadOnlyList<string>> ListTablesAsync(CancellationToken cancellationToken = default) =>
        new(Read(reader => reader.Tables(), cancellationToken));

    public ValueTask<string?> NextPartitionAsync(string table, string? after, CancellationToken cancellationToken = default)
    {
        TableLimits.CheckTable(table);
        return new(Read(reader => reader.NextPartition(table, after), cancellationToken));
    }

    public async ValueTask DropTableAsync(string table, CancellationToken cancellationToken = default)
    {
        TableLimits.CheckTable(table);
        await _queue.WriteAsync(PendingWrite.Drop(table, cancellationToken), cancellationToken);
    }

    /// <summary>Writes what waits, then copies the log into the file and closes it.</summary>
    public void Dispose()
    {
        _isClosed = true;
        CloseReaders();
        _queue.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private T Read<T>(Func<SqliteReader, T> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_isClosed, this);
        if (!_readers.TryTake(out var reader))
        {
            reader = new(StoreFormat.OpenForReading(_path, _options));
        }

        try
        {
            return read(reader);
        }
        finally
        {
            _readers.Add(reader);
            if (_isClosed)
            {
                CloseReaders();
            }
        }
    }

    private void CloseReaders()
    {
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }
}
