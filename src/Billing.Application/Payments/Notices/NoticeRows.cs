using Billing.Application.Ports;
using Billing.Application.Rows;

namespace Billing.Application.Payments;

/// <summary>
/// The inbox's rows: those that wait in one partition by the instant from which on they do; and, for two to three months, the names of all that were taken,
/// in a table a month, for the provider repeats itself. No partition is named as an account's could be.
/// </summary>
internal sealed class NoticeRows(ITableStore tables)
{
    private const string Table = "notices";
    private const string Waiting = "|waiting";
    private const string Cursor = "|cursor";
    private const string CursorAt = "At";
    private const string SeenPrefix = "noticesseen";
    private const int MonthsKept = 3;

    /// <summary>Keeps the notice until it is worked on; one that was worked on is not taken again.</summary>
    public async ValueTask AddAsync(StoredNotice notice, CancellationToken cancellationToken)
    {
        if (await tables.GetAsync(SeenTable(notice.At), Seen(notice), "", cancellationToken) is null)
        {
            await CommitAsync(Table, Waiting, [Put(notice)], cancellationToken);
        }
    }

    /// <summary>It waits for its next try.</summary>
    public ValueTask PutOffAsync(StoredNotice notice, StoredNotice later, CancellationToken cancellationToken) =>
        CommitAsync(Table, Waiting, [TableOperation.Delete(RowKey(notice)), Put(later)], cancellationToken);

    /// <summary>Its name is kept before it goes: a kill between the two leaves it to be worked on twice, never not at all.</summary>
    public async ValueTask CloseAsync(StoredNotice notice, CancellationToken cancellationToken)
    {
        await CommitAsync(SeenTable(notice.At), Seen(notice), [TableOperation.Upsert("", TableProperties.Empty)], cancellationToken);
        await CommitAsync(Table, Waiting, [TableOperation.Delete(RowKey(notice))], cancellationToken);
    }

    /// <summary>What waits to be worked on now, oldest first.</summary>
    public async ValueTask<IReadOnlyList<StoredNotice>> WaitingAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        var page = await tables.ReadAsync(new TableRange(Table, Waiting, "", $"{now.UtcTicks + 1:D19}", limit), cancellationToken);
        return [.. page.Rows.Select(row => Documents.Read(row, StorageJson.Default.StoredNotice))];
    }

    /// <summary>Up to where the provider was asked for its notices; null before the first time.</summary>
    public async ValueTask<DateTimeOffset?> CursorAsync(CancellationToken cancellationToken) =>
        (await tables.GetAsync(Table, Cursor, "", cancellationToken))?.Properties[CursorAt].AsDateTime();

    public ValueTask SetCursorAsync(DateTimeOffset at, CancellationToken cancellationToken) =>
        CommitAsync(Table, Cursor, [TableOperation.Upsert("", new TableProperties { { CursorAt, TableValue.Of(at) } })], cancellationToken);

    /// <summary>Forgets the names of months that the provider does not tell of any more.</summary>
    public async ValueTask ForgetAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var oldest = SeenTable(now.AddMonths(1 - MonthsKept));
        foreach (var table in await tables.ListTablesAsync(cancellationToken))
        {
            if (table.StartsWith(SeenPrefix, StringComparison.Ordinal) && string.CompareOrdinal(table, oldest) < 0)
            {
                await tables.DropTableAsync(table, cancellationToken);
            }
        }
    }

    private static TableOperation Put(StoredNotice notice) =>
        TableOperation.Upsert(RowKey(notice), Documents.Write(notice, StorageJson.Default.StoredNotice));

    private static string RowKey(StoredNotice notice) => $"{(notice.RetryAt ?? notice.At).UtcTicks:D19}|{notice.Id}";

    private static string SeenTable(DateTimeOffset at) => $"{SeenPrefix}{at.UtcDateTime:yyyyMM}";

    private static string Seen(StoredNotice notice) => $"|{notice.Id}";

    private async ValueTask CommitAsync(string table, string partition, IReadOnlyList<TableOperation> operations, CancellationToken cancellationToken) =>
        await tables.CommitAsync(new TableCommit(table, partition, operations), cancellationToken);
}
