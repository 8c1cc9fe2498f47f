using Billing.Application.Metering.Events;
using Billing.Application.Metering.Queries;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Metering;
using Billing.Storage.InMemory;
using FsCheck;
using FsCheck.Fluent;

namespace Billing.Application.Tests.Metering;

public class NamedEventTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 31, 12, 0, 0, TimeSpan.Zero);

    /// <summary>How much is tried: all of it, or one part in so many.</summary>
    protected virtual int OnePartIn => 1;

    private static AiRequest Request { get; } = new("smart-replies", "web", 100, 10, null);

    [Fact]
    public async Task A_name_counts_once_in_one_request_in_the_next_and_after_a_restart()
    {
        var bench = new MeteringBench(NewStore());

        Assert.Equal((1, 1), await CountAsync(bench, Ai("a"), Ai("a")));
        Assert.Equal((1, 1), await CountAsync(bench, Ai("a"), Ai("b")));
        bench.Restarted();
        Assert.Equal((1, 2), await CountAsync(bench, Ai("b"), Ai("c"), Ai("a")));

        var usage = await GroupsAsync(bench, AiGrouping.Feature);
        Assert.Equal([new("smart-replies", 3, 300, 30, 3 * ((100 * 2) + (10 * 8)))], usage);
    }

    [Fact]
    public async Task Source_and_id_together_are_the_name()
    {
        var bench = new MeteringBench(NewStore());

        Assert.Equal((3, 0), await CountAsync(bench, Ai("1"), Ai("1") with { Source = "/other" }, Ai("/tests1") with { Source = "/" }));
    }

    [Fact]
    public async Task A_flood_of_duplicates_larger_than_a_commit_leaves_the_new_ones_in()
    {
        var bench = new MeteringBench(NewStore());
        await bench.AcceptAsync([.. Enumerable.Range(0, 500).Where(i => i % 3 != 0).Select(i => Ai($"{i}"))]);
        bench.Restarted();

        Assert.Equal((167, 333), await CountAsync(bench, [.. Enumerable.Range(0, 500).Select(i => Ai($"{i}"))]));
        Assert.Equal(500, (await GroupsAsync(bench, AiGrouping.App)).Single().Requests);
    }

    [Fact]
    public async Task Ai_usage_is_summed_by_feature_app_channel_and_local_day()
    {
        var bench = new MeteringBench(NewStore());
        await bench.AcceptAsync(
            Ai("1", Request with { Channel = null }),
            Ai("2", Request with { Feature = "knowledge-qa" }),
            Ai("3") with { At = Noon.AddHours(6).AddMinutes(29) },
            Ai("4") with { At = Noon.AddHours(6).AddMinutes(30) },
            Ai("5") with { App = new("sales") });

        Assert.Equal("knowledge-qa 1 400, smart-replies 4 1120", await TextAsync(bench, AiGrouping.Feature));
        Assert.Equal("sales 1 280, support 4 1240", await TextAsync(bench, AiGrouping.App));
        Assert.Equal("sales 1 280", await TextAsync(bench, AiGrouping.App, app: new("sales")));
        Assert.Equal("knowledge-qa 1 400, smart-replies 3 840", await TextAsync(bench, AiGrouping.Feature, app: new("support")));
        Assert.Equal("", await TextAsync(bench, AiGrouping.Feature, app: new("nobody")));
        Assert.Equal(" 1 280, web 4 1240", await TextAsync(bench, AiGrouping.Channel));
        Assert.Equal("2030-01-31 4 1240, 2030-02-01 1 280", await TextAsync(bench, AiGrouping.Day, "Asia/Kolkata"));
    }

    [Fact]
    public async Task Voice_interactions_and_api_requests_without_a_session_count_one_each()
    {
        var bench = new MeteringBench(NewStore());
        await bench.AcceptAsync(
            MeteringBench.Named(UsageKind.ApiRequest, Noon, "r1"),
            MeteringBench.Named(UsageKind.ApiRequest, Noon, "r2"),
            MeteringBench.Named(UsageKind.ApiRequest, Noon, "r2"),
            MeteringBench.Named(UsageKind.Voice, Noon, "v1"),
            MeteringBench.Message(Noon));

        var query = new TrendQuery(null, Noon, Noon.AddHours(1), null);
        var trends = await bench.Trends.AskAsync(new(MeteringBench.Account, bench.Layout, AccountZone.Utc, query, null, null), default);
        Assert.Equal(new TrendTotals(3, 1), trends.Value.Totals);
        var journal = await bench.JournalAsync();
        Assert.Equal(3, journal.SelectMany(entry => entry.Sessions).Sum(delta => delta.Count));
        Assert.Equal([new(Slot.Of(Noon), 1)], journal.SelectMany(entry => entry.Voice));
    }

    [Fact]
    public async Task The_journal_tells_what_each_request_cost_and_which_hold_it_settles()
    {
        var bench = new MeteringBench(NewStore());
        await bench.AcceptAsync(Ai("1", Request with { HoldId = "h1" }), Ai("2", Request with { Channel = null }));

        var charges = (await bench.JournalAsync()).Single().Ai;
        Assert.Equal(
            [
                new(charges[0].Event, Noon, MeteringBench.App, "smart-replies", "web", 100, 10, new Micros(280), "h1"),
                new(charges[1].Event, Noon, MeteringBench.App, "smart-replies", null, 100, 10, new Micros(280), null),
            ],
            charges);
        Assert.NotEqual(charges[0].Event, charges[1].Event);
    }

    [Fact]
    public void Not_a_token_is_lost_or_counted_twice_in_any_order_repetition_split_and_crash() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyArray<(byte Id, byte Tokens)>>(), ArbMap.Default.ArbFor<int>(), (log, seed) =>
        {
            var random = new System.Random(seed);
            UsageEvent[] once = [.. log.Get.DistinctBy(each => each.Id).Select(each => Ai(
                $"{each.Id}",
                Request with { InputTokens = each.Tokens }) with { At = Noon.AddHours(-each.Id) })];
            UsageEvent[] sent = [.. once, .. once.Where(_ => random.Next(3) == 0)];
            random.Shuffle(sent);
            var store = new UnreliableTableStore(NewStore(), random);
            var bench = new MeteringBench(store);
            foreach (var batch in sent.Chunk(random.Next(1, 40)))
            {
                bench.AcceptAtLastAsync(batch).GetAwaiter().GetResult();
            }

            var usage = GroupsAsync(bench, AiGrouping.Feature).GetAwaiter().GetResult().Single();
            var charges = bench.JournalAsync().GetAwaiter().GetResult().SelectMany(entry => entry.Ai).ToList();
            Assert.Equal((once.Length, once.Sum(each => each.Ai!.InputTokens)), ((int)usage.Requests, usage.InputTokens));
            Assert.Equal((once.Length, usage.Micros), (charges.Count, charges.Sum(charge => charge.Micros.Value)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100 / OnePartIn));

    /// <summary>An empty one.</summary>
    protected virtual ITableStore NewStore() => new InMemoryTableStore();

    private static UsageEvent Ai(string id, AiRequest? request = null) => MeteringBench.Ai(Noon, id, request ?? Request);

    private static async Task<(int Accepted, int Duplicates)> CountAsync(MeteringBench bench, params UsageEvent[] events)
    {
        var receipt = await bench.AcceptAsync(events);
        Assert.Empty(receipt.Rejected);
        return (receipt.Accepted, receipt.Duplicates);
    }

    private static async Task<IReadOnlyList<AiUsageGroup>> GroupsAsync(MeteringBench bench, AiGrouping by, string zone = "UTC", AppId? app = null)
    {
        Assert.True(AccountZone.TryGet(zone, out var known));
        var request = new AiUsageRequest(MeteringBench.Account, bench.Layout, known, Noon.AddDays(-20), Noon.AddDays(5), by, app);
        var answer = await bench.AiUsage.AskAsync(request, default);
        return answer.Value.Groups;
    }

    private static async Task<string> TextAsync(MeteringBench bench, AiGrouping by, string zone = "UTC", AppId? app = null) =>
        string.Join(", ", (await GroupsAsync(bench, by, zone, app)).Select(group => $"{group.Key} {group.Requests} {group.Micros}"));
}
