using Azure.Core;
using Billing.Application.Ports;
using Billing.Storage.Azure.Rest;

namespace Billing.Storage.Azure;

/// <summary>
/// Table Storage as a store. A commit is one entity group transaction; what became of one whose answer was lost is found out (<see cref="Committer"/>).
/// Who puts the requests on the wire is the maker's choice (<see cref="ITableRequests"/>).
/// </summary>
/// <remarks>An ETag is the service's own: opaque, new with every write.</remarks>
public sealed class AzureTableStore : ITableStore, ITablePartitions
{
    private readonly TableService _service;
    private readonly Committer _committer;

    internal AzureTableStore(ITableRequests requests, AzureTableOptions options)
    {
        _service = new(requests, options);
        _committer = new(_service);
    }

    /// <summary>By the key or the shared access signature of a connection string.</summary>
    /// <exception cref="FormatException">The text is no connection string for tables.</exception>
    public static AzureTableStore Connect(string connectionString, AzureTableOptions? options = null) =>
        ByRest(TableConnection.Parse(connectionString), token: null, options ?? new());

    /// <summary>By a token, as Azure.Identity gives it. The endpoint is <c>https://{account}.table.core.windows.net</c>.</summary>
    public static AzureTableStore Connect(Uri endpoint, TokenCredential token, AzureTableOptions? options = null) =>
        ByRest(new(endpoint, Account: ""), token, options ?? new());

    public ValueTask<TableRow?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken cancellationToken = default)
    {
        TableLimits.CheckTable(table);
        TableLimits.CheckKey(partitionKey);
        TableLimits.CheckKey(rowKey);
        return _service.Bounded(async token => (await _committer.GetAsync(table, partitionKey, rowKey, token))?.Row, cancellationToken);
    }

    public ValueTask<TablePage> ReadAsync(TableRange range, CancellationToken cancellationToken = default)
    {
        TableLimits.Check(range);
        return _service.Bounded(token => ReadPageAsync(range, token), cancellationToken);
    }

    public ValueTask<CommitResult> CommitAsync(TableCommit commit, CancellationToken cancellationToken = default)
    {
        TableLimits.Check(commit);
        return _service.Bounded(token => _committer.CommitAsync(commit, token), cancellationToken);
    }

    public ValueTask<IReadOnlyList<string>> ListTablesAsync(CancellationToken cancellationToken = default) =>
        _service.Bounded(ListAsync, cancellationToken);

    public ValueTask<string?> NextPartitionAsync(string table, string? after, CancellationToken cancellationToken = default)
    {
        TableLimits.CheckTable(table);
        return _service.Bounded(token => FirstPartitionAsync(table, after, token), cancellationToken);
    }

    public async ValueTask DropTableAsync(string table, CancellationToken cancellationToken = default)
    {
        TableLimits.CheckTable(table);
        await _service.Bounded(token => _service.ValueAsync(requests => requests.DropTableAsync(table, token)), cancellationToken);
    }

    private static AzureTableStore ByRest(TableConnection connection, TokenCredential? token, AzureTableOptions options) =>
        new(new RestTableRequests(TablePipeline.Build(connection, token, options), new(connection)), options);

    /// <summary>
    /// Asks for one row more than it answers, to know where to go on from. The service may end a page anywhere, even before its first row,
    /// and tells that more may follow by its continuation alone.
    /// </summary>
    private async Task<TablePage> ReadPageAsync(TableRange range, CancellationToken cancellationToken)
    {
        var filter = RangeFilter.Of(range);
        var top = (int)Math.Min(range.Limit + 1L, TableLimits.RowsPerPage);
        var rows = new List<TableRow>();
        string? continuation = null;
        while (true)
        {
            var page = await _service.ValueAsync(requests => requests.QueryAsync(range.Table, filter, top, continuation, cancellationToken));
            rows.AddRange(page.Rows.Select(stored => stored.Row));
            continuation = page.Continuation;
            var kept = Math.Min(Math.Min(range.Limit, TableLimits.RowsPerPage), continuation is null ? rows.Count : rows.Count - 1);
            if (kept > 0 || continuation is null)
            {
                return new(rows[..kept], kept < rows.Count ? rows[kept].RowKey : null);
            }
        }
    }

    private async Task<string?> FirstPartitionAsync(string table, string? after, CancellationToken cancellationToken)
    {
        var filter = RangeFilter.PartitionsAfter(after);
        string? continuation = null;
        do
        {
            var page = await _service.ValueAsync(requests => requests.QueryAsync(table, filter, 1, continuation, cancellationToken));
            if (page.Rows is [var first, ..])
            {
                return first.Row.PartitionKey;
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
        return null;
    }

    private async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        var tables = new List<string>();
        string? continuation = null;
        do
        {
            var page = await _service.ValueAsync(requests => requests.TablesAsync(continuation, cancellationToken));
            tables.AddRange(page.Names);
            continuation = page.Continuation;
        }
        while (continuation is not null);
        tables.Sort(StringComparer.Ordinal);
        return tables;
    }
}
