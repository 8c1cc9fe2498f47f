using Billing.Application.Metering.Events;

namespace Billing.Application.Tests.Metering;

/// <summary>The five rules of the contract, word for word, over the whole set of instants: what the metering must agree with.</summary>
internal static class NaiveRecount
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(60);

    /// <summary>Billing sessions by the hour in which they begin.</summary>
    public static SortedDictionary<DateTimeOffset, long> Hours(IEnumerable<UsageEvent> events, string? app = null)
    {
        var hours = new SortedDictionary<DateTimeOffset, long>();
        var ofApp = events.Where(usage => app is null || usage.App.Value == app);
        foreach (var piece in ofApp.GroupBy(usage => (usage.Kind, usage.App, usage.Subject)).SelectMany(Cut))
        {
            var (first, last) = (piece[0], piece[^1]);
            for (var block = first; block == first || block < last; block += TimeSpan.FromMinutes(15))
            {
                var hour = new DateTimeOffset(block.Year, block.Month, block.Day, block.Hour, 0, 0, TimeSpan.Zero);
                hours[hour] = hours.GetValueOrDefault(hour) + 1;
            }
        }

        return hours;
    }

    /// <summary>Distinct conversations that began, or were taken up again after a pause, in the period.</summary>
    public static int Conversations(IEnumerable<UsageEvent> events, DateTimeOffset from, DateTimeOffset to) =>
        events.Where(usage => usage.Kind == UsageKind.Conversation)
            .GroupBy(usage => (usage.App, usage.Subject))
            .Count(conversation => Cut(conversation).Any(piece => piece[0] >= from && piece[0] < to));

    private static List<List<DateTimeOffset>> Cut(IEnumerable<UsageEvent> activity)
    {
        var pieces = new List<List<DateTimeOffset>>();
        foreach (var instant in activity.Select(usage => usage.At).Distinct().Order())
        {
            if (pieces.Count == 0 || instant - pieces[^1][^1] > Timeout)
            {
                pieces.Add([]);
            }

            pieces[^1].Add(instant);
        }

        return pieces;
    }
}
