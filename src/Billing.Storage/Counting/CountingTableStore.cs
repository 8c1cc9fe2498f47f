using Billing.Application.Ports;

namespace Billing.Storage.Counting;

/// <summary>What a store was asked for. Points, pages and commits are storage operations, as the service bills them.</summary>
public sealed record StoreCounts(long Points, long Pages, long Commits, long Refused, long RowsRead, long RowsWritten)
{
    public long Operations => Points + Pages + Commits;

    public StoreCounts Since(StoreCounts earlier) => new(
        Points - earlier.Points,
        Pages - earlier.Pages,
        Commits - earlier.Commits,
        Refused - earlier.Refused,
        RowsRead - earlier.RowsRead,
        RowsWritten - earlier.RowsWritten);
}

/// <summary>Counts what passes to the store behind it. A refused commit is an operation too, but writes no row.</summary>
public sealed class CountingTableStore(ITableStore inner) : ITableStore
{
    private long _points;
    private long _pages;
    private long _commits;
    private long _refused;
    private long _rowsRead;
    private long _rowsWritten;

    public StoreCounts Counts => new(
        Interlocked.Read(ref _points),
        Interlocked.Read(ref _pages),
        Interlocked.Read(ref _commits),
        Interlocked.Read(ref _refused),
        Interlocked.Read(ref _rowsRead),
        Interlocked.Read(ref _rowsWritten));

    public async ValueTask<TableRow?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _points);
        var row = await inner.GetAsync(table, partitionKey, rowKey, cancellationToken);
        Interlocked.Add(ref _rowsRead, row is null ? 0 : 1);
        return row;
    }

    public async ValueTask<TablePage> ReadAsync(TableRange range, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _pages);
        var page = await inner.ReadAsync(range, cancellationToken);
        Interlocked.Add(ref _rowsRead, page.Rows.Count);
        return page;
    }

    public async ValueTask<CommitResult> CommitAsync(TableCommit commit, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _commits);
        var result = await inner.CommitAsync(commit, cancellationToken);
        Interlocked.Add(ref _refused, result.IsCommitted ? 0 : 1);
        Interlocked.Add(ref _rowsWritten, result.IsCommitted ? commit.Operations.Count : 0);
        return result;
    }

    public ValueTask<IReadOnlyList<string>> ListTablesAsync(CancellationToken cancellationToken = default) => inner.ListTablesAsync(cancellationToken);

    public ValueTask DropTableAsync(string table, CancellationToken cancellationToken = default) => inner.DropTableAsync(table, cancellationToken);
}
