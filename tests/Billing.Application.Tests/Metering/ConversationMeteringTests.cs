using Billing.Application.Metering.Events;
using Billing.Application.Ports;
using Billing.Storage.InMemory;
using FsCheck;
using FsCheck.Fluent;

namespace Billing.Application.Tests.Metering;

public class ConversationMeteringTests
{
    private static readonly DateTimeOffset Start = new(2025, 10, 30, 20, 0, 0, TimeSpan.Zero);

    private static readonly long[] Steps =
    [
        0, 1, TimeSpan.TicksPerHour - 1, TimeSpan.TicksPerHour, TimeSpan.TicksPerHour + 1,
        .. new[] { 14, 15, 16, 31, 45, 59, 61, 90, 150, 1440, 20_000, 45_000 }.Select(minutes => minutes * TimeSpan.TicksPerMinute),
    ];

    private static Arbitrary<UsageEvent[]> Logs { get; } = Gen.Zip(Gen.Elements(Steps), Gen.Choose(0, 4)).ListOf().Select(steps =>
    {
        var at = Start;
        return steps.Select(step => Use(at = at.AddTicks(step.Item1), step.Item2)).ToArray();
    }).ToArbitrary();

    /// <summary>How much is tried: all of it, or one part in so many.</summary>
    protected virtual int OnePartIn => 1;

    /// <summary>An empty one.</summary>
    protected virtual ITableStore NewStore() => new InMemoryTableStore();

    /// <summary>Three conversations, one of which is routed to another app, and an API session with the id of a conversation.</summary>
    private static UsageEvent Use(DateTimeOffset at, int which) => which switch
    {
        0 => MeteringBench.Message(at),
        1 => MeteringBench.Message(at, "c2"),
        2 => MeteringBench.Message(at, "c2", "sales"),
        3 => MeteringBench.Message(at, "c1", kind: UsageKind.ApiSession),
        _ => MeteringBench.Message(at, "c3"),
    };

    [Fact]
    public void Any_order_repetition_split_and_restart_counts_what_a_recount_counts() =>
        Prop.ForAll(Logs, ArbMap.Default.ArbFor<int>(), (log, seed) =>
        {
            var random = new System.Random(seed);
            UsageEvent[] sent = [.. log, .. log.Where(_ => random.Next(4) == 0)];
            if (random.Next(3) > 0)
            {
                random.Shuffle(sent);
            }

            var bench = new MeteringBench(NewStore());
            foreach (var batch in sent.Chunk(random.Next(1, 12)))
            {
                if (random.Next(4) == 0)
                {
                    bench.Restarted();
                }

                bench.AcceptAsync(batch).GetAwaiter().GetResult();
            }

            CheckAsync(bench, log).GetAwaiter().GetResult();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60 / OnePartIn).WithEndSize(50));

    [Fact]
    public void A_conversation_over_many_months_is_exact_however_often_the_store_fails() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new System.Random(seed);
            var log = Endless(random);
            UsageEvent[] sent = [.. log];
            random.Shuffle(sent);
            var store = new UnreliableTableStore(NewStore(), random);
            var bench = new MeteringBench(store);
            foreach (var batch in sent.Chunk(sent.Length / random.Next(1, 9)))
            {
                bench.AcceptAtLastAsync(batch).GetAwaiter().GetResult();
            }

            CheckAsync(bench, log).GetAwaiter().GetResult();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10 / OnePartIn));

    [Fact]
    public async Task What_a_crash_left_half_done_is_done_by_whoever_writes_next()
    {
        var inner = NewStore();
        UsageEvent[] log = [.. Enumerable.Range(0, 8639).Select(i => MeteringBench.Message(Start.AddMinutes(i * 50)))];
        UsageEvent[] others = [.. Enumerable.Range(0, 90).Select(i => MeteringBench.Message(Start.AddDays(-1), $"other{i}"))];
        var bench = new MeteringBench(inner);
        await bench.AcceptAsync(log);

        // An earlier beginning, seven minutes before, moves the end of the tenth month after it; the others fill the commit, so that following takes two.
        var earlier = MeteringBench.Message(Start.AddMinutes(-7));
        var crashing = new MeteringBench(new CrashingTableStore(inner, commits: 1));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => crashing.AcceptAsync([.. others, earlier]));
        UsageEvent[] all = [.. log, .. others, earlier];
        Assert.NotEqual(NaiveRecount.Hours(all), await bench.HoursAsync(all));

        bench.Restarted();
        var later = MeteringBench.Message(log[0].At, "later");
        await bench.AcceptAsync(later);

        await CheckAsync(bench, [.. all, later]);
    }

    /// <summary>Messages every 40 to 60 minutes for ten months: one piece.</summary>
    private static List<UsageEvent> Endless(System.Random random)
    {
        var log = new List<UsageEvent>();
        for (var at = Start; at < Start.AddDays(300); at = at.AddMinutes(random.Next(40, 61)))
        {
            log.Add(MeteringBench.Message(at));
        }

        return log;
    }

    private static async Task CheckAsync(MeteringBench bench, IReadOnlyList<UsageEvent> log)
    {
        Assert.Equal(NaiveRecount.Hours(log), await bench.HoursAsync(log));
        Assert.Equal(NaiveRecount.Hours(log, "sales"), await bench.HoursAsync(log, "sales"));

        var journal = await bench.JournalAsync();
        Assert.Equal(NaiveRecount.Hours(log).Values.Sum(), journal.SelectMany(entry => entry.Sessions).Sum(delta => (long)delta.Count));
        for (var from = Start.AddDays(-20).AddHours(-6); from < Start.AddDays(120); from = from.AddMonths(1))
        {
            var to = from.AddMonths(1);
            var counted = journal.SelectMany(entry => entry.Starts).Where(delta => delta.Start.CountsIn(from, to)).Sum(delta => delta.Count);
            Assert.Equal(NaiveRecount.Conversations(log, from, to), counted);
        }
    }
}
