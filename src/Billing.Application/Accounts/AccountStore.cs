using System.Text.Json.Serialization.Metadata;
using Billing.Application.Due;
using Billing.Application.Errors;
using Billing.Application.Ids;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Credits;
using Billing.Domain.Metering;

namespace Billing.Application.Accounts;

/// <summary>Loads accounts and commits decisions on them: load → decide → commit, decided again on a lost race.</summary>
public sealed class AccountStore(ITableStore tables, DueIndex due, IdSource ids, TimeProvider clock)
{
    /// <summary>Lost races in a row before the store counts as overloaded; inside one process the lock leaves next to none.</summary>
    private const int Attempts = 50;

    /// <summary>The clocks of two processes differ by less.</summary>
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromSeconds(10);

    private readonly KeyedLock _locks = new();
    private readonly WaitingList _wires = WaitingList.OfWires(tables);

    public static BillingError NotFound => ErrorCatalog.AccountNotFound;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The account's state; one point read.</summary>
    public async ValueTask<AccountState?> FindAsync(AccountId account, CancellationToken cancellationToken) =>
        (await LoadAsync(account, cancellationToken)).State;

    /// <summary>For <see cref="Metering.LayoutOf"/>; one point read.</summary>
    public async ValueTask<UsageLayout?> LayoutAsync(AccountId account, CancellationToken cancellationToken) =>
        (await FindAsync(account, cancellationToken))?.Layout;

    /// <summary>The account's state, or <c>account-not-found</c>.</summary>
    public async ValueTask<Result<AccountState>> GetAsync(AccountId account, CancellationToken cancellationToken) =>
        await FindAsync(account, cancellationToken) is { } state ? state : NotFound;

