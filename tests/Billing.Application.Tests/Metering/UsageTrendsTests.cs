using Billing.Application.Metering.Queries;
using Billing.Domain;
using Billing.Domain.Metering;

namespace Billing.Application.Tests.Metering;

public sealed class UsageTrendsTests
{
    private static readonly DateTimeOffset Now = MeteringBench.Now;

    [Fact]
    public async Task A_day_is_24_hours_of_which_the_empty_ones_are_points_too()
    {
        var bench = new MeteringBench();
        await bench.AcceptAsync(MeteringBench.Message(Now.AddMinutes(3)), MeteringBench.Message(Now.AddHours(-23)), MeteringBench.Message(Now.AddHours(-25)));

        var trends = await AskAsync(bench, new("24h", null, null, null));

        Assert.Equal(24, trends.Points.Count);
        Assert.Equal(("hour", Now.AddHours(-23), Now.AddHours(1)), (trends.Granularity, trends.From, trends.To));
        Assert.Equal(new TrendPoint(Now.AddHours(-23), 1, 0, null), trends.Points[0]);
        Assert.Equal(new TrendPoint(Now, 1, 0, null), trends.Points[^1]);
        Assert.Equal(new TrendTotals(2, 0), trends.Totals);
    }

    [Fact]
    public async Task A_local_day_begins_at_local_midnight_to_the_quarter_of_an_hour()
    {
        var bench = new MeteringBench();
        var midnight = new DateTimeOffset(2030, 2, 9, 18, 15, 0, TimeSpan.Zero); // 00:00 of the 10th in Kathmandu
        await bench.AcceptAsync(MeteringBench.Message(midnight.AddTicks(-1)), MeteringBench.Message(midnight, "c2"), MeteringBench.Message(midnight, "c3"));

        var trends = await AskAsync(bench, new("7d", null, null, null), "Asia/Kathmandu");

        Assert.Equal(7, trends.Points.Count);
        Assert.Equal([(midnight.AddDays(-1), 1), (midnight, 2)], trends.Points.TakeLast(2).Select(point => (point.Start, (int)point.BillingSessions)));
    }

    [Fact]
    public async Task Agents_are_those_subscribed_at_the_end_of_a_point_and_csv_has_the_same_columns()
    {
        var bench = new MeteringBench();
        await bench.AcceptAsync(MeteringBench.Message(Now));
        var query = new TrendQuery(null, Now.AddHours(-2), null, TrendGranularity.Hour);
        AgentStep[] steps = [new(Now.AddHours(-9), 7), new(Now.AddHours(-1), 10), new(Now.AddMinutes(-30), 50)];

        var trends = await bench.Trends.AskAsync(new(MeteringBench.Account, bench.Layout, AccountZone.Utc, query, null, steps), default);

        Assert.Equal(
            "start,billingSessions,voiceSessions,agentCount\r\n"
            + "2030-02-10T10:00:00Z,0,0,7\r\n2030-02-10T11:00:00Z,0,0,50\r\n2030-02-10T12:00:00Z,1,0,50\r\n",
            trends.Value.ToCsv());
        Assert.StartsWith("start,billingSessions,voiceSessions\r\n", (await AskAsync(bench, query)).ToCsv(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apps_can_be_asked_one_by_one_and_share_what_is_routed_on()
    {
        var bench = new MeteringBench();
        await bench.AcceptAsync(
            MeteringBench.Message(Now.AddMinutes(-31)), MeteringBench.Message(Now), // the parent app served 31 minutes
            MeteringBench.Message(Now.AddMinutes(-20), app: "linked"), MeteringBench.Message(Now.AddMinutes(-10), app: "linked"));

        Assert.Equal(3, (await AskAsync(bench, new("24h", null, null, null), app: "support")).Totals.BillingSessions);
        Assert.Equal(1, (await AskAsync(bench, new("24h", null, null, null), app: "linked")).Totals.BillingSessions);
        Assert.Equal(4, (await AskAsync(bench, new("24h", null, null, null))).Totals.BillingSessions);
        Assert.Equal(0, (await AskAsync(bench, new("24h", null, null, null), app: "none")).Totals.BillingSessions);
    }

    private static async Task<UsageTrends> AskAsync(MeteringBench bench, TrendQuery query, string zone = "UTC", string? app = null)
    {
        Assert.True(AccountZone.TryGet(zone, out var known));
        var request = new TrendsRequest(MeteringBench.Account, bench.Layout, known, query, app is null ? null : new AppId(app), null);
        var answer = await bench.Trends.AskAsync(request, default);
        return answer.Value;
    }
}
