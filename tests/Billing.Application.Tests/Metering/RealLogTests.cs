using System.Globalization;
using Billing.Application.Metering.Events;
using Billing.Application.Metering.Queries;
using Billing.Domain;
using Billing.Domain.Tests;
using Billing.Storage.Counting;
using Billing.Storage.InMemory;

namespace Billing.Application.Tests.Metering;

/// <summary>The logs of ../shared/data: fourteen years of #ubuntu, and an hour of code completions.</summary>
public sealed class RealLogTests
{
    private static readonly DateTimeOffset November = new(2023, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<UsageEvent[]> Conversations = new(() => Read("conversations-irc-ubuntu.csv", static (fields, _) =>
        MeteringBench.Message(Instant(fields[2]), fields[0])));

    private static readonly Lazy<UsageEvent[]> Completions = new(() => Read("ai-usage-azure-code.csv", static (fields, line) =>
        MeteringBench.Ai(Instant(fields[0]), $"{line}", new("smart-replies", null, long.Parse(fields[1]), long.Parse(fields[2]), null))));

    [Fact]
    public async Task Every_hour_of_the_log_has_the_sessions_of_a_recount_at_thirty_operations_a_thousand_messages()
    {
        var store = new CountingTableStore(new InMemoryTableStore());
        var bench = new MeteringBench(store);

        foreach (var batch in Conversations.Value.Chunk(500))
        {
            await bench.AcceptAsync(batch);
        }

        Assert.InRange(store.Counts.Operations * 1000 / Conversations.Value.Length, 1, 30);
        Assert.Equal(NaiveRecount.Hours(Conversations.Value), await bench.HoursAsync(Conversations.Value));
    }

    [Fact]
    public async Task Shuffled_doubled_cut_and_sent_at_once_the_log_counts_the_same()
    {
        var random = new Random(20041115);
        UsageEvent[] sent = [.. Conversations.Value, .. Conversations.Value];
        random.Shuffle(sent);
        var bench = new MeteringBench(limits: new() { QueuedEvents = sent.Length });

        await Task.WhenAll(sent.Chunk(1000).Select(batch => bench.AcceptAsync(batch)));

        Assert.Equal(NaiveRecount.Hours(Conversations.Value), await bench.HoursAsync(Conversations.Value));
        var sessions = (await bench.JournalAsync()).SelectMany(entry => entry.Sessions).Sum(delta => (long)delta.Count);
        Assert.Equal(NaiveRecount.Hours(Conversations.Value).Values.Sum(), sessions);
    }

    [Fact]
    public async Task Imported_twice_not_a_token_is_lost_and_not_one_counted_twice()
    {
        var bench = new MeteringBench();
        foreach (var batch in Completions.Value.Chunk(700).Concat(Completions.Value.Chunk(1000)))
        {
            await bench.AcceptAsync(batch);
        }

        var answer = await bench.AiUsage.AskAsync(
            new(MeteringBench.Account, bench.Layout, AccountZone.Utc, November, November.AddMonths(1), AiGrouping.Feature), default);
        var (input, output) = (Completions.Value.Sum(each => each.Ai!.InputTokens), Completions.Value.Sum(each => each.Ai!.OutputTokens));
        Assert.Equal([new("smart-replies", Completions.Value.Length, input, output, (input * 2) + (output * 8))], answer.Value.Groups);
    }

    private static UsageEvent[] Read(string file, Func<string[], int, UsageEvent> usage) =>
        [.. File.ReadLines(Upwards.Find($"shared/data/{file}")).Skip(1).Select((line, index) => usage(line.Split(','), index))];

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
