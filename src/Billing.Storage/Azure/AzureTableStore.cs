using Azure.Core;
using Billing.Application.Ports;

namespace Billing.Storage.Azure;

/// <summary>
/// The store of the Azure home: Table Storage over its REST protocol. A commit is one entity group transaction; what became of one whose answer was
/// lost is found out (<see cref="Committer"/>).
/// </summary>
/// <remarks>An ETag is the service's own: opaque, new with every write.</remarks>
public sealed class AzureTableStore : ITableStore, ITablePartitions
{
    private readonly TableAddresses _addresses;
    private readonly TableService _service;
    private readonly Committer _committer;

    private AzureTableStore(TableConnection connection, TokenCredential? token, AzureTableOptions? options)
    {
        options ??= new();
        _addresses = new(connection);
        _service = new(TablePipeline.Build(connection, token, options), options);
        _committer = new(_service, _addresses);
    }

    /// <summary>By the key or the shared access signature of a connection string.</summary>
    /// <exception cref="FormatException">The text is no connection string for tables.</exception>
    public static AzureTableStore Connect(string connectionString, AzureTableOptions? options = null) =>
        new(TableConnection.Parse(connectionString), token: null, options);

    /// <summary>By a token, as Azure.Identity gives it. The endpoint is <c>https://{account}.table.core.windows.net</c>.</summary>
    public static AzureTableStore Connect(Uri endpoint, TokenCredential token, AzureTableOptions? options = null) =>
        new(new(endpoint, Account: ""), token, options);

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
        var reply = await _service.Bounded(token => _service.SendAsync(RequestMethod.Delete, _addresses.OneTable(table), token), cancellationToken);
        if (reply.Status is not (204 or 404))
        {
            throw reply.Failure();
        }
    }

    /// <summary>
    /// Asks for one row more than it answers, to know where to go on from. The service may end a page anywhere, even before its first row,
    /// and tells that more may follow by the headers alone.
    /// </summary>
    private async Task<TablePage> ReadPageAsync(TableRange range, CancellationToken cancellationToken)
    {
        var filter = RangeFilter.Of(range);
        var top = (int)Math.Min(range.Limit + 1L, TableLimits.RowsPerPage);
        var rows = new List<TableRow>();
        Continuation? continuation = null;
        while (true)
        {
            var reply = await _service.SendAsync(RequestMethod.Get, _addresses.Range(range.Table, filter, top, continuation), cancellationToken);
            if (reply.Status == 404)
            {
                return new([], null);
            }

            if (reply.Status != 200)
            {
                throw reply.Failure();
            }

            rows.AddRange(RowReader.Rows(reply.Content).Select(stored => stored.Row));
            continuation = Next(reply);
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
        Continuation? continuation = null;
        do
        {
            var reply = await _service.SendAsync(RequestMethod.Get, _addresses.Range(table, filter, 1, continuation), cancellationToken);
            if (reply.Status != 200)
            {
                return reply.Status == 404 ? null : throw reply.Failure();
            }

            if (RowReader.Rows(reply.Content) is [var first, ..])
            {
                return first.Row.PartitionKey;
            }

            continuation = Next(reply);
        }
        while (continuation is not null);
        return null;
    }

    private static Continuation? Next(Reply reply) =>
        reply.Header("x-ms-continuation-NextPartitionKey") is { } next ? new(next, reply.Header("x-ms-continuation-NextRowKey")) : null;

    private async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        var tables = new List<string>();
        for (var address = _addresses.Tables; address is not null;)
        {
            var reply = await _service.SendAsync(RequestMethod.Get, address, cancellationToken);
            tables.AddRange(reply.Status == 200 ? RowReader.Tables(reply.Content) : throw reply.Failure());
            address = reply.Header("x-ms-continuation-NextTableName") is { } next ? _addresses.TablesFrom(next) : null;
        }

        tables.Sort(StringComparer.Ordinal);
        return tables;
    }
}
