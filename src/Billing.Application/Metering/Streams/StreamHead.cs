using Billing.Application.Metering.Rows;
using Billing.Application.Ports;

namespace Billing.Application.Metering.Streams;

/// <summary>Another process has written the stream since it was read; what was decided on it is worth nothing.</summary>
internal sealed class StreamConflictException(UsageStream stream) : Exception($"The stream {stream.Account} {stream.Name} has another writer.");

/// <summary>
/// The head row of a stream, as this process knows it. Each commit replaces it with If-Match, writes one journal row, and takes settled journal rows away
/// as far as there is room.
/// </summary>
internal sealed class StreamHead
{
    /// <summary>
    /// Rows that a caller of <see cref="CommitAsync"/> may write: beside them stand head, journal entry, and two old entries, so that taking away keeps
    /// pace with adding.
    /// </summary>
    public const int RowsPerCommit = TableLimits.OperationsPerCommit - 4;

    private const int MostPruned = 40;

    private readonly ITableStore _tables;
    private readonly UsageStream _stream;
    private readonly UsageJournalCodec _journal = new();
    private string? _etag;
    private long _pruned;

    private StreamHead(ITableStore tables, UsageStream stream) => (_tables, _stream) = (tables, stream);

    /// <summary>The number of the last journal entry; 0 before the first.</summary>
    public long Sequence { get; private set; }

    /// <summary>The row at which a conversation that runs over many months is still to be followed on; null where all is done.</summary>
    public string? Unfinished { get; private set; }

    public static async ValueTask<StreamHead> LoadAsync(ITableStore tables, UsageStream stream)
    {
        var head = new StreamHead(tables, stream);
        if (await tables.GetAsync(stream.Table, stream.PartitionKey, UsageRows.Head) is { } row)
        {
            head._etag = row.ETag;
            head.Sequence = row.Properties[nameof(Sequence)].AsInt64();
            head._pruned = row.Properties["Pruned"].AsInt64();
            head.Unfinished = row.Properties.TryGet(nameof(Unfinished), out var unfinished) ? unfinished.AsString() : null;
        }

        return head;
    }

    /// <summary>Whether another process has written the stream since this head was loaded.</summary>
    public async ValueTask<bool> IsOvertakenAsync() => (await _tables.GetAsync(_stream.Table, _stream.PartitionKey, UsageRows.Head))?.ETag != _etag;

    /// <param name="rows">1 to <see cref="RowsPerCommit"/>, none of them head or journal.</param>
    /// <param name="entry">What they change; its sequence is given here.</param>
    /// <param name="settledThrough">Journal entries up to this one are needed no more.</param>
    /// <returns>Committed; or refused, with the index into <paramref name="rows"/>.</returns>
    /// <exception cref="StreamConflictException">The head is not what was loaded.</exception>
    public async ValueTask<CommitResult> CommitAsync(IReadOnlyList<TableOperation> rows, UsageJournalEntry entry, string? unfinished, long settledThrough)
    {
        var sequence = Sequence + 1;
        var room = int.Min(MostPruned, TableLimits.OperationsPerCommit - 2 - rows.Count);
        var pruned = long.Max(_pruned, long.Min(long.Min(settledThrough, Sequence), _pruned + room));
        var head = Properties(sequence, pruned, unfinished);
        var operations = new List<TableOperation>(TableLimits.OperationsPerCommit)
        {
            _etag is null ? TableOperation.Insert(UsageRows.Head, head) : TableOperation.Replace(UsageRows.Head, head, _etag),
            TableOperation.Insert(UsageRows.Journal(sequence), _journal.Write(entry)),
        };
        for (var old = _pruned + 1; old <= pruned; old++)
        {
            operations.Add(TableOperation.Delete(UsageRows.Journal(old)));
        }

        var before = operations.Count;
        operations.AddRange(rows);
        var result = await _tables.CommitAsync(new(_stream.Table, _stream.PartitionKey, operations));
        if (!result.IsCommitted)
        {
            return result.FailedIndex < before ? throw new StreamConflictException(_stream) : result with { FailedIndex = result.FailedIndex - before };
        }

        (_etag, Sequence, _pruned, Unfinished) = (result.ETags[0], sequence, pruned, unfinished);
        return result;
    }

    private static TableProperties Properties(long sequence, long pruned, string? unfinished)
    {
        var properties = new TableProperties { { nameof(Sequence), TableValue.Of(sequence) }, { "Pruned", TableValue.Of(pruned) } };
        if (unfinished is not null)
        {
            properties.Add(nameof(Unfinished), TableValue.Of(unfinished));
        }

        return properties;
    }
}
