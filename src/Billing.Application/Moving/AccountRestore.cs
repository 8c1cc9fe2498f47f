using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Application.Wires;
using Billing.Domain;

namespace Billing.Application.Moving;

public enum RestoreOutcome
{
    Restored,

    /// <summary>The same rows are there already; nothing was written.</summary>
    AlreadyThere,

    /// <summary>The store holds an account of that id with other rows; nothing was written.</summary>
    Held,

    /// <summary>A restore of that account from other rows was cut short and has to be ended first; nothing was written.</summary>
    OtherUnderWay,
}

/// <summary>
/// Puts an exported account into a store that does not have it: wholly, or so that running it again completes it. Nobody sees the account before its head is
/// written, which comes after all its rows were read back; a row marks the account until its due work is written too.
/// </summary>
/// <remarks>What leads from an order to its account is no partition of the account's; it is made anew from the orders.</remarks>
public sealed class AccountRestore(ITableStore tables, AccountTables accounts, AccountExport export, OrderOwners owners)
{
    private const string Digest = "Sha256";

    /// <param name="rows">The account's rows, which are those of the summary; enumerated once.</param>
    /// <exception cref="InvalidDataException">What was written reads back differently.</exception>
    public async ValueTask<RestoreOutcome> RunAsync(AccountSummary summary, IEnumerable<MovedRow> rows, CancellationToken cancellationToken)
    {
        var account = new AccountId(summary.Account);
        if (await RefusalAsync(account, summary, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var isVisible = await GetAsync(account, AccountRows.Head, cancellationToken) is not null;
        var (head, due, orders) = ((MovedRow?)null, new List<MovedRow>(), new List<string>());
        using var written = new RowDigest();
        await WriteAsync(Body(), cancellationToken);
        if (!isVisible)
        {
            await CheckAsync(account, written, cancellationToken);
            foreach (var order in orders)
            {
                await owners.RememberAsync(account, order, cancellationToken);
            }

            await CommitAsync(head!, TableOperation.Insert(AccountRows.Head, head!.Properties), cancellationToken);
        }

        await WriteAsync(due, cancellationToken);
        await CommitAsync(head!, TableOperation.Delete(AccountRows.Restore), cancellationToken);
        return RestoreOutcome.Restored;

        // Of an account that is in use already only the due work may be missing; more of it than needed does no harm.
        IEnumerable<MovedRow> Body()
        {
            foreach (var row in rows)
            {
                head = row.IsAccountHead ? row : head;
                if (row.IsDue)
                {
                    due.Add(row);
                }
                else if (!row.IsAccountHead && !isVisible)
                {
                    written.Add(row.ToLine());
                    if (row.Table == TablesInUse.Accounts && row.RowKey.StartsWith(AccountRows.OrderPrefix, StringComparison.Ordinal))
                    {
                        orders.Add(AccountRows.OrderOf(row.RowKey));
                    }

                    yield return row;
                }
            }
        }
    }

    /// <summary>Null where this restore may go on; then the account is marked as being restored.</summary>
    private async ValueTask<RestoreOutcome?> RefusalAsync(AccountId account, AccountSummary summary, CancellationToken cancellationToken)
    {
        if (await GetAsync(account, AccountRows.Restore, cancellationToken) is { } begun)
        {
            return begun.Properties[Digest].AsString() == summary.Sha256 ? null : RestoreOutcome.OtherUnderWay;
        }

        if ((await accounts.PartitionsAsync(account, cancellationToken)).Count > 0)
        {
            return await export.WriteAsync(account, Stream.Null, cancellationToken) == summary ? RestoreOutcome.AlreadyThere : RestoreOutcome.Held;
        }

        var mark = TableOperation.Insert(AccountRows.Restore, new() { { Digest, TableValue.Of(summary.Sha256) } });
        var result = await tables.CommitAsync(new(TablesInUse.Accounts, account.Value, [mark]), cancellationToken);
        return result.IsCommitted ? null : RestoreOutcome.OtherUnderWay;
    }

    private async ValueTask WriteAsync(IEnumerable<MovedRow> rows, CancellationToken cancellationToken)
    {
        var (pending, bytes) = (new List<TableOperation>(), 0L);
        var (table, partition) = ("", "");
        foreach (var row in rows)
        {
            var operation = TableOperation.Upsert(row.RowKey, row.Properties);
            var size = TableLimits.CheckRow(row.PartitionKey, operation);
            var fits = pending.Count < TableLimits.OperationsPerCommit && bytes + size <= TableLimits.CommitBytes;
            if (!fits || (row.Table, row.PartitionKey) != (table, partition))
            {
                await FlushAsync();
                (table, partition) = (row.Table, row.PartitionKey);
            }

            pending.Add(operation);
            bytes += size;
        }

        await FlushAsync();

        async ValueTask FlushAsync()
        {
            if (pending.Count > 0)
            {
                Require(await tables.CommitAsync(new(table, partition, [.. pending]), cancellationToken), table);
                pending.Clear();
                bytes = 0;
            }
        }
    }

    /// <summary>All that was written, read back.</summary>
    private async ValueTask CheckAsync(AccountId account, RowDigest written, CancellationToken cancellationToken)
    {
        using var found = new RowDigest();
        await foreach (var row in accounts.RowsAsync(account, await accounts.PartitionsAsync(account, cancellationToken), cancellationToken))
        {
            if (!row.IsDue)
            {
                found.Add(row.ToLine());
            }
        }

        if (found.ToString() != written.ToString())
        {
            throw new InvalidDataException(
                $"What was written of the account '{account}' reads back as {found.Lines} rows that are not the {written.Lines} of the file.");
        }
    }

    private async ValueTask CommitAsync(MovedRow head, TableOperation operation, CancellationToken cancellationToken) =>
        Require(await tables.CommitAsync(new(head.Table, head.PartitionKey, [operation]), cancellationToken), head.Table);

    private static void Require(CommitResult result, string table)
    {
        if (!result.IsCommitted)
        {
            throw new InvalidDataException($"The table '{table}' refuses a row: {result.Status}. Does another restore of the account run?");
        }
    }

    private async ValueTask<TableRow?> GetAsync(AccountId account, string rowKey, CancellationToken cancellationToken) =>
        await tables.GetAsync(TablesInUse.Accounts, account.Value, rowKey, cancellationToken);
}
