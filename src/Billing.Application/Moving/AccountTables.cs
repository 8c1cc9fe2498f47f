using System.Runtime.CompilerServices;
using Billing.Application.Due;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Application.Wires;
using Billing.Domain;

namespace Billing.Application.Moving;

/// <param name="HeadETag">Changes with every commit to the partition; null where it has no head, as in tables whose rows never change.</param>
public readonly record struct AccountPartition(string Table, string PartitionKey, string? HeadETag);

/// <summary>
/// Which rows are an account's. One rule for all tables, also for those to come: a partition is the account's if its key is the account's id, or begins with
/// the id and <c>|</c>. Only <c>due</c> has partitions of its own; there the rows name the account.
/// </summary>
public sealed class AccountTables(ITableStore tables, ITablePartitions partitions)
{
    /// <summary>Every account in ordinal order of their ids; one that is only being restored is among them.</summary>
    public async IAsyncEnumerable<AccountId> AccountsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var key in PartitionsAsync(TablesInUse.Accounts, cancellationToken))
        {
            yield return new(key);
        }
    }

    /// <summary>The keys of all partitions of a table, whosever they are, in ordinal order.</summary>
    public async IAsyncEnumerable<string> PartitionsAsync(string table, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (string? next = null; (next = await partitions.NextPartitionAsync(table, next, cancellationToken)) is not null;)
        {
            yield return next;
        }
    }

    /// <summary>The account's own partitions, in order.</summary>
    public async ValueTask<IReadOnlyList<AccountPartition>> PartitionsAsync(AccountId account, CancellationToken cancellationToken)
    {
        var found = new List<AccountPartition>();
        foreach (var table in await tables.ListTablesAsync(cancellationToken))
        {
            if (table == TablesInUse.Due)
            {
                continue;
            }

            if (table == OrderOwners.Table)
            {
                await AddOwnersAsync();
            }

            if ((await tables.ReadAsync(new(table, account.Value, Limit: 1), cancellationToken)).Rows.Count > 0)
            {
                await AddAsync(table, account.Value);
            }

            var key = $"{account}|";
            while (await partitions.NextPartitionAsync(table, key, cancellationToken) is { } next && next.StartsWith($"{account}|", StringComparison.Ordinal))
            {
                await AddAsync(table, key = next);
            }
        }

        return found;

        async ValueTask AddOwnersAsync()
        {
            var orders = new List<string>();
            await foreach (var row in tables.ReadAllAsync(TableRange.Prefix(TablesInUse.Accounts, account.Value, AccountRows.OrderPrefix), cancellationToken))
            {
                orders.Add(AccountRows.OrderOf(row.RowKey));
            }

            foreach (var order in orders.Order(StringComparer.Ordinal))
            {
                if (await tables.GetAsync(OrderOwners.Table, order, OrderOwners.Row, cancellationToken) is not null)
                {
                    await AddAsync(OrderOwners.Table, order);
                }
            }
        }

        async ValueTask AddAsync(string table, string partition) =>
            found.Add(new(table, partition, (await tables.GetAsync(table, partition, AccountRows.Head, cancellationToken))?.ETag));
    }

    /// <summary>All rows of the account, by table, partition and row in ordinal order. Which partitions there are must not change meanwhile.</summary>
    public async IAsyncEnumerable<MovedRow> RowsAsync(
        AccountId account, IReadOnlyList<AccountPartition> own, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var due = new AccountPartition(TablesInUse.Due, DueIndex.Shard(account), null);
        foreach (var (table, partition, _) in own.Append(due).OrderBy(each => each.Table, StringComparer.Ordinal))
        {
            await foreach (var row in tables.ReadAllAsync(new(table, partition), cancellationToken))
            {
                if (table == TablesInUse.Due ? DueIndex.IsOf(account, row.RowKey) : row.RowKey != AccountRows.Restore)
                {
                    yield return new(table, partition, row.RowKey, row.Properties);
                }
            }
        }
    }
}
