using Billing.Application.Metering;
using Billing.Application.Metering.Events;
using Billing.Application.Metering.Queries;
using Billing.Application.Moving;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Metering;
using Billing.Storage.InMemory;

namespace Billing.Application.Tests.Metering;

/// <summary>An account's usage is spread over more partitions while it goes on.</summary>
public class SpreadTests
{
    private static readonly DateTimeOffset Start = new(2029, 11, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly AiRequest Request = new("smart-replies", null, 100, 10, null);

    protected virtual ITableStore NewStore() => new InMemoryTableStore();

    [Fact]
    public async Task Usage_counts_once_across_every_change_of_the_number()
    {
        var (tables, random) = (NewStore(), new Random(20291120));
        var bench = new MeteringBench(tables);
        UsageEvent[] all = [.. Enumerable.Range(0, 900).Select(i => MeteringBench.Ai(Start.AddHours(i * 2), $"{i}", Request))];
        var sent = new List<UsageEvent>();

        // Every ten days the number grows, and what was sent before comes again among the new.
        foreach (var (number, batch) in all.Chunk(120).Index())
        {
            bench.Layout = bench.Layout.Spread(number + 1, batch[0].At);
            UsageEvent[] again = [.. sent.Where(_ => random.Next(3) == 0), .. batch];
            random.Shuffle(again);
            if (number % 2 == 0)
            {
                bench.Restarted();
            }

            var receipts = new List<UsageReceipt>();
            foreach (var part in again.Chunk(50))
            {
                receipts.Add(await bench.AcceptAsync(part));
            }

            Assert.Equal((batch.Length, again.Length - batch.Length), (receipts.Sum(each => each.Accepted), receipts.Sum(each => each.Duplicates)));
            sent.AddRange(batch);
        }

        var usage = await bench.AiUsage.AskAsync(
            new(MeteringBench.Account, bench.Layout, AccountZone.Utc, Start, Start.AddDays(100), AiGrouping.Feature), default);
        Assert.Equal([new("smart-replies", 900, 90_000, 9_000, 900 * 280)], usage.Value.Groups);
        Assert.Equal(900, (await bench.JournalAsync()).Sum(entry => entry.Ai.Count));
        Assert.Equal([1, 2, 5, 8], await PartitionsAsync(tables, "events202911", "events202912", "events203001", "events203002"));
    }

    [Fact]
    public async Task Conversations_stay_where_they_are()
    {
        var tables = NewStore();
        var bench = new MeteringBench(tables, layout: new() { Partitions = 3 });
        UsageEvent[] log = [.. Enumerable.Range(0, 1000).Select(i => MeteringBench.Message(Start.AddMinutes(i * 55), $"c{i % 20}"))];
        await bench.AcceptAsync(log[..500]);

        bench.Layout = bench.Layout.Spread(8, log[500].At);
        await bench.AcceptAsync(log[400..]);

        Assert.Equal(NaiveRecount.Hours(log), await bench.HoursAsync(log));
        Assert.Equal([3], await PartitionsAsync(tables, UsageStream.ConversationsTable));
    }

    [Fact]
    public async Task Events_of_a_month_that_was_given_up_are_refused_and_activity_is_not()
    {
        var bench = new MeteringBench { Layout = UsageLayout.Default.KeepEventsFrom(new(2029, 12, 1)) };
        UsageEvent[] events =
        [
            MeteringBench.Ai(Start, "0", Request), MeteringBench.Ai(Start.AddMonths(1), "1", Request) with { Index = 1 }, MeteringBench.Message(Start),
        ];

        var receipt = (await bench.Intake.AcceptAsync(new(events, []), IntakeMode.Import, default)).Value;

        Assert.Equal((2, "0 too-late"), (receipt.Accepted, string.Join(", ", receipt.Rejected.Select(each => $"{each.Index} {each.Code}"))));
    }

    private static async Task<List<int>> PartitionsAsync(ITableStore tables, params string[] names)
    {
        var counts = new List<int>();
        foreach (var name in names)
        {
            counts.Add(await new AccountTables(tables, (ITablePartitions)tables).PartitionsAsync(name).CountAsync());
        }

        return counts;
    }
}
