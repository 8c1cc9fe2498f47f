namespace Billing.Storage.Sqlite;

/// <summary>
/// The file's shape, format 1. A table for each table of the port, <c>(pk BLOB, rk BLOB, version INTEGER, data BLOB)</c>, keys by
/// <see cref="KeyCodec"/>, data by <see cref="PropertyCodec"/>; and <c>_store</c>, whose one row holds the last version given to a commit.
/// Names of tables have no underscore, so <c>_store</c> can be none of them.
/// </summary>
internal static class StoreFormat
{
    public const long Version = 1;

    /// <summary>"BILL": tells our files from other programs'.</summary>
    private const long ApplicationId = 0x42494C4C;

    public static string Quoted(string table) => $"\"{table}\"";

    /// <summary>Opens the writer's connection, and makes the file where there is none.</summary>
    /// <exception cref="InvalidDataException">The file is of a newer version, or no store at all.</exception>
    public static SqliteDatabase OpenForWriting(string path, SqliteOptions options)
    {
        var database = SqliteDatabase.Open(path, options.BusyTimeout);
        try
        {
            var version = Recognise(database, path);
            database.Execute("PRAGMA page_size = 4096");
            database.Execute("PRAGMA journal_mode = WAL");
            database.Execute("PRAGMA synchronous = FULL");
            database.Execute("PRAGMA wal_autocheckpoint = 0");
            database.Execute("PRAGMA journal_size_limit = 134217728");
            database.Execute("PRAGMA cache_size = -32768");
            database.Execute("PRAGMA temp_store = MEMORY");
            if (options.MostPages is { } pages)
            {
                database.Execute($"PRAGMA max_page_count = {pages}");
            }

            if (version == 0)
            {
                Create(database);
            }

            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public static SqliteDatabase OpenForReading(string path, SqliteOptions options)
    {
        var database = SqliteDatabase.Open(path, options.BusyTimeout);
        database.Execute("PRAGMA query_only = 1");
        database.Execute("PRAGMA cache_size = -4096");
        return database;
    }

    private static long Recognise(SqliteDatabase database, string path)
    {
        var version = database.Scalar("PRAGMA user_version");
        var isEmpty = database.Scalar("SELECT count(*) FROM sqlite_schema") == 0;
        if (database.Scalar("PRAGMA application_id") != ApplicationId && !(isEmpty && version == 0))
        {
            throw new InvalidDataException($"{path} is a SQLite file of another program.");
        }

        if (version > Version)
        {
            throw new InvalidDataException($"{path} has the store format {version}; this program knows formats up to {Version}. Run the newer program.");
        }

        return version;
    }

    /// <summary>Two processes may make the same file at once: the second finds everything there.</summary>
    private static void Create(SqliteDatabase database)
    {
        database.Execute("BEGIN IMMEDIATE");
        database.Execute("CREATE TABLE IF NOT EXISTS _store (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL)");
        database.Execute("INSERT OR IGNORE INTO _store VALUES (1, 0)");
        database.Execute($"PRAGMA application_id = {ApplicationId}");
        database.Execute($"PRAGMA user_version = {Version}");
        database.Execute("COMMIT");
    }
}
