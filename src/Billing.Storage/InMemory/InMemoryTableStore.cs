using Billing.Application.Ports;

namespace Billing.Storage.InMemory;

/// <summary>The reference: what the port says, in the fewest words. Nothing survives the process. Safe for parallel use.</summary>
public sealed class InMemoryTableStore : ITableStore, ITablePartitions
{
    private static readonly TableProperties None = TableProperties.Empty;
    private static readonly Comparer<TableRow> ByRowKey = Comparer<TableRow>.Create((left, right) => string.CompareOrdinal(left.RowKey, right.RowKey));

    private readonly Lock _lock = new();

    /// <summary>Table → partition → rows in order. Names of tables differ by more than case, as in the service.</summary>
    private readonly Dictionary<string, Dictionary<string, List<TableRow>>> _tables = new(StringComparer.OrdinalIgnoreCase);

    private long _version;

    public ValueTask<TableRow?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken cancellationToken = default)
    {
        TableLimits.CheckTable(table);
        TableLimits.CheckKey(partitionKey);
        TableLimits.CheckKey(rowKey);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return new(Find(Partition(table, partitionKey), rowKey) is { } row ? Copy(row) : null);
        }
    }

    public ValueTask<TablePage> ReadAsync(TableRange range, CancellationToken cancellationToken = default)
    {
        TableLimits.Check(range);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var rows = Partition(range.Table, range.PartitionKey);
            var from = Position(rows, range.From);
            var to = range.To is null ? rows.Count : Math.Max(from, Position(rows, range.To));
            var count = Math.Min(Math.Min(range.Limit, TableLimits.RowsPerPage), to - from);
            return new(new TablePage([.. rows.Skip(from).Take(count).Select(Copy)], from + count < to ? rows[from + count].RowKey : null));
        }
    }

    public ValueTask<CommitResult> CommitAsync(TableCommit commit, CancellationToken cancellationToken = default)
    {
        TableLimits.Check(commit);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var rows = Partition(commit.Table, commit.PartitionKey);
            for (var i = 0; i < commit.Operations.Count; i++)
            {
                if (Refusal(commit.Operations[i], Find(rows, commit.Operations[i].RowKey)) is { } status)
                {
                    return new(CommitResult.Refused(status, i));
                }
            }

            if (!_tables.TryGetValue(commit.Table, out var partitions))
            {
                _tables.Add(commit.Table, partitions = []);
            }

            partitions[commit.PartitionKey] = rows;
            var etag = (++_version).ToString();
            foreach (var operation in commit.Operations)
            {
                Apply(rows, commit.PartitionKey, operation, etag);
            }

            return new(new CommitResult(CommitStatus.Committed, [.. commit.Operations.Select(o => o.Kind == TableOperationKind.Delete ? null : etag)]));
        }
    }

    public ValueTask<IReadOnlyList<string>> ListTablesAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return new([.. _tables.Keys.Order(StringComparer.Ordinal)]);
        }
    }

    public ValueTask<string?> NextPartitionAsync(string table, string? after, CancellationToken cancellationToken = default)
    {
        TableLimits.CheckTable(table);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var partitions = _tables.GetValueOrDefault(table, []).Where(partition => partition.Value.Count > 0).Select(partition => partition.Key);
            return new(partitions.Where(key => after is null || string.CompareOrdinal(key, after) > 0).Min(StringComparer.Ordinal));
        }
    }

    public ValueTask DropTableAsync(string table, CancellationToken cancellationToken = default)
    {
        TableLimits.CheckTable(table);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            _tables.Remove(table);
        }

        return default;
    }

    private static CommitStatus? Refusal(TableOperation operation, TableRow? stored) => operation.Kind switch
    {
        TableOperationKind.Upsert => null,
        TableOperationKind.Insert => stored is null ? null : CommitStatus.AlreadyExists,
        _ when stored is null => CommitStatus.NotFound,
        _ => operation.ETag is null || operation.ETag == stored.ETag ? null : CommitStatus.Changed,
    };

    private static void Apply(List<TableRow> rows, string partitionKey, TableOperation operation, string etag)
    {
        var position = Position(rows, operation.RowKey);
        if (position < rows.Count && rows[position].RowKey == operation.RowKey)
        {
            rows.RemoveAt(position);
        }

        if (operation.Kind != TableOperationKind.Delete)
        {
            rows.Insert(position, Copy(new(partitionKey, operation.RowKey, etag, operation.Properties)));
        }
    }

    private static TableRow? Find(List<TableRow> rows, string rowKey)
    {
        var position = Position(rows, rowKey);
        return position < rows.Count && rows[position].RowKey == rowKey ? rows[position] : null;
    }

    /// <summary>Of the first row whose key is at least <paramref name="rowKey"/>.</summary>
    private static int Position(List<TableRow> rows, string rowKey)
    {
        var found = rows.BinarySearch(new("", rowKey, "", None), ByRowKey);
        return found < 0 ? ~found : found;
    }

    /// <summary>Callers may add to the properties they hold; a stored row must not change by that.</summary>
    private static TableRow Copy(TableRow row) => row with { Properties = row.Properties.Copy() };

    private List<TableRow> Partition(string table, string partitionKey) =>
        _tables.TryGetValue(table, out var partitions) && partitions.TryGetValue(partitionKey, out var rows) ? rows : [];
}
