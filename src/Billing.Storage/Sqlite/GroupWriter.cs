using Billing.Application.Ports;

namespace Billing.Storage.Sqlite;

/// <summary>
/// Writes a group of commits in one SQLite transaction: one flush of the disk for all. Each commit's conditions are evaluated on the state that the
/// commits before it left, and all of them before its first write; so a refused one has nothing to take back and the others go on.
/// </summary>
internal sealed class GroupWriter : IDisposable
{
    /// <summary>64 MiB. A longer log costs reads and the next start; a shorter one costs writes.</summary>
    private const int PagesBetweenCheckpoints = 16384;

    private readonly SqliteDatabase _database;
    private readonly WriterTables _tables;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _readVersion;
    private readonly SqliteStatement _writeVersion;
    private int _pages;

    public GroupWriter(SqliteDatabase database)
    {
        _database = database;
        _tables = new(database);
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _readVersion = database.Prepare("SELECT version FROM _store WHERE id = 1");
        _writeVersion = database.Prepare("UPDATE _store SET version = ?1 WHERE id = 1");
    }

    /// <summary>Durable when it returns; each write has its answer then, but its caller is not told yet.</summary>
    /// <exception cref="StoreUnavailableException">The disk or another process refused; nothing of the group is written.</exception>
    public void Write(IReadOnlyList<PendingWrite> group)
    {
        try
        {
            _begin.Run();
            _tables.Refresh();
            Apply(group);
            _commit.Run();
            _pages += _database.TakePagesWritten();
        }
        catch
        {
            Abandon();
            throw;
        }
    }

    public void CheckpointIfLong()
    {
        if (_pages >= PagesBetweenCheckpoints)
        {
            _pages = 0;
            _database.Checkpoint(truncate: false);
        }
    }

    public void Dispose()
    {
        _tables.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        _readVersion.Dispose();
        _writeVersion.Dispose();
        _database.Checkpoint(truncate: true);
        _database.Dispose();
    }

    /// <summary>The version is read and written inside the transaction: another process may have given versions in between.</summary>
    private void Apply(IReadOnlyList<PendingWrite> group)
    {
        _readVersion.Step();
        var before = _readVersion.Int64(0);
        _readVersion.Reset();
        var version = before;
        foreach (var write in group)
        {
            if (write.Operations.Length == 0)
            {
                _tables.Drop(write.Table);
                write.Decide(new(CommitStatus.Committed, []));
                continue;
            }

            var result = Apply(write, version + 1);
            write.Decide(result);
            version += result.IsCommitted ? 1 : 0;
        }

        if (version > before)
        {
            _writeVersion.Bind(1, version).Run();
        }
    }

    private CommitResult Apply(PendingWrite write, long version)
    {
        var table = _tables.Find(write.Table);
        for (var i = 0; i < write.Operations.Length; i++)
        {
            if (Refusal(table, write.PartitionKey, write.Operations[i]) is { } status)
            {
                return CommitResult.Refused(status, i);
            }
        }

        table ??= _tables.Make(write.Table);
        var etag = version.ToString();
        var etags = new string?[write.Operations.Length];
        for (var i = 0; i < etags.Length; i++)
        {
            var operation = write.Operations[i];
            if (operation.Kind == TableOperationKind.Delete)
            {
                table.Delete(write.PartitionKey, operation.RowKey);
                continue;
            }

            table.Put(write.PartitionKey, operation.RowKey, version, operation.Data);
            etags[i] = etag;
        }

        return new(CommitStatus.Committed, etags);
    }

    private static CommitStatus? Refusal(WriterTable? table, byte[] partitionKey, PendingOperation operation)
    {
        if (operation.Kind == TableOperationKind.Upsert)
        {
            return null;
        }

        var stored = table?.Version(partitionKey, operation.RowKey);
        return operation.Kind switch
        {
            TableOperationKind.Insert => stored is null ? null : CommitStatus.AlreadyExists,
            _ when stored is null => CommitStatus.NotFound,
            _ => operation.Version is null || operation.Version == stored ? null : CommitStatus.Changed,
        };
    }

    /// <summary>Some failures have ended the transaction already. Tables that it made are gone either way.</summary>
    private void Abandon()
    {
        _tables.Forget();
        if (_database.IsInTransaction)
        {
            _database.Execute("ROLLBACK");
        }
    }
}
