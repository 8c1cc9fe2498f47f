using Billing.Application.Ports;

namespace Billing.Storage.Azure;

/// <summary>
/// The requests to Table Storage that the store is made of, whoever puts them on the wire: our REST requests, or the official client. What they mean for a
/// commit is decided once, above them. Whatever the service answers, or that it does not, is an answer; only cancellation and bugs throw.
/// </summary>
internal interface ITableRequests
{
    /// <summary>Null: there is no such row, or no table.</summary>
    Task<Answer<StoredRow?>> GetAsync(string table, string partitionKey, string rowKey, CancellationToken cancellationToken);

    /// <summary>One page of 0 to <paramref name="top"/> rows; of a table that is not there, an empty one that nothing follows.</summary>
    /// <param name="continuation">Of the page before; null: the first page.</param>
    Task<Answer<StoredPage>> QueryAsync(string table, string filter, int top, string? continuation, CancellationToken cancellationToken);

    /// <summary>Sends an entity group transaction, and never of its own accord again. Marks each row that it writes with the commit's id.</summary>
    /// <returns>The new ETags in order, null for deletes.</returns>
    Task<Answer<string?[]>> CommitAsync(TableCommit commit, string commitId, CancellationToken cancellationToken);

    /// <returns>False: it was there already.</returns>
    Task<Answer<bool>> CreateTableAsync(string table, CancellationToken cancellationToken);

    /// <returns>False: it was not there.</returns>
    Task<Answer<bool>> DropTableAsync(string table, CancellationToken cancellationToken);

    Task<Answer<TableNames>> TablesAsync(string? continuation, CancellationToken cancellationToken);
}

/// <summary>A row as the service answered it, with the commit that wrote it.</summary>
internal readonly record struct StoredRow(TableRow Row, string? CommitId);

/// <param name="Continuation">Where the service goes on: opaque; null: nothing follows.</param>
internal sealed record StoredPage(IReadOnlyList<StoredRow> Rows, string? Continuation)
{
    public static StoredPage None { get; } = new([], null);
}

internal sealed record TableNames(IReadOnlyList<string> Names, string? Continuation);

/// <summary>What came of a request: a value, or why there is none.</summary>
internal readonly record struct Answer<T>(T Value, TableFault? Fault = null)
{
    public static implicit operator Answer<T>(T value) => new(value);

    public static implicit operator Answer<T>(TableFault fault) => new(default!, fault);
}
