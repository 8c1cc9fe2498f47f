using System.Globalization;
using Billing.Domain;

namespace Billing.Application.Tests.Diaries;

/// <summary>One day of a story: when, what the customer does, and how things stand once all that is due has run.</summary>
/// <param name="At">In the account's zone.</param>
/// <param name="Paid">In all until then, in the currency's unit.</param>
/// <param name="Emails">Those since the line before, in order.</param>
internal sealed record DiaryLine(int Number, DateTimeOffset At, IReadOnlyList<string> Acts, string Status, decimal Paid, IReadOnlyList<string> Emails);

/// <summary>
/// A story as an aligned text: a title, the account's zone, then a line a day. <c>date | what the customer does | status | paid | e-mails</c>
/// </summary>
internal sealed record Diary(string Title, string Zone, IReadOnlyList<DiaryLine> Lines)
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Diaries", "Stories");

    public static Diary Read(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, name + ".txt"));
        var id = lines[1].Split(' ')[^1];
        Assert.True(AccountZone.TryGet(id, out var zone), $"{name} names no zone on its second line.");
        var days = lines.Index().Where(line => line.Item.Contains('|')).Select(line => Parse(line.Index + 1, line.Item, zone));
        return new Diary(lines[0], id, [.. days]);
    }

    private static DiaryLine Parse(int number, string text, AccountZone zone)
    {
        var parts = text.Split('|', StringSplitOptions.TrimEntries);
        var local = DateTime.ParseExact(parts[0], "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return new DiaryLine(
            number,
            zone.StartOf(DateOnly.FromDateTime(local)) + local.TimeOfDay,
            List(parts[1], ';'),
            parts[2],
            decimal.Parse(parts[3], CultureInfo.InvariantCulture),
            List(parts[4], ','));
    }

    private static string[] List(string text, char separator) =>
        text.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
