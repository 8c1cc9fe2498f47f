namespace Billing.Application.Ports;

/// <summary>
/// What the product needs of a store, and all that it may use: points, ranges of RowKey inside a partition, and commits.
/// No filters on properties, so that no query can be slow. Keys are compared ordinally by UTF-16 code unit, as Azure Table Storage does.
/// </summary>
/// <remarks>
/// A table comes into being with the first commit to it; reading a table that is not there finds nothing.
/// Every adapter refuses what <see cref="TableLimits"/> refuses, before anything is written or sent, with <see cref="ArgumentException"/>.
/// A store that cannot be reached throws <see cref="StoreUnavailableException"/>; nothing is known then about a commit that was under way.
/// </remarks>
public interface ITableStore
{
    /// <summary>One row, or null. One storage operation.</summary>
    ValueTask<TableRow?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken cancellationToken = default);

    /// <summary>
    /// The next rows of a range in ordinal order of RowKey: at most <see cref="TableLimits.RowsPerPage"/>, whatever the range's limit.
    /// One storage operation. <see cref="TableStoreExtensions.ReadAllAsync"/> goes on from page to page.
    /// </summary>
    ValueTask<TablePage> ReadAsync(TableRange range, CancellationToken cancellationToken = default);

    /// <summary>All or nothing, durable when it returns <see cref="CommitStatus.Committed"/>. One storage operation.</summary>
    ValueTask<CommitResult> CommitAsync(TableCommit commit, CancellationToken cancellationToken = default);

    /// <summary>The names of the tables that exist, in ordinal order.</summary>
    ValueTask<IReadOnlyList<string>> ListTablesAsync(CancellationToken cancellationToken = default);

    /// <summary>Drops a table with all its rows; a table that is not there is no error.</summary>
    ValueTask DropTableAsync(string table, CancellationToken cancellationToken = default);
}

/// <summary>
/// A range of row keys inside one partition: <c>From</c> inclusive, <c>To</c> exclusive (null: to the partition's end), 1 to <c>Limit</c> rows.
/// The two bounds may hold any characters, also those that no key may hold.
/// </summary>
public sealed record TableRange(string Table, string PartitionKey, string From = "", string? To = null, int Limit = int.MaxValue)
{
    /// <summary>All row keys that start with <paramref name="prefix"/>, which must not be empty.</summary>
    public static TableRange Prefix(string table, string partitionKey, string prefix, int limit = int.MaxValue) =>
        new(table, partitionKey, prefix, After(prefix), limit);

    /// <summary>The smallest key greater than every key that starts with <paramref name="prefix"/>; null where there is none.</summary>
    public static string? After(string prefix)
    {
        var kept = prefix.TrimEnd(char.MaxValue);
        return kept.Length == 0 ? null : kept[..^1] + (char)(kept[^1] + 1);
    }
}

/// <summary>
/// Rows in order; <c>Next</c> is the row key to go on from (inclusive): the key of a row that is there, null at the range's end.
/// A page may end before the limit.
/// </summary>
public sealed record TablePage(IReadOnlyList<TableRow> Rows, string? Next);

/// <summary>One commit: 1 to 100 operations on distinct rows of one partition of one table.</summary>
public sealed record TableCommit(string Table, string PartitionKey, IReadOnlyList<TableOperation> Operations);

public enum TableOperationKind
{
    /// <summary>Refused with <see cref="CommitStatus.AlreadyExists"/> where the row exists.</summary>
    Insert,

    /// <summary>Puts all properties in place of the old ones. Refused where the row is missing or its ETag is another.</summary>
    Replace,

    /// <summary>Writes the row, whatever was there.</summary>
    Upsert,

    /// <summary>Refused where the row is missing or its ETag is another.</summary>
    Delete,
}

/// <summary>One write of a commit. <c>ETag</c>: of Replace and Delete, the version to replace; null means any version.</summary>
public sealed record TableOperation(TableOperationKind Kind, string RowKey, TableProperties Properties, string? ETag)
{
    public static TableOperation Insert(string rowKey, TableProperties properties) => new(TableOperationKind.Insert, rowKey, properties, null);

    public static TableOperation Replace(string rowKey, TableProperties properties, string? etag) => new(TableOperationKind.Replace, rowKey, properties, etag);

    public static TableOperation Upsert(string rowKey, TableProperties properties) => new(TableOperationKind.Upsert, rowKey, properties, null);

    public static TableOperation Delete(string rowKey, string? etag = null) => new(TableOperationKind.Delete, rowKey, TableProperties.Empty, etag);
}

public enum CommitStatus
{
    Committed,
    AlreadyExists,
    NotFound,
    Changed,
}

/// <summary>
/// Committed, with the new ETag of each operation in order (null for a delete); or refused, with the index of the first operation
/// whose condition failed, and nothing written.
/// </summary>
public sealed record CommitResult(CommitStatus Status, IReadOnlyList<string?> ETags, int FailedIndex = -1)
{
    public bool IsCommitted => Status == CommitStatus.Committed;

    public static CommitResult Refused(CommitStatus status, int index) => new(status, [], index);
}

/// <summary>The store cannot be reached or answers that it is overloaded; callers may try again after <c>RetryAfter</c>. HTTP callers see 503.</summary>
public class StoreUnavailableException(string message, Exception? inner = null, TimeSpan? retryAfter = null) : Exception(message, inner)
{
    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>The store does not let this process in. Waiting does not cure that, so a start ends with it; HTTP callers see an outage.</summary>
public sealed class StoreAccessException(string message, Exception? inner = null, TimeSpan? retryAfter = null)
    : StoreUnavailableException(message, inner, retryAfter);
