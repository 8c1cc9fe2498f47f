using Billing.Application.Metering;
using Billing.Application.Metering.Events;
using Billing.Application.Ports;
using Billing.Application.Tests.World;
using Billing.Domain;
using Billing.Domain.Metering;
using Billing.Storage.InMemory;

namespace Billing.Application.Tests.Metering;

public sealed class UsageIntakeTests
{
    private static readonly DateTimeOffset Now = MeteringBench.Now;

    [Theory]
    [InlineData("00:05:00", null)]
    [InlineData("00:05:00.0000001", "time-in-future")]
    [InlineData("-35.00:00:00", null)]
    [InlineData("-35.00:00:00.0000001", "too-late")]
    public async Task Live_usage_is_at_most_35_days_old_and_5_minutes_early(string age, string? code)
    {
        var bench = new MeteringBench();

        Assert.Equal(code, await CodeAsync(bench, MeteringBench.Message(Now + TimeSpan.Parse(age)), IntakeMode.Live));
        Assert.Equal(code is null, (await bench.JournalAsync()).Count == 1);
    }

    [Fact]
    public async Task Imported_usage_may_be_as_old_as_1970()
    {
        var bench = new MeteringBench();

        Assert.Null(await CodeAsync(bench, MeteringBench.Message(DateTimeOffset.UnixEpoch), IntakeMode.Import));
        Assert.Equal("validation-failed", await CodeAsync(bench, MeteringBench.Message(DateTimeOffset.UnixEpoch.AddTicks(-1)), IntakeMode.Import));
        Assert.Equal("time-in-future", await CodeAsync(bench, MeteringBench.Message(Now.AddHours(1)), IntakeMode.Import));
    }

    [Fact]
    public async Task Unknown_accounts_and_features_and_absurd_prices_are_rejected_and_nothing_changes()
    {
        var dear = new MeteringRules(TimeSpan.FromMinutes(60), new Dictionary<string, AiPrice> { ["gold"] = new(new(1_000_000), new(0)) });
        var bench = new MeteringBench(rules: dear);

        Assert.Equal("account-not-found", await CodeAsync(bench, MeteringBench.Message(Now) with { Account = new("other") }));
        Assert.Equal("validation-failed", await CodeAsync(bench, MeteringBench.Ai(Now, "1", new("silver", null, 1, 1, null))));
        Assert.Equal("validation-failed", await CodeAsync(bench, MeteringBench.Ai(Now, "2", new("gold", null, 1_000_000_001, 0, null))));
        Assert.Empty(await bench.JournalAsync());

        Assert.Null(await CodeAsync(bench, MeteringBench.Ai(Now, "3", new("gold", null, 1_000_000_000, 0, null))));
    }

    [Fact]
    public async Task Each_commit_of_a_stream_is_announced_before_it_takes_place()
    {
        var bench = new MeteringBench(new CrashingTableStore(new InMemoryTableStore(), commits: 1));
        await bench.AcceptAsync(MeteringBench.Message(Now));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => bench.AcceptAsync(MeteringBench.Message(Now.AddMinutes(-5))));

