namespace Billing.Storage.Sqlite;

/// <summary>
/// The writer's prepared statements, table by table; a table is made when it is first written. They hold as long as the schema's version does:
/// another process may drop a table, and a rolled-back group takes its new tables with it.
/// </summary>
internal sealed class WriterTables(SqliteDatabase database) : IDisposable
{
    private readonly Dictionary<string, WriterTable> _tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly SqliteStatement _schemaVersion = database.Prepare("PRAGMA schema_version");
    private readonly SqliteStatement _exists = database.Prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1 COLLATE NOCASE");
    private long _known;

    /// <summary>Called at the beginning of each group, inside its transaction.</summary>
    public void Refresh()
    {
        _schemaVersion.Step();
        var current = _schemaVersion.Int64(0);
        _schemaVersion.Reset();
        if (current != _known)
        {
            Forget();
            _known = current;
        }
    }

    /// <summary>Null where the table is not there.</summary>
    public WriterTable? Find(string table)
    {
        if (_tables.TryGetValue(table, out var found))
        {
            return found;
        }

        var exists = _exists.Bind(1, table).Step();
        _exists.Reset();
        return exists ? Remember(table) : null;
    }

    public WriterTable Make(string table)
    {
        database.Execute($"CREATE TABLE {StoreFormat.Quoted(table)} (pk BLOB NOT NULL, rk BLOB NOT NULL, version INTEGER NOT NULL, data BLOB NOT NULL, "
            + "PRIMARY KEY (pk, rk)) WITHOUT ROWID");
        return Remember(table);
    }

    public void Drop(string table)
    {
        if (_tables.Remove(table, out var dropped))
        {
            dropped.Dispose();
        }

        database.Execute($"DROP TABLE IF EXISTS {StoreFormat.Quoted(table)}");
    }

    public void Forget()
    {
        foreach (var table in _tables.Values)
        {
            table.Dispose();
        }

        _tables.Clear();
    }

    public void Dispose()
    {
        Forget();
        _schemaVersion.Dispose();
        _exists.Dispose();
    }

    private WriterTable Remember(string table) => _tables[table] = new(database, StoreFormat.Quoted(table));
}

/// <summary>The three statements that every commit is made of.</summary>
internal sealed class WriterTable(SqliteDatabase database, string table) : IDisposable
{
    private readonly SqliteStatement _version = database.Prepare($"SELECT version FROM {table} WHERE pk = ?1 AND rk = ?2");
    private readonly SqliteStatement _put = database.Prepare($"INSERT OR REPLACE INTO {table} VALUES (?1, ?2, ?3, ?4)");
    private readonly SqliteStatement _delete = database.Prepare($"DELETE FROM {table} WHERE pk = ?1 AND rk = ?2");

    /// <summary>The stored row's version; null where there is no row.</summary>
    public long? Version(byte[] partitionKey, byte[] rowKey)
    {
        long? version = _version.Bind(1, partitionKey).Bind(2, rowKey).Step() ? _version.Int64(0) : null;
        _version.Reset();
        return version;
    }

    public void Put(byte[] partitionKey, byte[] rowKey, long version, byte[] data) =>
        _put.Bind(1, partitionKey).Bind(2, rowKey).Bind(3, version).Bind(4, data).Run();

    public void Delete(byte[] partitionKey, byte[] rowKey) => _delete.Bind(1, partitionKey).Bind(2, rowKey).Run();

    public void Dispose()
    {
        _version.Dispose();
        _put.Dispose();
        _delete.Dispose();
    }
}
