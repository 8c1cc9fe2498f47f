using Billing.Application.Due;
using Billing.Application.Metering;
using Billing.Application.Metering.Events;
using Billing.Application.Metering.Queries;
using Billing.Application.Tests.Metering;
using Billing.Application.Tests.World;
using Billing.Application.Usage;
using Billing.Domain;
using Billing.Domain.Metering;
using Billing.Storage.Counting;
using Billing.Storage.InMemory;

namespace Billing.Application.Tests.Scale;

/// <summary>Holds the figures of docs/scale.md: what is measured here is at most what stands there, and more than a third of it.</summary>
public sealed class OperationCountTests
{
    /// <summary>Operations that a thousand events of the real logs may cost, with their settlement.</summary>
    private const long Aim = 30;

    private readonly InMemoryTableStore _inner = new();
    private readonly CountingTableStore _store;

    public OperationCountTests() => _store = new(_inner);

    [Theory]
    [InlineData("1,000 messages of the real log", 1_000)]
    [InlineData("1,000 messages of the real log, 500 a request", 500)]
    public async Task The_log_of_conversations_is_metered_and_settled_within_the_aim(string what, int batch) =>
        Assert.InRange(await MeterAsync(what, RealLogs.Conversations, batch), 1, Aim);

    [Theory]
    [InlineData("1,000 AI requests of the real log", 1_000)]
    [InlineData("1,000 AI requests of the real log, 500 a request", 500)]
    public async Task The_log_of_AI_usage_is_metered_and_settled_within_the_aim(string what, int batch) =>
        Assert.InRange(await MeterAsync(what, RealLogs.Completions, batch), 1, Aim);

    [Fact]
    public Task Small_requests_of_AI_usage_cost_what_is_written() =>
        MeterAsync("1,000 AI requests of the real log, 100 a request", RealLogs.Completions, 100);

    [Theory]
    [InlineData("1,000 messages of as many conversations", 1_000)]
    [InlineData("1,000 messages of as many conversations, 100 a request", 100)]
    [InlineData("1,000 messages of as many conversations, 10 a request", 10)]
    public async Task Conversations_that_all_go_on_at_once_cost_a_row_for_each_message(string what, int batch)
    {
        UsageEvent[] log = [.. Enumerable.Range(0, 10_000).Select(i => MeteringBench.Message(Stage.Begin.AddMinutes((i / 1_000) - 60), $"c{i % 1_000}"))];

        await MeterAsync(what, log, batch);
    }

    [Fact]
    public async Task What_the_platform_asks_and_customers_order()
    {
        var (stage, request) = (await new Stage(_store).WithAccountAsync(), Stage.Request());
        var home = stage.Home;
        await home.Runner.RunAsync(default);

        await HeldAsync("a run of due work that finds nothing", () => home.Runner.RunAsync(default).AsTask());
        await HeldAsync("an order's preview", async () => Stage.Ok(await home.Orders.PreviewAsync(Stage.Acme, new() { Plan = "essential" }, request)));
        await HeldAsync("an order, paid by card", () => stage.WithPlanAsync());
        await HeldAsync("a top-up, paid by card", async () => Stage.Ok(await stage.TopUpAsync(5_000)));
        await HeldAsync("an entitlement check", async () => Stage.Ok(await home.Entitlements.CheckAsync(Stage.Acme, new("ai.smart-replies"), request)));
        await HeldAsync("a hold, taken", async () => Stage.Ok(await home.Holds.HoldAsync(Stage.Acme, new("h", new Micros(9)), request)));
        await HeldAsync("plan information", async () => Stage.Ok(await home.Plans.GetAsync(Stage.Acme, request)));
    }

