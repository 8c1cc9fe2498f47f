using System.Globalization;
using Billing.Domain;

namespace Billing.Application.Metering;

/// <summary>
/// One partition of usage with a journal of its own: an account's conversations, or its named usage events of one month; one shard of them.
/// </summary>
/// <param name="Table"><c>conversations</c>, or <c>eventsYYYYMM</c>.</param>
public readonly record struct UsageStream(AccountId Account, string Table, int Shard)
{
    public const string ConversationsTable = "conversations";
    private const string EventsPrefix = "events";

    public string PartitionKey => $"{Account}|{Shard}";

    /// <summary>The first day of the month whose named events the stream holds; null of conversations.</summary>
    public DateOnly? Month => MonthOf(Table);

    /// <summary>Names the stream among its account's: <c>events202611|0</c>.</summary>
    public string Name => $"{Table}|{Shard}";

    /// <summary>The stream of the account with that <see cref="Name"/>.</summary>
    /// <exception cref="FormatException">It is not the name of a stream.</exception>
    public static UsageStream Parse(AccountId account, string name) => name.Split('|') is [var table, var shard]
        ? new(account, table, int.Parse(shard, NumberStyles.None))
        : throw new FormatException($"'{name}' is not a stream.");

    /// <summary>The stream whose rows lie in that partition.</summary>
    /// <exception cref="FormatException">It is no stream's.</exception>
    public static UsageStream OfPartition(string table, string partitionKey) => partitionKey.Split('|') is [var account, var shard]
        ? new(new(account), table, int.Parse(shard, NumberStyles.None))
        : throw new FormatException($"'{partitionKey}' is not a stream's partition.");

    /// <summary>The table of the named usage events of the month in which the instant lies, in UTC.</summary>
    public static string EventsTable(DateTimeOffset at) => $"{EventsPrefix}{at.UtcDateTime:yyyyMM}";

    /// <summary>The first day of the month whose events the table holds; null of any other table.</summary>
    public static DateOnly? MonthOf(string table) =>
        table.StartsWith(EventsPrefix, StringComparison.Ordinal) && DateOnly.TryParseExact($"{table[EventsPrefix.Length..]}01", "yyyyMMdd", out var month)
            ? month
            : null;
}
