using Billing.Application.Metering;
using Billing.Application.Metering.Queries;
using Billing.Domain;
using Billing.Domain.Metering;
using Billing.Http;

namespace Billing.Host;

/// <summary>
/// What an import says at its end: what it read, and what now counts in the app over the log's time, which another import of it does not change.
/// </summary>
internal static class ImportSummary
{
    /// <summary>As much as one question may span.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromDays(4 * 365);

    public static async Task PrintAsync(Workshop workshop, ImportRequest request, ImportTally tally, CancellationToken cancellationToken)
    {
        foreach (var row in tally.FirstRefused)
        {
            await Console.Error.WriteLineAsync($"line {row.Line}: {row.Detail}");
        }

        if (tally.Refused > tally.FirstRefused.Count)
        {
            await Console.Error.WriteLineAsync($"… and {tally.Refused - tally.FirstRefused.Count:N0} more");
        }

        Console.WriteLine($"{tally.Rows:N0} rows: {tally.Taken:N0} taken, {tally.Refused:N0} refused.");
        if (tally.Span is var (first, last))
        {
            var layout = (await workshop.Get<LayoutOf>()(request.Account, cancellationToken))!;
            var counts = request.Kind == LogKind.Conversations
                ? await SessionsAsync(workshop, request, layout, first, last, cancellationToken)
                : await TokensAsync(workshop, request, layout, first, last, cancellationToken);
            Console.WriteLine($"App '{request.App}' of '{request.Account}' from {InstantText.Format(first)} to {InstantText.Format(last)}: {counts}.");
        }
    }

    private static async Task<string> SessionsAsync(
        Workshop workshop, ImportRequest request, UsageLayout layout, DateTimeOffset first, DateTimeOffset last, CancellationToken cancellationToken)
    {
        var (trends, sessions) = (workshop.Get<UsageTrendsHandler>(), 0L);
        foreach (var (from, to) in Windows(first, last))
        {
            var query = new TrendQuery(null, from, to, TrendGranularity.Day);
            var answer = await trends.AskAsync(new TrendsRequest(request.Account, layout, AccountZone.Utc, query, request.App, null), cancellationToken);
            sessions += answer.Value.Totals.BillingSessions;
        }

        return $"{sessions:N0} billing sessions";
    }

    private static async Task<string> TokensAsync(
        Workshop workshop, ImportRequest request, UsageLayout layout, DateTimeOffset first, DateTimeOffset last, CancellationToken cancellationToken)
    {
        var (usage, sum) = (workshop.Get<AiUsageHandler>(), new AiUsageGroup(request.App.Value, 0, 0, 0, 0));
        foreach (var (from, to) in Windows(first, last))
        {
            var question = new AiUsageRequest(request.Account, layout, AccountZone.Utc, from, to, AiGrouping.App, request.App);
            var answer = await usage.AskAsync(question, cancellationToken);
            sum = answer.Value.Groups.Aggregate(sum, static (all, group) => new AiUsageGroup(
                all.Key, all.Requests + group.Requests, all.InputTokens + group.InputTokens, all.OutputTokens + group.OutputTokens, all.Micros + group.Micros));
        }

        return $"{sum.Requests:N0} requests, {sum.InputTokens:N0} input and {sum.OutputTokens:N0} output tokens, {sum.Micros:N0} micros";
    }

    /// <summary>Whole UTC days, one window after another.</summary>
    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Windows(DateTimeOffset first, DateTimeOffset last)
    {
        var end = new DateTimeOffset(last.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
        for (var from = new DateTimeOffset(first.UtcDateTime.Date, TimeSpan.Zero); from < end; from += Window)
        {
            yield return (from, from + Window < end ? from + Window : end);
        }
    }
}
