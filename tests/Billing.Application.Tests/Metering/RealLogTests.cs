using Billing.Application.Metering.Events;
using Billing.Application.Metering.Queries;
using Billing.Domain;
using Billing.Storage.Counting;
using Billing.Storage.InMemory;

namespace Billing.Application.Tests.Metering;

/// <summary>The real logs, counted against recounts.</summary>
public sealed class RealLogTests
{
    private static readonly DateTimeOffset November = new(2023, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Every_hour_of_the_log_has_the_sessions_of_a_recount_at_thirty_operations_a_thousand_messages()
    {
        var store = new CountingTableStore(new InMemoryTableStore());
        var bench = new MeteringBench(store);

        foreach (var batch in RealLogs.Conversations.Chunk(500))
        {
            await bench.AcceptAsync(batch);
        }

        Assert.InRange(store.Counts.Operations * 1000 / RealLogs.Conversations.Length, 1, 30);
        Assert.Equal(NaiveRecount.Hours(RealLogs.Conversations), await bench.HoursAsync(RealLogs.Conversations));
    }

    [Fact]
    public async Task Shuffled_doubled_cut_and_sent_at_once_the_log_counts_the_same()
    {
        var random = new Random(20041115);
        UsageEvent[] sent = [.. RealLogs.Conversations, .. RealLogs.Conversations];
        random.Shuffle(sent);
        var bench = new MeteringBench(limits: new() { QueuedEvents = sent.Length });

        await Task.WhenAll(sent.Chunk(1000).Select(batch => bench.AcceptAsync(batch)));

        Assert.Equal(NaiveRecount.Hours(RealLogs.Conversations), await bench.HoursAsync(RealLogs.Conversations));
        var sessions = (await bench.JournalAsync()).SelectMany(entry => entry.Sessions).Sum(delta => (long)delta.Count);
        Assert.Equal(NaiveRecount.Hours(RealLogs.Conversations).Values.Sum(), sessions);
    }

    [Fact]
    public async Task Imported_twice_not_a_token_is_lost_and_not_one_counted_twice()
    {
        var bench = new MeteringBench();
        foreach (var batch in RealLogs.Completions.Chunk(700).Concat(RealLogs.Completions.Chunk(1000)))
        {
            await bench.AcceptAsync(batch);
        }

        var answer = await bench.AiUsage.AskAsync(
            new(MeteringBench.Account, bench.Layout, AccountZone.Utc, November, November.AddMonths(1), AiGrouping.Feature), default);
        var (input, output) = (RealLogs.Completions.Sum(each => each.Ai!.InputTokens), RealLogs.Completions.Sum(each => each.Ai!.OutputTokens));
        Assert.Equal([new("smart-replies", RealLogs.Completions.Length, input, output, (input * 2) + (output * 8))], answer.Value.Groups);
    }
}
