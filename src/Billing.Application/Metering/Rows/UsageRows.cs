using System.Globalization;

namespace Billing.Application.Metering.Rows;

/// <summary>Row keys inside a stream's partition: see docs/architecture.md, "What is stored where".</summary>
internal static class UsageRows
{
    public const string Head = "head";
    public const string RollupPrefix = "r|";
    public const string AiRollupPrefix = "a|";
    public const string JournalPrefix = "j|";

    public static string Journal(long sequence) => $"{JournalPrefix}{sequence:D19}";

    public static string Rollup(DateOnly day, string app) => $"{RollupDay(day)}{app}";

    public static string AiRollup(DateOnly day, string app, string feature, string? channel) => $"{AiRollupDay(day)}{app}|{feature}|{channel}";

    /// <summary>What the row keys of that day's rollups begin with.</summary>
    public static string RollupDay(DateOnly day) => $"{RollupPrefix}{day:yyyyMMdd}|";

    public static string AiRollupDay(DateOnly day) => $"{AiRollupPrefix}{day:yyyyMMdd}|";

    public static string Event(UInt128 name) => $"e|{name:x32}";

    public static (DateOnly Day, string App) ParseRollup(string rowKey)
    {
        var parts = rowKey.Split('|');
        return (Day(parts[1]), parts[2]);
    }

    public static AiRollupKey ParseAiRollup(string rowKey)
    {
        var parts = rowKey.Split('|');
        return new(Day(parts[1]), parts[2], parts[3], parts[4]);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture);
}

/// <param name="Channel">Empty where the requests named none.</param>
internal readonly record struct AiRollupKey(DateOnly Day, string App, string Feature, string Channel);

/// <summary>The row of one conversation (<c>c</c>) or API session (<c>s</c>) in one app in one UTC month.</summary>
/// <param name="Month">Year × 12 + month − 1.</param>
/// <param name="Subject">The id of the conversation or of the API session.</param>
internal readonly record struct MonthKey(char Prefix, int Month, string App, string Subject)
{
    public const char Conversation = 'c';
    public const char ApiSession = 's';

    public string RowKey => $"{GroupPrefix}{Subject}";

    /// <summary>What the row keys of the same app and month begin with.</summary>
    public string GroupPrefix => $"{Prefix}|{Month / 12:D4}{(Month % 12) + 1:D2}|{App}|";

    public MonthGroup Group => new(Prefix, Month, App);

    public MonthKey Next => this with { Month = Month + 1 };

    public MonthKey Before => this with { Month = Month - 1 };

    /// <summary>The first instant of the month, in UTC ticks.</summary>
    public long Start => new DateTime(Month / 12, (Month % 12) + 1, 1).Ticks;

    public static int MonthOf(DateTimeOffset at) => (at.UtcDateTime.Year * 12) + at.UtcDateTime.Month - 1;

    public static MonthKey Parse(string rowKey)
    {
        var parts = rowKey.Split('|');
        return new(parts[0][0], (int.Parse(parts[1].AsSpan(0, 4)) * 12) + int.Parse(parts[1].AsSpan(4)) - 1, parts[2], parts[3]);
    }
}

/// <summary>The rows of one app and month, which are loaded together.</summary>
internal readonly record struct MonthGroup(char Prefix, int Month, string App);
