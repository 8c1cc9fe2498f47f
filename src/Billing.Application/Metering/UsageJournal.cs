using System.Runtime.CompilerServices;
using Billing.Application.Metering.Rows;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Metering;

namespace Billing.Application.Metering;

/// <summary>Reads what the streams changed, commit by commit, for the settlement.</summary>
public sealed class UsageJournal(ITableStore tables)
{
    /// <summary>The entries after <paramref name="afterSequence"/> (0: from the first), in order and without a gap, as far as they are kept.</summary>
    /// <param name="limit">At most so many.</param>
    /// <exception cref="InvalidOperationException">The journal does not go on where <paramref name="afterSequence"/> ended: entries were taken away that
    /// were not settled.</exception>
    public async IAsyncEnumerable<UsageJournalEntry> ReadAsync(
        UsageStream stream, long afterSequence, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var range = new TableRange(stream.Table, stream.PartitionKey, UsageRows.Journal(afterSequence + 1), TableRange.After(UsageRows.JournalPrefix), limit);
        var expected = afterSequence;
        await foreach (var row in tables.ReadAllAsync(range, cancellationToken))
        {
            var entry = UsageJournalCodec.Read(row);
            yield return entry.Sequence == ++expected
                ? entry
                : throw new InvalidOperationException($"The journal of {stream.Account} {stream.Name} has {entry.Sequence} where {expected} is expected.");
        }
    }

    /// <summary>The number of the last entry; 0 where there is none. One storage operation.</summary>
    public async ValueTask<long> LastAsync(UsageStream stream, CancellationToken cancellationToken)
    {
        var head = await tables.GetAsync(stream.Table, stream.PartitionKey, UsageRows.Head, cancellationToken);
        return head?.Properties["Sequence"].AsInt64() ?? 0;
    }

    /// <summary>Every stream that the account may have. For a check of the whole; who settles is told of streams by <see cref="IUsageNotifier"/>.</summary>
    public async ValueTask<IReadOnlyList<UsageStream>> StreamsAsync(AccountId account, UsageLayout layout, CancellationToken cancellationToken)
    {
        var names = await tables.ListTablesAsync(cancellationToken);
        return
        [
            .. from name in names
               let month = UsageStream.MonthOf(name)
               where name == UsageStream.ConversationsTable || month is not null
               let partitions = month is { } each ? layout.PartitionsOfEvents(each) : layout.Partitions
               from shard in Enumerable.Range(0, partitions)
               select new UsageStream(account, name, shard),
        ];
    }
}
