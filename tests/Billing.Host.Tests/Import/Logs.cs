using System.Globalization;
using Billing.Tidy.Tests;

namespace Billing.Host.Tests;

/// <summary>
/// The logs that the import is tried on: real ones where they lie beside the repository, else made-up ones of the same form. Tests assert the same on both.
/// </summary>
internal static class Logs
{
    public const string ConversationHeader = "conversation_id,user,timestamp";
    private const string AiHeader = "timestamp,input_tokens,output_tokens";

    public static IReadOnlyList<string> Conversations() => Read("conversations-irc-ubuntu.csv") ?? [ConversationHeader, .. MadeUpConversations(3_000)];

    public static IReadOnlyList<string> AiUsage() => Read("ai-usage-azure-code.csv") ?? [AiHeader, .. MadeUpAiUsage()];

    /// <summary>Rows without the header.</summary>
    public static IEnumerable<string> MadeUpConversations(int count)
    {
        var random = new Random(1);
        for (var conversation = 0; conversation < count; conversation++)
        {
            var at = new DateTimeOffset(2004, 11, 15, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(3 * 365 * 24 * 60));
            for (var message = random.Next(1, 20); message > 0; message--)
            {
                yield return $"c-{conversation},u{random.Next(100)},{at:yyyy-MM-ddTHH:mm:ssZ}";
                at = at.AddMinutes(random.Next(10) == 0 ? random.Next(59, 63) : random.Next(16));
            }
        }
    }

    /// <summary>Billing sessions by the hour in which they begin, by the contract's own words: sort, cut at gaps over 60 minutes, count quarters.</summary>
    public static SortedDictionary<DateTimeOffset, long> SessionsByHour(IReadOnlyList<string> log)
    {
        var sessions = new SortedDictionary<DateTimeOffset, long>();
        var conversations = log.Skip(1).Select(line => line.Split(',')).GroupBy(cells => cells[0], cells => Instant(cells[2]));
        foreach (var conversation in conversations)
        {
            var instants = conversation.Distinct().Order().ToList();
            for (var (first, i) = (instants[0], 1); i <= instants.Count; i++)
            {
                if (i == instants.Count || instants[i] - instants[i - 1] > TimeSpan.FromMinutes(60))
                {
                    CountPiece(sessions, first, instants[i - 1]);
                    first = i < instants.Count ? instants[i] : first;
                }
            }
        }

        return sessions;
    }

    /// <summary>Requests, input and output tokens.</summary>
    public static (long Requests, long Input, long Output) Tokens(IReadOnlyList<string> log)
    {
        var rows = log.Skip(1).Select(line => line.Split(',')).ToList();
        return (rows.Count, rows.Sum(cells => long.Parse(cells[1])), rows.Sum(cells => long.Parse(cells[2])));
    }

    private static void CountPiece(SortedDictionary<DateTimeOffset, long> sessions, DateTimeOffset first, DateTimeOffset last)
    {
        for (var start = first; start == first || start < last; start += TimeSpan.FromMinutes(15))
        {
            var hour = new DateTimeOffset(start.UtcTicks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour, TimeSpan.Zero);
            sessions[hour] = sessions.GetValueOrDefault(hour) + 1;
        }
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static string[]? Read(string name)
    {
        var file = Path.Combine(Repository.Root, "..", "shared", "data", name);
        return File.Exists(file) ? File.ReadAllLines(file) : null;
    }

    private static IEnumerable<string> MadeUpAiUsage()
    {
        var random = new Random(2);
        var at = new DateTimeOffset(2023, 11, 16, 18, 17, 3, TimeSpan.Zero);
        for (var request = 0; request < 8_000; request++)
        {
            at = at.AddTicks(random.Next(10_000_000));
            yield return $"{at:yyyy-MM-ddTHH:mm:ss.fffffffZ},{random.Next(8_000)},{random.Next(500)}";
        }
    }
}
