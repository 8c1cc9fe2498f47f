using System.Text;
using System.Text.Json.Serialization;
using Billing.Application.Metering.Rows;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Metering;

namespace Billing.Application.Metering.Queries;

/// <summary>The number of concurrent agent seats that are subscribed from an instant on, until the next step.</summary>
public readonly record struct AgentStep(DateTimeOffset From, int Count);

/// <param name="App">Null: all apps together.</param>
/// <param name="Agents">In order of time; null for an enterprise account, whose trends leave them out.</param>
public sealed record TrendsRequest(AccountId Account, UsageLayout Layout, AccountZone Zone, TrendQuery Query, AppId? App, IReadOnlyList<AgentStep>? Agents);

/// <param name="AgentCount">Concurrent agent seats subscribed at the end of the point; left out for enterprise accounts.</param>
public sealed record TrendPoint(
    DateTimeOffset Start,
    long BillingSessions,
    long VoiceSessions,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? AgentCount);

/// <summary>Sums over all points.</summary>
public sealed record TrendTotals(long BillingSessions, long VoiceSessions);

/// <param name="From">Inclusive, the start of the first point.</param>
/// <param name="To">Exclusive, the end of the last one.</param>
public sealed record UsageTrends(DateTimeOffset From, DateTimeOffset To, string Granularity, IReadOnlyList<TrendPoint> Points, TrendTotals Totals)
{
    /// <summary>The points as <c>text/csv</c> (RFC 4180); the column <c>agentCount</c> is there where the points have it.</summary>
    public string ToCsv()
    {
        var withAgents = Points.Any(static point => point.AgentCount is not null);
        var csv = new StringBuilder(withAgents ? "start,billingSessions,voiceSessions,agentCount\r\n" : "start,billingSessions,voiceSessions\r\n");
        foreach (var point in Points)
        {
            csv.Append($"{point.Start.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'},{point.BillingSessions},{point.VoiceSessions}");
            csv.Append(withAgents ? $",{point.AgentCount}\r\n" : "\r\n");
        }

        return csv.ToString();
    }
}

/// <summary>Billing sessions and voice interactions over time.</summary>
public sealed class UsageTrendsHandler(ITableStore tables, TimeProvider clock)
{
    private readonly RollupReader _rollups = new(tables);

    /// <returns>The trends; or <c>validation-failed</c> of <see cref="TrendWindow.Of"/>.</returns>
    public async ValueTask<Result<UsageTrends>> AskAsync(TrendsRequest request, CancellationToken cancellationToken)
    {
        var result = TrendWindow.Of(request.Query, request.Zone, clock.GetUtcNow());
        if (!result.IsOk)
        {
            return result.Error;
        }

        var window = result.Value;
        var counts = await CountAsync(request.Account, request.Layout, request.App?.Value, window.From, window.To, cancellationToken);
        var points = new TrendPoint[window.Starts.Count];
        for (var i = 0; i < points.Length; i++)
        {
            var end = i + 1 < points.Length ? window.Starts[i + 1] : window.To;
            var part = SlotSpan.Of(window.Starts[i], end);
            points[i] = new(window.Starts[i], counts.Sum(counts.Sessions, part), counts.Sum(counts.Voice, part), AgentsAt(request.Agents, end));
        }

        var totals = new TrendTotals(points.Sum(static point => point.BillingSessions), points.Sum(static point => point.VoiceSessions));
        var granularity = window.Granularity == TrendGranularity.Hour ? "hour" : "day";
        return new UsageTrends(window.From, window.To, granularity, points, totals);
    }

    /// <summary>Billing sessions of all apps that begin in [from, to).</summary>
    internal async ValueTask<long> SessionsAsync(
        AccountId account, UsageLayout layout, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var counts = await CountAsync(account, layout, null, from, to, cancellationToken);
        return counts.Sum(counts.Sessions, counts.Span);
    }

    private async ValueTask<SlotCounts> CountAsync(
        AccountId account, UsageLayout layout, string? app, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var counts = new SlotCounts(SlotSpan.Of(from, to));
        if (counts.Span.Count > 0)
        {
            await _rollups.ReadAsync(account, layout, counts.Span, ai: false, row => counts.Take(row, app), cancellationToken);
        }

        return counts;
    }

    private static int? AgentsAt(IReadOnlyList<AgentStep>? steps, DateTimeOffset end)
    {
        if (steps is null)
        {
            return null;
        }

        var count = 0;
        for (var i = 0; i < steps.Count && steps[i].From < end; i++)
        {
            count = steps[i].Count;
        }

        return count;
    }

    private sealed class SlotCounts(SlotSpan span)
    {
        public SlotSpan Span { get; } = span;

        public int[] Sessions { get; } = new int[span.Count];

        public int[] Voice { get; } = new int[span.Count];

        public void Take(TableRow row, string? app)
        {
            var (day, rowApp) = UsageRows.ParseRollup(row.RowKey);
            if (app is null || app == rowApp)
            {
                var first = Slot.FirstOf(day).Index;
                UsageRowCodec.ReadDay(row, (slot, count) => Add(Sessions, first + slot, count), (slot, count) => Add(Voice, first + slot, count));
            }
        }

        public long Sum(int[] counts, SlotSpan part)
        {
            var sum = 0L;
            for (var slot = part.From.Index; slot < part.To.Index; slot++)
            {
                sum += counts[slot - Span.From.Index];
            }

            return sum;
        }

        private void Add(int[] counts, int slot, int count)
        {
            if (Span.Place(slot) is { } place)
            {
                counts[place] += count;
            }
        }
    }
}
