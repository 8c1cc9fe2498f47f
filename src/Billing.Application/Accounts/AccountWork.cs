using System.Text.Json.Serialization.Metadata;
using Billing.Application.Due;
using Billing.Application.Ids;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Domain;
using Billing.Domain.Accounts;

namespace Billing.Application.Accounts;

/// <summary>
/// One decision on one account while it is being made: the head as loaded, the state that shall follow, and the rows that change with it.
/// Nothing is written before the decision has returned; all of it is written in one commit.
/// </summary>
public sealed class AccountWork
{
    private readonly ITableStore _tables;
    private readonly IdSource _ids;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<string, TableOperation> _operations = new(StringComparer.Ordinal);
    private readonly List<DueEntry> _due = [];
    private AccountState? _state;

    internal AccountWork(AccountId account, AccountState? loaded, DateTimeOffset now, ITableStore tables, IdSource ids, CancellationToken cancellationToken)
    {
        (Account, Now, _tables, _ids, _cancellationToken) = (account, now, tables, ids, cancellationToken);
        _state = Loaded = loaded;
    }

    public AccountId Account { get; }

    public DateTimeOffset Now { get; }

    /// <summary>The state that this work leaves behind.</summary>
    /// <exception cref="InvalidOperationException">There is no account yet and none was set.</exception>
    public AccountState State
    {
        get => _state ?? throw new InvalidOperationException($"The account '{Account}' does not exist.");
        set => _state = value;
    }

    public bool Exists => _state is not null;

    internal AccountState? Loaded { get; }

    /// <summary>Rows were read beside the head, perhaps after another commit.</summary>
    internal bool HasReadRows { get; private set; }

    internal bool HasChanges => _operations.Count > 0 || !ReferenceEquals(_state, Loaded);

    internal IReadOnlyCollection<TableOperation> RowOperations => _operations.Values;

    /// <summary>To be written before the commit.</summary>
    internal IReadOnlyList<DueEntry> Due => _due;

    /// <summary>An id of ours: <c>ord_…</c>.</summary>
    public string NewId(string prefix) => _ids.New(prefix);

    public async ValueTask<T?> FindAsync<T>(string rowKey, JsonTypeInfo<T> type)
        where T : class
    {
        var row = await GetAsync(rowKey);
        return row is null ? null : Documents.Read(row, type);
    }

    public async ValueTask<bool> HasRowAsync(string rowKey) => await GetAsync(rowKey) is not null;

    /// <summary>Writes the row, whatever was there: the head's ETag guards what was read of it.</summary>
    public void Put<T>(string rowKey, T document, JsonTypeInfo<T> type) =>
        _operations[rowKey] = TableOperation.Upsert(rowKey, Documents.Write(document, type));

    /// <summary>Writes a row that must be new; an existing one is a broken invariant and fails the commit.</summary>
    public void Add<T>(string rowKey, T document, JsonTypeInfo<T> type) =>
        _operations.Add(rowKey, TableOperation.Insert(rowKey, Documents.Write(document, type)));

    /// <summary>Marks presence where the key says it all.</summary>
    public void Mark(string rowKey) => _operations[rowKey] = TableOperation.Upsert(rowKey, TableProperties.Empty);

    /// <summary>Removes a row that was read.</summary>
    public void Remove(string rowKey) => _operations[rowKey] = TableOperation.Delete(rowKey);

    /// <summary>Has the account's due index tell of what this commit makes necessary; none twice.</summary>
    public void Schedule(DueEntry entry) => _due.Add(entry);

    private ValueTask<TableRow?> GetAsync(string rowKey)
    {
        HasReadRows = true;
        return _tables.GetAsync(TablesInUse.Accounts, Account.Value, rowKey, _cancellationToken);
    }
}
