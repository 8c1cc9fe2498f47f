using Billing.Application.Ports;

namespace Billing.Storage.Sqlite;

/// <summary>A connection that only reads. Each statement sees one snapshot and never waits for the writer.</summary>
internal sealed class SqliteReader(SqliteDatabase database) : IDisposable
{
    private readonly Dictionary<string, ReaderTable> _tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly SqliteStatement _exists = database.Prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1 COLLATE NOCASE");

    public TableRow? Get(string table, string partitionKey, string rowKey) =>
        FromTable(table, found => found.Get(partitionKey, rowKey));

    public TablePage Read(TableRange range) =>
        FromTable(range.Table, found => found.Read(range)) ?? new([], null);

    public string? NextPartition(string table, string? after) => FromTable(table, found => found.NextPartition(after));

    public IReadOnlyList<string> Tables()
    {
        using var statement = database.Prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '*_*' ORDER BY name");
        var tables = new List<string>();
        while (statement.Step())
        {
            tables.Add(statement.Text(0));
        }

        return tables;
    }

    public void Dispose()
    {
        foreach (var table in _tables.Values)
        {
            table.Dispose();
        }

        _exists.Dispose();
        database.Dispose();
    }

    /// <summary>Null where the table is not there, also where it was dropped after its statements were prepared.</summary>
    private T? FromTable<T>(string table, Func<ReaderTable, T?> read)
        where T : class
    {
        if (!_tables.TryGetValue(table, out var found))
        {
            if (!Exists(table))
            {
                return null;
            }

            _tables.Add(table, found = new(database, StoreFormat.Quoted(table)));
        }

        try
        {
            return read(found);
        }
        catch (InvalidOperationException) when (!Exists(table))
        {
            _tables.Remove(table);
            found.Dispose();
            return null;
        }
    }

    private bool Exists(string table)
    {
        var exists = _exists.Bind(1, table).Step();
        _exists.Reset();
        return exists;
    }
}

/// <summary>The reading statements of one table.</summary>
internal sealed class ReaderTable(SqliteDatabase database, string table) : IDisposable
{
    private readonly SqliteStatement _get = database.Prepare($"SELECT version, data FROM {table} WHERE pk = ?1 AND rk = ?2");
    private readonly SqliteStatement _from = database.Prepare($"SELECT version, data, rk FROM {table} WHERE pk = ?1 AND rk >= ?2 ORDER BY rk LIMIT ?3");

    private readonly SqliteStatement _fromTo =
        database.Prepare($"SELECT version, data, rk FROM {table} WHERE pk = ?1 AND rk >= ?2 AND rk < ?4 ORDER BY rk LIMIT ?3");

    private readonly SqliteStatement _partition = database.Prepare($"SELECT pk FROM {table} WHERE pk > ?1 ORDER BY pk LIMIT 1");

    /// <summary>In the place of a key that is before all others.</summary>
    private readonly SqliteStatement _firstPartition = database.Prepare($"SELECT pk FROM {table} ORDER BY pk LIMIT 1");

    public string? NextPartition(string? after)
    {
        var statement = after is null ? _firstPartition : _partition.Bind(1, KeyCodec.Encode(after));
        try
        {
            return statement.Step() ? KeyCodec.Decode(statement.Blob(0)) : null;
        }
        finally
        {
            statement.Reset();
        }
    }

    public TableRow? Get(string partitionKey, string rowKey)
    {
        _get.Bind(1, KeyCodec.Encode(partitionKey)).Bind(2, KeyCodec.Encode(rowKey));
        try
        {
            return _get.Step() ? Row(_get, partitionKey, rowKey) : null;
        }
        finally
        {
            _get.Reset();
        }
    }

    /// <summary>Reads one row more than it answers, to know where to go on from.</summary>
    public TablePage Read(TableRange range)
    {
        var statement = range.To is null ? _from : _fromTo.Bind(4, KeyCodec.Encode(range.To));
        var limit = Math.Min(range.Limit, TableLimits.RowsPerPage);
        statement.Bind(1, KeyCodec.Encode(range.PartitionKey)).Bind(2, KeyCodec.Encode(range.From)).Bind(3, limit + 1);
        var rows = new List<TableRow>();
        try
        {
            while (statement.Step())
            {
                var rowKey = KeyCodec.Decode(statement.Blob(2));
                if (rows.Count == limit)
                {
                    return new(rows, rowKey);
                }

                rows.Add(Row(statement, range.PartitionKey, rowKey));
            }

            return new(rows, null);
        }
        finally
        {
            statement.Reset();
        }
    }

    public void Dispose()
    {
        _get.Dispose();
        _from.Dispose();
        _fromTo.Dispose();
        _partition.Dispose();
        _firstPartition.Dispose();
    }

    private static TableRow Row(SqliteStatement statement, string partitionKey, string rowKey) =>
        new(partitionKey, rowKey, statement.Int64(0).ToString(), PropertyCodec.Decode(statement.Blob(1)));
}
