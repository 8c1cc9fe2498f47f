using System.Runtime.CompilerServices;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Domain;

namespace Billing.Application.Due;

/// <summary>What falls due for an account.</summary>
public enum DueKind
{
    /// <summary>Usage that was metered waits to be settled into the account.</summary>
    Settlement,

    /// <summary>The account's own calendar beside its workflows: a contract's days, an expiring grant, an automatic top-up.</summary>
    Calendar,

    /// <summary>An order whose payment was begun and whose outcome is not written yet.</summary>
    Payment,

    /// <summary>The saving of a payment method that waits for the customer.</summary>
    Saving,

    /// <summary>Something that the payment provider is to be told.</summary>
    Errand,

    /// <summary>An e-mail of the account that is not out yet.</summary>
    Email,

    /// <summary>An e-mail that the platform asked for. It belongs to no account: its own id stands in the account's place.</summary>
    Notification,

    /// <summary>A workflow is to be started; the subject is its instance id.</summary>
    Start,

    /// <summary>A workflow is to be told that something has changed; the subject is its instance id and the signal.</summary>
    Signal,

    /// <summary>An instance that the embedded engine runs wakes up; the subject is its id.</summary>
    Workflow,
}

/// <param name="Subject">What of the account is meant, such as an order id or a usage stream; may be empty.</param>
public sealed record DueEntry(DateTimeOffset At, AccountId Account, DueKind Kind, string Subject)
{
    /// <summary>Of the entry as it was read; null before.</summary>
    internal string? ETag { get; init; }

    internal string PartitionKey => DueIndex.Shard(Account);

    internal string RowKey => $"{At.UtcTicks:D19}|{Account}|{Kind}|{Subject}";
}

/// <summary>
/// The index of work that falls due, so that a run reads what is due and never all accounts. An entry is written before the commit that
/// needs it, and removed after the work is done: an entry too many finds nothing to do, an entry too few cannot be.
/// </summary>
public sealed class DueIndex(ITableStore tables)
{
    public const int Shards = 8;

    /// <summary>Behind every instant, before every row without one (<see cref="WaitingList"/>).</summary>
    private const string AfterInstants = ":";

    private Action _hurry = static () => { };

    /// <summary>Whom to tell that something which was committed is due at once.</summary>
    public void Connect(Action hurry) => _hurry = hurry;

    /// <summary>Something that was committed is due at once. Without anybody to tell, it is found with the next look.</summary>
    public void Hurry() => _hurry();

    public ValueTask ScheduleAsync(DueEntry entry, CancellationToken cancellationToken) => ScheduleAllAsync([entry], cancellationToken);

    /// <param name="entries">Of one account, none twice.</param>
    public async ValueTask ScheduleAllAsync(IReadOnlyList<DueEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Count > 0)
        {
            var upserts = entries.Select(entry => TableOperation.Upsert(entry.RowKey, []));
            await tables.CommitAsync(new TableCommit(TablesInUse.Due, entries[0].PartitionKey, [.. upserts]), cancellationToken);
        }
    }

    /// <summary>
    /// Puts what is to be looked at again in the place of an entry that was read; null: nothing. Neither is done where the same was scheduled again since, for
    /// that is not done yet; nor where another process has run the entry too and put there what follows, for two would become four.
    /// </summary>
    public async ValueTask ReplaceAsync(DueEntry entry, DateTimeOffset? again, CancellationToken cancellationToken)
    {
        var delete = TableOperation.Delete(entry.RowKey, entry.ETag);
        TableOperation[] operations = again is { } at ? [delete, TableOperation.Upsert((entry with { At = at }).RowKey, [])] : [delete];
        if (again != entry.At)
        {
            await tables.CommitAsync(new TableCommit(TablesInUse.Due, entry.PartitionKey, operations), cancellationToken);
        }
    }

    /// <summary>Entries with an instant at or before <paramref name="now"/>, oldest first, at most <paramref name="limit"/> of each shard.</summary>
    public ValueTask<IReadOnlyList<DueEntry>> ReadAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        ReadAsync(now, limit, null, cancellationToken);

    /// <param name="kinds">Null: all. Else entries of other kinds are read past, so that a crowd of them hides nothing.</param>
    public async ValueTask<IReadOnlyList<DueEntry>> ReadAsync(
        DateTimeOffset now, int limit, IReadOnlySet<DueKind>? kinds, CancellationToken cancellationToken)
    {
        var found = new List<DueEntry>();
        for (var shard = 0; shard < Shards; shard++)
        {
            var range = kinds is null ? Through(now, shard) with { Limit = limit } : Through(now, shard);
            var wanted = tables.ReadAllAsync(range, cancellationToken).Select(Parse).Where(entry => kinds?.Contains(entry.Kind) != false).Take(limit);
            found.AddRange(await wanted.ToListAsync(cancellationToken));
        }

        found.Sort(static (left, right) => left.At != right.At ? left.At.CompareTo(right.At) : string.CompareOrdinal(left.RowKey, right.RowKey));
        return found;
    }

    /// <summary>Every entry with an instant at or before <paramref name="now"/>, in no order; for a check of the whole.</summary>
    public async IAsyncEnumerable<DueEntry> AllAsync(DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var shard = 0; shard < Shards; shard++)
        {
            await foreach (var row in tables.ReadAllAsync(Through(now, shard), cancellationToken))
            {
                yield return Parse(row);
            }
        }
    }

    /// <summary>The earliest entry after <paramref name="now"/>, or null: where a test clock halts next.</summary>
    public async ValueTask<DateTimeOffset?> NextAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset? next = null;
        for (var shard = 0; shard < Shards; shard++)
        {
            var page = await tables.ReadAsync(new TableRange(TablesInUse.Due, $"{shard}", $"{now.UtcTicks + 1:D19}", AfterInstants, 1), cancellationToken);
            if (page.Rows is [var row, ..] && Parse(row).At is var at && !(next <= at))
            {
                next = at;
            }
        }

        return next;
    }

    internal static string Shard(AccountId account) => $"{StableHash.Of(account.Value) % Shards}";

    /// <summary>Whether the row is an entry of the account.</summary>
    internal static bool IsOf(AccountId account, string rowKey) =>
        rowKey.Split('|', 4) is [_, var owner, var kind, _] && owner == account.Value && kind != nameof(DueKind.Notification);

    private static TableRange Through(DateTimeOffset now, int shard) => new(TablesInUse.Due, $"{shard}", "", $"{now.UtcTicks + 1:D19}");

    private static DueEntry Parse(TableRow row)
    {
        var parts = row.RowKey.Split('|', 4);
        var at = new DateTimeOffset(long.Parse(parts[0]), TimeSpan.Zero);
        return new DueEntry(at, new AccountId(parts[1]), Enum.Parse<DueKind>(parts[2]), parts[3]) { ETag = row.ETag };
    }
}
