using Billing.Application.Metering.Events;
using Billing.Application.Rows;
using Billing.Domain;
using Billing.Domain.Metering;

namespace Billing.Application.Metering;

/// <summary>What counts of a batch, by the partition that keeps it, and what does not, by its place in the batch.</summary>
public sealed record SortedUsage(IReadOnlyDictionary<UsageStream, List<UsageEvent>> ByStream, IReadOnlyList<RejectedEvent> Rejected);

/// <summary>Judges usage events by the clock, the accounts and the prices, and finds the partition that each belongs to.</summary>
public sealed class UsageSorter(MeteringRules rules, LayoutOf layoutOf, TimeProvider clock)
{
    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MostLate = TimeSpan.FromDays(35);

    public async ValueTask<SortedUsage> SortAsync(UsageBatch batch, IntakeMode mode, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var rejected = new List<RejectedEvent>(batch.Rejected);
        var layouts = new Dictionary<AccountId, UsageLayout?>();
        var byStream = new Dictionary<UsageStream, List<UsageEvent>>();
        foreach (var usage in batch.Events)
        {
            if (!layouts.TryGetValue(usage.Account, out var layout))
            {
                layouts[usage.Account] = layout = await layoutOf(usage.Account, cancellationToken);
            }

            if (Refusal(usage, layout, mode, now) is var (code, detail))
            {
                rejected.Add(new(usage.Index, code, detail));
                continue;
            }

            var stream = StreamOf(usage, layout!);
            if (!byStream.TryGetValue(stream, out var sorted))
            {
                byStream[stream] = sorted = [];
            }

            sorted.Add(usage);
        }

        rejected.Sort(static (left, right) => left.Index.CompareTo(right.Index));
        return new(byStream, rejected);
    }

    private (string Code, string Detail)? Refusal(UsageEvent usage, UsageLayout? layout, IntakeMode mode, DateTimeOffset now) => usage switch
    {
        _ when layout is null => ("account-not-found", "There is no such account."),
        _ when usage.At > now + MostAhead => ("time-in-future", "'time' is more than 5 minutes ahead."),
        _ when mode == IntakeMode.Live && usage.At < now - MostLate => ("too-late", "'time' is more than 35 days ago."),
        _ when usage.At < TrendWindow.Earliest => ("validation-failed", "'time' is before 1970."),
        _ when usage.IsNamed && !layout.KeepsEventsOf(UsageLayout.MonthOf(usage.At)) => ("too-late", "Events of that month are not kept any more."),
        { Ai: { } ai } => Refusal(ai),
        _ => null,
    };

    private (string Code, string Detail)? Refusal(AiRequest ai) =>
        !rules.AiPrices.TryGetValue(ai.Feature, out var price) ? ("validation-failed", "'data.feature' is not the id of an AI feature of the catalog.")
        : price.Of(ai.InputTokens, ai.OutputTokens) is null ? ("validation-failed", "The tokens cost more than a request can.")
        : null;

    private static UsageStream StreamOf(UsageEvent usage, UsageLayout layout) => usage.IsNamed
        ? new(usage.Account, UsageStream.EventsTable(usage.At), Shard(usage.Source, usage.Id, layout.PartitionsOfEvents(UsageLayout.MonthOf(usage.At))))
        : new(usage.Account, UsageStream.ConversationsTable, Shard(usage.App.Value, usage.Subject, layout.Partitions));

    private static int Shard(string first, string second, int partitions) =>
        partitions == 1 ? 0 : (int)(StableHash.Of($"{first}\n{second}") % (uint)partitions);
}
