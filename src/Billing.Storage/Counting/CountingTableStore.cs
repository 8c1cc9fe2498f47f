using System.Diagnostics.Metrics;
using Billing.Application.Ports;

namespace Billing.Storage.Counting;

/// <summary>What a store was asked for. Points, pages, commits and scans are storage operations, each a request to the service.</summary>
/// <param name="Pages">Of rows, and lists of the tables.</param>
/// <param name="Scans">Partitions looked for throughout a table: no request of a caller may need one.</param>
public sealed record StoreCounts(long Points, long Pages, long Commits, long Refused, long RowsRead, long RowsWritten, long Scans = 0)
{
    public long Operations => Points + Pages + Commits + Scans;

    public StoreCounts Since(StoreCounts earlier) => new(
        Points - earlier.Points,
        Pages - earlier.Pages,
        Commits - earlier.Commits,
        Refused - earlier.Refused,
        RowsRead - earlier.RowsRead,
        RowsWritten - earlier.RowsWritten,
        Scans - earlier.Scans);
}

/// <summary>
/// Counts what passes to the store behind it, also on the meter <c>Billing.Storage</c>. A refused commit is an operation too, but writes no row. Closes that
/// store with itself.
/// </summary>
public sealed class CountingTableStore(ITableStore inner) : ITableStore, ITablePartitions, IAsyncDisposable
{
    private static readonly Meter Meter = new("Billing.Storage");
    private static readonly Counter<long> Asked = Meter.CreateCounter<long>("billing.storage.operations", "{operation}", "Operations asked of the store.");
    private static readonly Counter<long> Written = Meter.CreateCounter<long>("billing.storage.rows", "{row}", "Rows written or deleted.");
    private static readonly Counter<long> Conflicts = Meter.CreateCounter<long>("billing.storage.conflicts", "{commit}", "Commits refused by a condition.");
    private static readonly KeyValuePair<string, object?> Point = new("kind", "point");
    private static readonly KeyValuePair<string, object?> Page = new("kind", "page");
    private static readonly KeyValuePair<string, object?> Commit = new("kind", "commit");
    private static readonly KeyValuePair<string, object?> Scan = new("kind", "scan");

    private long _points;
    private long _pages;
    private long _commits;
    private long _refused;
    private long _rowsRead;
    private long _rowsWritten;
    private long _scans;

    public StoreCounts Counts => new(
        Interlocked.Read(ref _points),
        Interlocked.Read(ref _pages),
        Interlocked.Read(ref _commits),
        Interlocked.Read(ref _refused),
        Interlocked.Read(ref _rowsRead),
        Interlocked.Read(ref _rowsWritten),
        Interlocked.Read(ref _scans));

    public async ValueTask<TableRow?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken cancellationToken = default)
    {
        Count(ref _points, Point);
        var row = await inner.GetAsync(table, partitionKey, rowKey, cancellationToken);
        Interlocked.Add(ref _rowsRead, row is null ? 0 : 1);
        return row;
    }

    public async ValueTask<TablePage> ReadAsync(TableRange range, CancellationToken cancellationToken = default)
    {
        Count(ref _pages, Page);
        var page = await inner.ReadAsync(range, cancellationToken);
        Interlocked.Add(ref _rowsRead, page.Rows.Count);
        return page;
    }

    public async ValueTask<CommitResult> CommitAsync(TableCommit commit, CancellationToken cancellationToken = default)
    {
        Count(ref _commits, Commit);
        var result = await inner.CommitAsync(commit, cancellationToken);
        var (refused, rows) = result.IsCommitted ? (0, commit.Operations.Count) : (1, 0);
        Interlocked.Add(ref _refused, refused);
        Interlocked.Add(ref _rowsWritten, rows);
        Conflicts.Add(refused);
        Written.Add(rows);
        return result;
    }

    public ValueTask<IReadOnlyList<string>> ListTablesAsync(CancellationToken cancellationToken = default)
    {
        Count(ref _pages, Page);
        return inner.ListTablesAsync(cancellationToken);
    }

    public ValueTask<string?> NextPartitionAsync(string table, string? after, CancellationToken cancellationToken = default)
    {
        Count(ref _scans, Scan);
        return ((ITablePartitions)inner).NextPartitionAsync(table, after, cancellationToken);
    }

    public ValueTask DropTableAsync(string table, CancellationToken cancellationToken = default) => inner.DropTableAsync(table, cancellationToken);

    public ValueTask DisposeAsync() => inner is IAsyncDisposable open ? open.DisposeAsync() : default;

    private static void Count(ref long counter, in KeyValuePair<string, object?> kind)
    {
        Interlocked.Increment(ref counter);
        Asked.Add(1, kind);
    }
}