    [Fact]
    public async Task A_trends_page_of_90_days_reads_rollups_and_nothing_else()
    {
        // Ten apps with conversations, AI usage and voice on each of a hundred days, settled as they come.
        const int Apps = 10;
        var stage = await new Stage(_store).WithAccountAsync();
        var (home, clock) = (stage.Home, stage.Clock);
        var desk = new UsageDesk(
            home.Store, home.Intake.AcceptAsync, home.Settlement, new(_store, clock), new(_store, clock), new(_store, clock), Home.Catalog);
        for (var day = 0; day < 100; day++)
        {
            var at = Stage.Begin.AddDays(day - 99);
            IEnumerable<UsageEvent> Usage(int app) =>
            [
                .. Enumerable.Range(0, 20).Select(i => MeteringBench.Message(at.AddMinutes(-i * 20), $"c{day}-{i}", $"app{app}")),
                .. Enumerable.Range(0, 20).Select(i => MeteringBench.Ai(at.AddMinutes(-i), $"{day}-{app}-{i}", new("smart-replies", null, 1, 1, null))),
                MeteringBench.Named(UsageKind.Voice, at, $"v{day}-{app}") with { App = new($"app{app}") },
            ];
            Stage.Ok(await stage.Home.Intake.AcceptAsync(new([.. Enumerable.Range(0, Apps).SelectMany(Usage)], []), IntakeMode.Import, default));
        }

        await stage.Home.Runner.RunAsync(default);
        var trends = new TrendQuery("90d", null, null, null);

        // A row for each app and day of conversations, another of voice; and the account's head.
        var read = await HeldAsync("a trends page of 90 days", async () =>
            Assert.Equal(90 * Apps, Stage.Ok(await desk.TrendsAsync(Stage.Acme, trends, null, Stage.Request())).Totals.VoiceSessions));
        Assert.Equal((1 + (2 * 90 * Apps), 1), (read.RowsRead, read.Points));

        // A row for each day of the one app and feature.
        read = await HeldAsync("a page of AI usage of 30 days", async () =>
            Stage.Ok(await desk.AiAsync(Stage.Acme, null, null, AiGrouping.Feature, null, Stage.Request())));
        Assert.Equal((1 + 30, 1), (read.RowsRead, read.Points));
    }

    [Fact]
    public async Task A_renewal_run_reads_what_is_due_and_not_the_others()
    {
        // 1,000 of 100,000 accounts renew; what falls due of the others lies later.
        const int Renewing = 1_000;
        var stage = new Stage(_store);
        for (var i = 0; i < Renewing; i++)
        {
            AccountId account = new($"acme{i}");
            await stage.WithAccountAsync(account: account);
            Stage.Ok(await stage.Home.Orders.SubmitAsync(account, new() { Plan = "essential", PaymentMethod = Stage.Card("pm_card_visa") }, Stage.Request()));
        }

        for (var i = Renewing; i < 100_000; i++)
        {
            await stage.Home.Due.ScheduleAsync(new(Stage.Begin.AddDays(40), new($"acme{i}"), DueKind.Calendar, ""), default);
        }

        await stage.AdvanceAsync("2026-02-27");
        var before = _store.Counts;
        await stage.AdvanceAsync("2026-03-01");

        var counts = _store.Counts.Since(before);
        Held("a renewal, paid by card, of 1,000 due among 100,000", counts.Operations / Renewing, counts.RowsWritten / Renewing);
        Assert.Equal(new DateOnly(2026, 3, 31), (await stage.StateAsync(new("acme999")))!.Subscription.NextBillingDate);
        Assert.InRange(counts.RowsRead, Renewing, Renewing * 20);
    }

    [Fact]
    public void Money_is_operations_by_their_price()
    {
        // 0.00036 USD for 10,000 operations.
        Assert.All(ScaleFigures.All, figure => Assert.Equal(decimal.Round(figure.Operations * 0.036m, 2), figure.Dollars));
    }

    /// <summary>Settles after each request, as where requests come slowly. What the worker looks for besides is not the events' cost.</summary>
    /// <returns>Operations for 1,000 events.</returns>
    private async Task<long> MeterAsync(string what, UsageEvent[] log, int batch)
    {
        var stage = await new Stage(_store).WithAccountAsync();
        var before = _store.Counts;
        foreach (var request in log.Chunk(batch))
        {
            Stage.Ok(await stage.Home.Intake.AcceptAsync(new(request, []), IntakeMode.Import, default));
            await stage.Home.Settlement.CatchUpAsync(Stage.Acme, default);
        }

        var counts = _store.Counts.Since(before);
        var operations = Thousandth(counts.Operations, log.Length);
        Held(what, operations, Thousandth(counts.RowsWritten, log.Length));
        var bytes = Thousandth(await ServiceBytes.OfAsync(_inner, table => table is not ("accounts" or "due")), log.Length);
        Assert.InRange(bytes, 1, ScaleFigures.Of(what).Bytes);
        return operations;
    }

    /// <summary>Of so many events, for 1,000 of them, rounded up.</summary>
    private static long Thousandth(long count, int events) => ((count * 1_000) + events - 1) / events;

    private async Task<StoreCounts> HeldAsync(string what, Func<Task> act)
    {
        var before = _store.Counts;
        await act();
        var counts = _store.Counts.Since(before);
        Held(what, counts.Operations, counts.RowsWritten);
        return counts;
    }

    private void Held(string what, long operations, long rows)
    {
        var figure = ScaleFigures.Of(what);
        Assert.True(
            operations <= figure.Operations && rows <= figure.Rows && operations * 3 > figure.Operations,
            $"docs/scale.md says of {what}: {figure.Operations} operations, {figure.Rows} rows; measured are {operations} and {rows}.");
        Assert.Equal(0, _store.Counts.Scans);
    }
}
