using Billing.Application.Metering.Rows;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Metering;

namespace Billing.Application.Metering.Queries;

/// <summary>A span of slots: <c>From</c> inclusive, <c>To</c> exclusive.</summary>
internal readonly record struct SlotSpan(Slot From, Slot To)
{
    public int Count => To.Index - From.Index;

    /// <summary>The slots that begin in the span of time.</summary>
    public static SlotSpan Of(DateTimeOffset from, DateTimeOffset to) => new(Slot.Of(from.AddTicks(Slot.Ticks - 1)), Slot.Of(to.AddTicks(Slot.Ticks - 1)));

    /// <summary>The place of a slot counted from the span's first; null outside.</summary>
    public int? Place(int slot) => slot >= From.Index && slot < To.Index ? slot - From.Index : null;
}

/// <summary>Reads an account's rollup rows of a span of time, from all of its streams: all that any question about the past reads.</summary>
internal sealed class RollupReader(ITableStore tables)
{
    private const int Attempts = 2;

    public async ValueTask ReadAsync(
        AccountId account, UsageLayout layout, SlotSpan span, bool ai, Action<TableRow> take, CancellationToken cancellationToken)
    {
        var last = new Slot(span.To.Index - 1);
        var (from, to) = ai
            ? (UsageRows.AiRollupDay(span.From.Day), UsageRows.AiRollupDay(last.Day))
            : (UsageRows.RollupDay(span.From.Day), UsageRows.RollupDay(last.Day));
        foreach (var (table, partitions) in Tables(layout, span.From.Start, last.Start, ai))
        {
            for (var shard = 0; shard < partitions; shard++)
            {
                var partition = new UsageStream(account, table, shard).PartitionKey;
                foreach (var row in await RowsAsync(new(table, partition, from, TableRange.After(to)), cancellationToken))
                {
                    take(row);
                }
            }
        }
    }

    /// <summary>
    /// A page is a state of its own, and a message may move sessions from a day on one to a day on another: where there are several, the head, which every
    /// commit replaces, must be the same before and after. A stream that never rests is told as it was read last.
    /// </summary>
    private async ValueTask<IReadOnlyList<TableRow>> RowsAsync(TableRange range, CancellationToken cancellationToken)
    {
        var first = await tables.ReadAsync(range, cancellationToken);
        if (first.Next is null)
        {
            return first.Rows;
        }

        var head = await HeadAsync();
        for (var attempt = 1; ; attempt++)
        {
            var rows = await tables.ReadAllAsync(range, cancellationToken).ToListAsync(cancellationToken);
            var before = head;
            head = await HeadAsync();
            if (head == before || attempt == Attempts)
            {
                return rows;
            }
        }

        async ValueTask<string?> HeadAsync() => (await tables.GetAsync(range.Table, range.PartitionKey, UsageRows.Head, cancellationToken))?.ETag;
    }

    private static IEnumerable<(string Table, int Partitions)> Tables(UsageLayout layout, DateTimeOffset from, DateTimeOffset last, bool ai)
    {
        if (!ai)
        {
            yield return (UsageStream.ConversationsTable, layout.Partitions);
        }

        for (var month = new DateTimeOffset(from.Year, from.Month, 1, 0, 0, 0, TimeSpan.Zero); month <= last; month = month.AddMonths(1))
        {
            yield return (UsageStream.EventsTable(month), layout.PartitionsOfEvents(UsageLayout.MonthOf(month)));
        }
    }
}
