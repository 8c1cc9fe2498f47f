using System.Runtime.CompilerServices;
using Billing.Application.Accounts;
using Billing.Application.Metering;
using Billing.Application.Moving;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Metering;

namespace Billing.Application.Usage;

/// <param name="Unsettled">An account that keeps the table, for some of its usage there is not settled yet; null: the table is dropped.</param>
public readonly record struct RetiredTable(string Table, AccountId? Unsettled);

/// <summary>
/// Drops the tables of named usage events that need not be kept any longer, with their rollups; what they cost stays in the ledger. Before a table goes, every
/// account gives up its month, so that no event of it can come and count a second time.
/// </summary>
public sealed class UsageRetention(
    ITableStore tables, AccountTables partitions, AccountStore accounts, UsageJournal journal, TimeProvider clock)
{
    public const int DefaultMonths = 13;

    /// <param name="months">Whole UTC months before the present one that are kept, 2 or more: usage may come 35 days late.</param>
    /// <returns>What became of each older table. Safe to run again; not while a log of those months is imported.</returns>
    public async IAsyncEnumerable<RetiredTable> RunAsync(int months, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(months, 2);
        var keptFrom = UsageLayout.MonthOf(clock.GetUtcNow()).AddMonths(-months);
        var old = (await tables.ListTablesAsync(cancellationToken))
            .Where(table => UsageStream.IsEventsTable(table) && UsageStream.MonthOf(table) < keptFrom)
            .ToList();
        if (old.Count > 0)
        {
            await GiveUpAsync(keptFrom, cancellationToken);
        }

        foreach (var table in old)
        {
            var unsettled = await UnsettledAsync(table, cancellationToken);
            if (unsettled is null)
            {
                await tables.DropTableAsync(table, cancellationToken);
            }

            yield return new(table, unsettled);
        }
    }

    private async ValueTask GiveUpAsync(DateOnly keptFrom, CancellationToken cancellationToken)
    {
        await foreach (var account in partitions.AccountsAsync(cancellationToken))
        {
            await accounts.RunAsync<Done>(account, work =>
            {
                var layout = work.Exists ? work.State.Layout : UsageLayout.Default;
                if (work.Exists && layout.KeepEventsFrom(keptFrom) is var kept && kept != layout)
                {
                    work.State = work.State with { UsageLayout = kept };
                }

                return new(Done.Ok);
            }, cancellationToken);
        }
    }

    /// <summary>The first account with usage in the table that is not in its ledger yet.</summary>
    private async ValueTask<AccountId?> UnsettledAsync(string table, CancellationToken cancellationToken)
    {
        await foreach (var key in partitions.PartitionsAsync(table, cancellationToken))
        {
            var stream = UsageStream.OfPartition(table, key);
            var state = await accounts.FindAsync(stream.Account, cancellationToken);
            if (state is not null && await journal.LastAsync(stream, cancellationToken) > state.Watermarks.GetValueOrDefault(stream.Name))
            {
                return stream.Account;
            }
        }

        return null;
    }
}
