using System.Runtime.CompilerServices;
using Billing.Application.Accounts;
using Billing.Application.Due;
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
/// account gives up its month, so that no event of it can come and count a second time. Who writes events does the reverse: it schedules their settlement,
/// then looks whether the month is kept (<see cref="UsageSettlement.BeforeCommitAsync"/>). So of a write that is under way one of the two always knows.
/// </summary>
public sealed class UsageRetention(
    ITableStore tables, AccountTables partitions, AccountStore accounts, UsageJournal journal, DueIndex due, TimeProvider clock)
{
    public const int DefaultMonths = 13;

    /// <summary>Settlement is scheduled a minute ahead, by clocks that differ.</summary>
    private static readonly TimeSpan LooksAhead = TimeSpan.FromMinutes(10);

    /// <param name="months">Whole UTC months before the present one that are kept, 2 or more: usage may come 35 days late.</param>
    /// <returns>What became of each older table. Safe to run again, and beside servers; not while an account is restored.</returns>
    public async IAsyncEnumerable<RetiredTable> RunAsync(int months, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(months, 2);
        var keptFrom = UsageLayout.MonthOf(clock.GetUtcNow()).AddMonths(-months);
        var old = (await tables.ListTablesAsync(cancellationToken)).Where(table => UsageStream.MonthOf(table) < keptFrom).ToList();
        if (old.Count > 0)
        {
            await GiveUpAsync(keptFrom, old, cancellationToken);
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

    /// <summary>With a month whose table has gone before, the account forgets how far it was settled.</summary>
    private async ValueTask GiveUpAsync(DateOnly keptFrom, List<string> old, CancellationToken cancellationToken)
    {
        await foreach (var account in partitions.AccountsAsync(cancellationToken))
        {
            await accounts.RunAsync<Done>(account, work =>
            {
                if (work.Exists && work.State.Layout.KeepEventsFrom(keptFrom) is var kept && kept != work.State.Layout)
                {
                    var gone = work.State.Watermarks.Keys.Where(name => IsGone(UsageStream.Parse(account, name)));
                    work.State = work.State with { UsageLayout = kept, Watermarks = work.State.Watermarks.RemoveRange(gone) };
                }

                return new(Done.Ok);
            }, cancellationToken);
        }

        bool IsGone(UsageStream stream) => stream.Month < keptFrom && !old.Contains(stream.Table);
    }

    /// <summary>The first account of whose usage in the table it is not certain that it is in the ledger and that no more can come.</summary>
    private async ValueTask<AccountId?> UnsettledAsync(string table, CancellationToken cancellationToken)
    {
        await foreach (var entry in due.AllAsync(clock.GetUtcNow() + LooksAhead, cancellationToken))
        {
            if (entry.Kind == DueKind.Settlement && UsageStream.Parse(entry.Account, entry.Subject).Table == table)
            {
                return entry.Account;
            }
        }

        await foreach (var key in partitions.PartitionsAsync(table, cancellationToken))
        {
            var stream = UsageStream.OfPartition(table, key);
            var isSettled = await accounts.FindAsync(stream.Account, cancellationToken) is { } state
                && !state.Layout.KeepsEventsOf(stream.Month!.Value)
                && await journal.LastAsync(stream, cancellationToken) <= state.Watermarks.GetValueOrDefault(stream.Name);
            if (!isSettled)
            {
                return stream.Account;
            }
        }

        return null;
    }
}