        UsageStream stream = new(MeteringBench.Account, UsageStream.ConversationsTable, 0);
        Assert.Equal([stream, stream], bench.Announced);
        Assert.Equal(stream, UsageStream.Parse(stream.Account, stream.Name));
    }

    [Fact]
    public async Task Repeating_what_is_known_writes_nothing()
    {
        var bench = new MeteringBench();
        await bench.AcceptAsync(MeteringBench.Message(Now.AddMinutes(-50)), MeteringBench.Message(Now));

        var again = await bench.AcceptAsync(MeteringBench.Message(Now.AddMinutes(-50)), MeteringBench.Message(Now.AddMinutes(-20)));

        Assert.Equal((2, 0), (again.Accepted, again.Duplicates));
        Assert.Single(await bench.JournalAsync());
    }

    [Fact]
    public async Task A_request_beyond_the_queue_is_refused_whole_and_the_ones_before_it_are_taken()
    {
        var store = new StuckTableStore(new InMemoryTableStore());
        var bench = new MeteringBench(store, new IntakeLimits(QueuedEvents: 3));
        UsageEvent named = MeteringBench.Named(UsageKind.ApiRequest, Now, "r1");
        var first = bench.AcceptAsync(MeteringBench.Message(Now), MeteringBench.Message(Now, "c2"));
        var second = bench.AcceptAsync(MeteringBench.Message(Now, "c3"));

        var third = await bench.Intake.AcceptAsync(new([named, MeteringBench.Message(Now, "c4")], []), IntakeMode.Live, default);
        Assert.Equal("rate-limited", third.Error?.Code);

        store.Release();
        Assert.Equal((2, 1), ((await first).Accepted, (await second).Accepted));
        Assert.Equal(3, (await bench.JournalAsync()).SelectMany(entry => entry.Sessions).Sum(delta => delta.Count));
        Assert.Equal(1, (await bench.AcceptAsync(named)).Accepted);
    }

    [Fact]
    public async Task Two_processes_on_one_stream_lose_nothing()
    {
        var tables = new InMemoryTableStore();
        MeteringBench[] processes = [new(tables), new(tables)];
        UsageEvent[] messages = [.. Enumerable.Range(0, 2000).Select(i => MeteringBench.Message(Now.AddSeconds(-i * 97), $"c{i % 7}"))];
        UsageEvent[] calls = [.. Enumerable.Range(0, 300).Select(i => MeteringBench.Named(UsageKind.Voice, Now.AddSeconds(-i), $"v{i}"))];

        var receipts = await Task.WhenAll(messages.Chunk(20).Concat(calls.Chunk(10)).Concat(calls.Chunk(15))
            .Select((batch, index) => Task.Run(() => processes[index % 2].AcceptAsync(batch))));

        Assert.Equal(NaiveRecount.Hours(messages), await processes[0].HoursAsync(messages));
        Assert.Equal((2300, 300), (receipts.Sum(receipt => receipt.Accepted), receipts.Sum(receipt => receipt.Duplicates)));
        Assert.Equal(300, (await processes[1].JournalAsync()).SelectMany(entry => entry.Voice).Sum(delta => delta.Count));
    }

    [Fact]
    public async Task A_process_that_is_overtaken_between_two_reads_decides_again()
    {
        // What comes in between joins the two pieces, and a count goes down.
        var start = Now.AddHours(-2);
        UsageEvent[] pieces = [MeteringBench.Message(start.AddMinutes(10)), MeteringBench.Message(start.AddMinutes(85))];
        var joining = MeteringBench.Message(start.AddMinutes(50));
        var interrupted = new List<int>();
        for (var operation = 1; interrupted.Count == operation - 1; operation++)
        {
            var other = new MeteringBench();
            await other.AcceptAsync(pieces);
            var tables = new InterruptedTableStore(other.Tables).OvertakeAt(operation, () => other.AcceptAsync(joining));

            await new MeteringBench(tables).AcceptAsync(joining);

            if (tables.WasInterrupted)
            {
                interrupted.Add(operation);
                UsageEvent[] all = [.. pieces, joining];
                Assert.Equal(NaiveRecount.Hours(all), await other.HoursAsync(all));
            }
        }

        Assert.True(interrupted.Count >= 4, "Head, conversation, day and commit were each to be overtaken.");
    }

    [Fact]
    public async Task Streams_that_are_forgotten_and_shards_change_nothing()
    {
        var bench = new MeteringBench(limits: new IntakeLimits(IdleWriters: 1, RememberedRows: 10), layout: new() { Partitions = 3 });
        UsageEvent[] messages = [.. Enumerable.Range(0, 1000).Select(i => MeteringBench.Message(Now.AddMinutes(-i * 7), $"c{i % 11}"))];

        foreach (var batch in messages.Chunk(50))
        {
            await bench.AcceptAsync(batch);
        }

        Assert.Equal(NaiveRecount.Hours(messages), await bench.HoursAsync(messages));
        Assert.Equal(3, (await bench.Journal.StreamsAsync(MeteringBench.Account, bench.Layout, default)).Count);
    }

    [Fact]
    public async Task Settled_journal_entries_are_taken_away_by_later_commits_and_no_others()
    {
        var bench = new MeteringBench();
        var stream = new UsageStream(MeteringBench.Account, UsageStream.ConversationsTable, 0);
        for (var i = 0; i < 60; i++)
        {
            await bench.AcceptAsync(MeteringBench.Message(Now.AddMinutes(-i)));
        }

        bench.Intake.Settled(stream, 50);
        await bench.AcceptAsync(MeteringBench.Message(Now.AddMinutes(-100)));
        await bench.AcceptAsync(MeteringBench.Message(Now.AddMinutes(-101)));

        Assert.Equal(Enumerable.Range(51, 12), (await EntriesAsync(bench, stream, after: 50)).Select(entry => (int)entry.Sequence));
        Assert.Equal(62, await bench.Journal.LastAsync(stream, default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => EntriesAsync(bench, stream, after: 49));
    }

    private static async Task<List<UsageJournalEntry>> EntriesAsync(MeteringBench bench, UsageStream stream, long after)
    {
        var entries = new List<UsageJournalEntry>();
        await foreach (var entry in bench.Journal.ReadAsync(stream, after, 100, default))
        {
            entries.Add(entry);
        }

        return entries;
    }

    private static async Task<string?> CodeAsync(MeteringBench bench, UsageEvent usage, IntakeMode mode = IntakeMode.Live)
    {
        var receipt = await bench.Intake.AcceptAsync(new([usage], []), mode, default);
        return receipt.Value.Rejected.SingleOrDefault()?.Code;
    }

    /// <summary>A store whose commits wait until they are released.</summary>
    private sealed class StuckTableStore(ITableStore inner) : ITableStore
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Release() => _released.SetResult();

        public ValueTask<TableRow?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken cancellationToken = default) =>
            inner.GetAsync(table, partitionKey, rowKey, cancellationToken);

        public ValueTask<TablePage> ReadAsync(TableRange range, CancellationToken cancellationToken = default) => inner.ReadAsync(range, cancellationToken);

        public async ValueTask<CommitResult> CommitAsync(TableCommit commit, CancellationToken cancellationToken = default)
        {
            await _released.Task;
            return await inner.CommitAsync(commit, cancellationToken);
        }

        public ValueTask<IReadOnlyList<string>> ListTablesAsync(CancellationToken cancellationToken = default) => inner.ListTablesAsync(cancellationToken);

        public ValueTask DropTableAsync(string table, CancellationToken cancellationToken = default) => inner.DropTableAsync(table, cancellationToken);
    }
}