    /// <summary>One document of the account's partition, or null.</summary>
    public async ValueTask<T?> ReadAsync<T>(AccountId account, string rowKey, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        await tables.GetAsync(TablesInUse.Accounts, account.Value, rowKey, cancellationToken) is { } row ? Documents.Read(row, type) : null;

    /// <summary>Documents of a range of the account's partition, in key order.</summary>
    public async ValueTask<IReadOnlyList<T>> ListAsync<T>(AccountId account, string prefix, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var documents = new List<T>();
        await foreach (var row in tables.ReadAllAsync(TableRange.Prefix(TablesInUse.Accounts, account.Value, prefix), cancellationToken))
        {
            documents.Add(Documents.Read(row, type));
        }

        return documents;
    }

    /// <summary>A page of documents of the account's partition.</summary>
    public ValueTask<Page<T>> PageAsync<T>(
        AccountId account, string prefix, PageRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        Documents.PageAsync(tables, TableRange.Prefix(TablesInUse.Accounts, account.Value, prefix), request, type, cancellationToken);

    /// <summary>A page of rows of the account's partition, each read from its key without the prefix and its properties; or <c>account-not-found</c>.</summary>
    public async ValueTask<Result<Page<T>>> PageAsync<T>(
        AccountId account, string prefix, PageRequest request, Func<string, TableRow, T> read, CancellationToken cancellationToken) =>
        await FindAsync(account, cancellationToken) is null
            ? NotFound
            : await Documents.PageAsync(
                tables,
                TableRange.Prefix(TablesInUse.Accounts, account.Value, prefix),
                request,
                row => read(row.RowKey[prefix.Length..], row),
                cancellationToken);

    /// <summary>The stored answer to the request's Idempotency-Key, or the refusal to use the key again; null where the request is to be worked on.</summary>
    public async ValueTask<Result<T>?> ReplayAsync<T>(AccountId account, RequestContext context, JsonTypeInfo<T> type) =>
        context.Idempotency is { } key
        && await ReadAsync(account, AccountRows.Idempotency(key.Key), StorageJson.Default.StoredAnswer, context.CancellationToken) is { } stored
        && stored.IsKept(Now)
            ? Idempotency.Replay(stored, context, type)
            : default(Result<T>?);

    /// <summary>One decision, one commit, with the request's Idempotency-Key honoured: the first answer is stored with the change that it reports.</summary>
    public ValueTask<Result<T>> ChangeAsync<T>(
        AccountId account, RequestContext context, JsonTypeInfo<T> type, Func<AccountWork, ValueTask<Result<T>>> decide) =>
        RunAsync(account, async work =>
        {
            if (!work.Exists)
            {
                return NotFound;
            }

            if (await Idempotency.FindAsync(work, context.Idempotency) is { } stored)
            {
                return Idempotency.Replay(stored, context, type);
            }

            var result = await decide(work);
            if (result.IsOk)
            {
                Idempotency.Store(work, context.Idempotency, result, type);
            }

            return result;
        }, context.CancellationToken);

    /// <summary>One decision, one commit. The decision sees an account that may not exist yet; a refusal commits nothing.</summary>
    public async ValueTask<Result<T>> RunAsync<T>(AccountId account, Func<AccountWork, ValueTask<Result<T>>> decide, CancellationToken cancellationToken)
    {
        using var turn = await _locks.EnterAsync(account.Value, cancellationToken);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var (etag, loaded) = await LoadAsync(account, cancellationToken);
            var work = new AccountWork(account, loaded, clock.GetUtcNow(), tables, ids, cancellationToken);
            Result<T> result;
            try
            {
                result = await decide(work);
            }
            catch (Exception problem) when (work.HasReadRows && problem is not StoreUnavailableException)
            {
                if (await IsCurrentAsync(account, etag, cancellationToken))
                {
                    throw;
                }

                continue;
            }

            var stands = result.IsOk && work.HasChanges
                ? await CommitAsync(work, etag, cancellationToken)
                : !work.HasReadRows || await IsCurrentAsync(account, etag, cancellationToken);
            if (stands)
            {
                return result;
            }
        }

        throw new StoreUnavailableException($"The account '{account}' changed {Attempts} times while one decision on it was made.");
    }

    /// <summary>What is not committed may be wrong where it was made on rows that are newer than the head: they may even contradict it.</summary>
    private async ValueTask<bool> IsCurrentAsync(AccountId account, string? etag, CancellationToken cancellationToken) =>
        (await tables.GetAsync(TablesInUse.Accounts, account.Value, AccountRows.Head, cancellationToken))?.ETag == etag;

    private async ValueTask<(string? ETag, AccountState? State)> LoadAsync(AccountId account, CancellationToken cancellationToken)
    {
        while (await tables.GetAsync(TablesInUse.Accounts, account.Value, AccountRows.Head, cancellationToken) is { } head)
        {
            var state = Documents.Read(head, StorageJson.Default.AccountState);
            if (!state.Credits.AreLost)
            {
                return (head.ETag, state);
            }

            state = state with { Credits = await RebuildAsync(account, state.Credits, cancellationToken) };
            if (await IsCurrentAsync(account, head.ETag, cancellationToken))
            {
                return (head.ETag, state);
            }
        }

        return (null, null);
    }

    /// <summary>The balances are a cache of the ledger; what else the book holds is kept where it is there.</summary>
    private async ValueTask<CreditBook> RebuildAsync(AccountId account, CreditBook lost, CancellationToken cancellationToken)
    {
        var newestFirst = await ListAsync(account, AccountRows.LedgerPrefix, StorageJson.Default.Transfer, cancellationToken);
        return CreditBook.Rebuild(newestFirst.Reverse()) with { Holds = lost.Holds, AutoTopUp = lost.AutoTopUp };
    }

    private async ValueTask<bool> CommitAsync(AccountWork work, string? etag, CancellationToken cancellationToken)
    {
        foreach (var entry in AccountDue.EntriesOf(work))
        {
            work.Schedule(entry);
        }

        await due.ScheduleAllAsync(work.Due, cancellationToken);
        var (wiresBegun, wiresOver) = AccountDue.WiresOf(work);
        foreach (var order in wiresBegun)
        {
            await _wires.AddAsync(work.Account, order, cancellationToken);
        }

        var document = Documents.Write(work.State, StorageJson.Default.AccountState);
        var head = etag is null ? TableOperation.Insert(AccountRows.Head, document) : TableOperation.Replace(AccountRows.Head, document, etag);
        var result = await tables.CommitAsync(new TableCommit(TablesInUse.Accounts, work.Account.Value, [head, .. work.RowOperations]), cancellationToken);
        if (result.FailedIndex > 0)
        {
            throw new InvalidOperationException($"Row {result.FailedIndex} of a commit of '{work.Account}': {result.Status} under an unchanged head.");
        }

        // What is due by now, by whatever clock, may have been looked at before the commit, and found not to be due.
        var now = clock.GetUtcNow();
        var dueAtOnce = work.Due.Where(entry => result.IsCommitted && entry.At <= now + ClocksDiffer).ToList();
        await due.ScheduleAllAsync(dueAtOnce, cancellationToken);
        if (dueAtOnce.Any(entry => entry.At <= now))
        {
            due.Hurry();
        }

        foreach (var order in result.IsCommitted ? wiresOver : [])
        {
            await _wires.RemoveAsync(work.Account, order, cancellationToken);
        }

        return result.IsCommitted;
    }
}
