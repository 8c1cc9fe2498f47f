using System.Text.Json.Nodes;
using Billing.Application.Accounts;
using Billing.Application.Metering.Events;
using Billing.Application.Metering.Queries;
using Billing.Application.Notifications;
using Billing.Application.Orders;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Application.Tests.World;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Metering;
using Billing.Storage.InMemory;
using static Billing.Application.Tests.World.EveryTurn;

namespace Billing.Application.Tests.Races;

/// <summary>What reads more than one row before it decides, answers or commits, while another process writes just those.</summary>
public sealed class InTurnTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 1, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What is asked of one process, and of another one meanwhile.</summary>
    private static readonly Dictionary<(string Asked, string Meanwhile), (Act Act, Act[] Others)> Pairs = new()
    {
        [("a hold is freed", "it is taken")] = (Free("h"), [Hold("h", 3)]),
        [("a hold is taken", "it is taken")] = (Hold("h", 3), [Hold("h", 3)]),
        [("a hold is taken", "it is taken and freed")] = (Hold("h", 3), [Hold("h", 3), Free("h")]),
        [("a hold is taken", "another takes nearly all")] = (Hold("h", 6), [Hold("other", 6)]),
        [("a hold is taken", "usage takes nearly all")] = (Hold("h", 6), [UseAi("ai", 2_000_000), Credits]),
        [("a hold is freed", "usage settles it")] = (Free("kept"), [UseAi("ai", 1_000, "kept"), Credits]),
        [("a member comes", "the same comes")] = (Join("bob"), [Join("bob")]),
        [("a member comes", "the last seat goes")] = (Join("bob"), [Join("eve")]),
        [("a member goes", "he comes")] = (Part("bob"), [Join("bob")]),
        [("a member goes", "he goes")] = (Part("ada"), [Part("ada")]),
        [("an agent logs in", "the same logs in")] = (Login("a"), [Login("a")]),
        [("an agent logs in", "another logs in")] = (Login("a"), [Login("b")]),
        [("an agent logs in", "he logs in and out")] = (Login("a"), [Login("a"), Logout("a")]),
        [("an agent logs out", "he logs in")] = (Logout("a"), [Login("a")]),
        [("search takes a file", "it takes the same")] = (Ingest("doc"), [Ingest("doc")]),
        [("search takes a file", "it takes others")] = (Ingest("doc"), [Ingest("other"), Ingest("more")]),
        [("search frees a file", "it takes it")] = (Drop("doc"), [Ingest("doc")]),
        [("a channel is connected", "it is disconnected")] = (Connect, [Disconnect]),
        [("an app is deployed", "the credits are used up")] = (Deploy, [UseAi("ai", 5_000_000), Credits]),
        [("a grant with a key", "the same grant")] = (Grant("key"), [Grant("key")]),
        [("plan information", "usage is metered and settled")] = (Plan, Usage),
        [("credits", "usage is metered and settled")] = (Credits, Usage),
        [("the ledger", "usage is metered and settled")] = (Ledger, Usage),
        [("the ledger", "a top-up")] = (Ledger, [TopUp]),
        [("trends", "usage is metered and settled")] = (Trends, Usage),
        [("trends", "a message that moves a session to the day before")] = (Trends, [Join(-12)]),
        [("usage of AI", "usage is metered and settled")] = (AiUsage, Usage),
        [("usage of AI", "an AI request")] = (AiUsage, [UseAi("ai", 1_000)]),
        [("the forecast", "a message that moves a session to the day before")] = (Forecast, [Join(-12)]),
        [("the apps", "usage is metered and settled")] = (Apps, Usage),
        [("payment methods", "a card's OTP")] = (Methods, [FinishSaving]),
        [("the invoices", "a top-up")] = (Invoices, [TopUp]),
        [("the orders", "a top-up")] = (Orders, [TopUp]),
        [("a reconciliation", "a top-up")] = (Differences, [TopUp]),
        [("a reconciliation", "an upgrade")] = (Differences, [Order("advanced")]),
        [("an upgrade", "a top-up")] = (Order("advanced"), [TopUp]),
        [("an upgrade", "usage is metered and settled")] = (Order("advanced"), Usage),
        [("an upgrade", "another order")] = (Order("advanced"), [Support]),
        [("an upgrade", "a cancellation")] = (Order("advanced"), [Cancel]),
        [("a cancellation", "an upgrade")] = (Cancel, [Order("advanced")]),
        [("a preview", "an upgrade")] = (Preview, [Order("advanced")]),
        [("a top-up", "a grant")] = (TopUp, [Grant("key")]),
        [("a top-up", "a reconciliation")] = (TopUp, [Differences]),
        [("a profile", "another")] = (Profile("Acme AG"), [Profile("Acme Inc.")]),
        [("a notification", "another with its key")] = (Notify("one"), [Notify("other")]),
        [("a notification", "the same")] = (Notify("one"), [Notify("one")]),
    };

    private static readonly Dictionary<string, Act[]> WhileItRenews = new()
    {
        ["it renews"] = [Renew],
        ["a top-up"] = [TopUp],
        ["an upgrade"] = [Order("advanced")],
        ["a cancellation"] = [Cancel],
        ["a member comes"] = [Join("bob")],
        ["usage is metered and settled"] = Usage,
        ["plan information"] = [Plan],
        ["a reconciliation"] = [Differences],
    };

    public static TheoryData<string, string> Names => [.. Pairs.Keys.Select(pair => (pair.Asked, pair.Meanwhile))];

    public static TheoryData<string> NamesWhileItRenews => [.. WhileItRenews.Keys];

    private static Act[] Usage => [UseSessions("x"), Credits, UseSessions("y"), Credits, UseSessions("z")];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Asked_of_one_process_and_of_another_one_meanwhile(string asked, string meanwhile)
    {
        var (act, others) = Pairs[(asked, meanwhile)];

        await IsTakenAsync(GivenAsync, act, others);
    }

    [Theory]
    [MemberData(nameof(NamesWhileItRenews))]
    public Task While_an_account_renews(string meanwhile) => IsTakenAsync(
        async stage =>
        {
            await GivenAsync(stage);
            await stage.AdvanceAsync("2026-02-27T23:59Z");
            stage.Clock.Now = Stage.At("2026-02-28");
        },
        Renew,
        WhileItRenews[meanwhile]);

    [Fact]
    public async Task Balances_that_are_lost_are_rebuilt_from_the_ledger_of_one_instant()
    {
        await IsTakenAsync(
            async stage =>
            {
                await GivenAsync(stage);
                await ThrowAwayBalancesAsync(stage);
            },
            Credits,
            UseAi("ai", 1_000, "kept"),
            Credits);
    }

    [Fact]
    public async Task What_falls_due_before_its_commit_is_looked_at_after_it()
    {
        var interrupted = new InterruptedTableStore(new InMemoryTableStore());
        for (var operation = 1; operation == 1 || interrupted.WasInterrupted; operation++)
        {
            var tables = new InMemoryTableStore();
            interrupted = new InterruptedTableStore(tables);
            var stage = await new Stage(interrupted).WithAccountAsync();
            await stage.AdvanceAsync(Stage.Begin);
            var other = stage.Another(tables);
            interrupted.OvertakeAt(operation, async () =>
            {
                stage.Clock.Now = Stage.Begin.AddSeconds(5);
                await other.Runner.RunAsync(default);
            });

            await stage.Home.Grants.GrantAsync(Stage.Acme, new(new(7), "for a moment", Stage.Begin.AddSeconds(3)), Stage.Request());

            await stage.AdvanceAsync(Stage.Begin.AddHours(1));
            await Books.AuditAsync(stage, tables, Stage.Acme);
            Assert.Equal(10_000_000, (await stage.StateAsync())!.Credits.Total.Value);
        }
    }

    private static async Task ThrowAwayBalancesAsync(Stage stage)
    {
        var head = (await stage.Tables.GetAsync(TablesInUse.Accounts, Stage.Acme.Value, AccountRows.Head))!;
        var document = JsonNode.Parse(head.Properties["Doc"].AsString())!.AsObject();
        foreach (var balance in (string[])["nextSequence", "paid", "grants"])
        {
            document["credits"]!.AsObject().Remove(balance);
        }

        var lost = new TableProperties { { "Doc", TableValue.Of(document.ToJsonString()) } };
        await stage.Tables.CommitAsync(new(TablesInUse.Accounts, Stage.Acme.Value, [TableOperation.Upsert(AccountRows.Head, lost)]));
    }

    /// <summary>Ten dollars of free credits, three seats of the team, one of an agent; usage that is not settled; a card that waits for its OTP.</summary>
    private static async Task GivenAsync(Stage stage)
    {
        await stage.WithAccountAsync();
        Stage.Ok(await stage.OrderAsync(new() { Plan = "essential", Seats = Stage.Agents(1), PaymentMethod = Stage.Card("pm_card_visa") }));
        Stage.Ok(await stage.Home.Methods.AddAsync(Stage.Acme, Stage.Card("pm_card_authenticationRequired"), Stage.Request()));
        Stage.Ok(await stage.Home.Team.AddAsync(Stage.Acme, "ada", Stage.Request()));
        Stage.Ok(await stage.Home.Team.AddAsync(Stage.Acme, "joe", Stage.Request()));
        Stage.Ok(await stage.Home.Holds.HoldAsync(Stage.Acme, new("kept", new Micros(1_000_000)), Stage.Request()));
        await stage.UseSessionsAsync(1, "two days before", Midnight.AddDays(-2));
        await stage.UseSessionsAsync(1, "the day before", Midnight.AddDays(-1));
        await stage.AcceptAsync([MessageAt(2)]);
        await stage.UseSessionsAsync(2, "unsettled");
    }

    private static UsageEvent MessageAt(int minute) =>
        new(0, UsageKind.Conversation, Stage.Acme, Stage.Bot, Midnight.AddMinutes(minute), "/tests", "", "over midnight");

    private static Act Hold(string id, int dollars) =>
        stage => SayAsync(stage.Home.Holds.HoldAsync(Stage.Acme, new(id, new Micros(dollars * 1_000_000)), Stage.Request()));

    private static Act Free(string id) => stage => SayAsync(stage.Home.Holds.ReleaseAsync(Stage.Acme, id, Stage.Request()));

    private static Act Join(string user) => stage => SayAsync(stage.Home.Team.AddAsync(Stage.Acme, user, Stage.Request()));

    private static Act Part(string user) => stage => SayAsync(stage.Home.Team.RemoveAsync(Stage.Acme, user, Stage.Request()));

    private static Act Login(string agent) =>
        stage => SayAsync(stage.Home.Agents.LoginAsync(Stage.Acme, SeatProduct.ContactCenter, agent, Stage.Request()));

    private static Act Logout(string agent) =>
        stage => SayAsync(stage.Home.Agents.LogoutAsync(Stage.Acme, SeatProduct.ContactCenter, agent, Stage.Request()));

    private static Act Ingest(string id) => stage => SayAsync(stage.Home.Search.IngestAsync(Stage.Acme, new(id, 40_000_000), Stage.Request()));

    private static Act Drop(string id) => stage => SayAsync(stage.Home.Search.DeleteAsync(Stage.Acme, id, Stage.Request()));

    private static Task<string> Connect(Stage stage) => SayAsync(stage.Home.Channels.ConnectAsync(Stage.Acme, Stage.Bot, "web", Stage.Request()));

    private static Task<string> Disconnect(Stage stage) => SayAsync(stage.Home.Channels.DisconnectAsync(Stage.Acme, Stage.Bot, "web", Stage.Request()));

    private static Task<string> Deploy(Stage stage) => SayAsync(stage.Home.Deployments.DeployAsync(Stage.Acme, Stage.Bot, new("live"), Stage.Request()));

    private static Act Grant(string key) => stage => SayAsync(stage.Home.Grants.GrantAsync(Stage.Acme, new(new(7), "once"), Stage.Request(key)));

    private static Act Profile(string name) => stage => SayAsync(stage.Home.Profiles.PutAsync(
        Stage.Acme, new(name, AccountKind.Standard, "owner@acme.example", [], "USD", "UTC"), Stage.Request()));

    private static Act UseAi(string id, long tokens, string? hold = null) => async stage =>
    {
        await stage.UseAiAsync(id, tokens, 0, hold);
        return "";
    };

    private static Act UseSessions(string name) => async stage =>
    {
        await stage.UseSessionsAsync(120, name);
        return "";
    };

    private static Act Join(int minute) => async stage =>
    {
        await stage.AcceptAsync([MessageAt(minute)]);
        return "";
    };

    private static async Task<string> FinishSaving(Stage stage)
    {
        var methods = Stage.Ok(await stage.Home.Methods.ListAsync(Stage.Acme, Stage.Request())).Items;
        await stage.FinishSavingAsync(methods.Single(method => method.Action is not null).Id);
        return "";
    }

    private static Act Order(string plan) => stage => SayAsync(stage.OrderAsync(new() { Plan = plan }));

    private static Task<string> Support(Stage stage) => SayAsync(stage.OrderAsync(new() { SupportPlan = "support-standard" }));

    private static Task<string> TopUp(Stage stage) => SayAsync(stage.TopUpAsync(5_000));

    private static Task<string> Cancel(Stage stage) => SayAsync(stage.Home.Acts.CancelAsync(Stage.Acme, new(CancelAt.PeriodEnd), Stage.Request()));

    private static Task<string> Preview(Stage stage) => SayAsync(stage.Home.Orders.PreviewAsync(Stage.Acme, new() { Plan = "advanced" }, Stage.Request()));

    private static Task<string> Plan(Stage stage) => SayAsync(stage.Home.Plans.GetAsync(Stage.Acme, Stage.Request()));

    private static Task<string> Credits(Stage stage) => SayAsync(stage.Home.Credits.GetAsync(Stage.Acme, Stage.Request()));

    private static Task<string> Ledger(Stage stage) => SayAsync(stage.Home.Credits.LedgerAsync(Stage.Acme, new(100, null), Stage.Request()));

    private static Task<string> Trends(Stage stage) => SayAsync(stage.Home.Usage.TrendsAsync(
        Stage.Acme, new(null, Midnight.AddDays(-3), Midnight.AddDays(2), TrendGranularity.Day), null, Stage.Request()));

    private static Task<string> AiUsage(Stage stage) => SayAsync(stage.Home.Usage.AiAsync(Stage.Acme, null, null, AiGrouping.Day, null, Stage.Request()));

    private static Task<string> Forecast(Stage stage) => SayAsync(stage.Home.Usage.ForecastAsync(Stage.Acme, Stage.Request()));

    private static Task<string> Apps(Stage stage) => SayAsync(stage.Home.Apps.ListAsync(Stage.Acme, new(100, null), Stage.Request()));

    private static Task<string> Methods(Stage stage) => SayAsync(stage.Home.Methods.ListAsync(Stage.Acme, Stage.Request()));

    private static Task<string> Invoices(Stage stage) =>
        SayAsync(stage.Home.Invoices.ListAsync(Stage.Acme, default, new(100, null), Stage.Request()));

    private static Task<string> Orders(Stage stage) => SayAsync(stage.Home.Orders.ListAsync(Stage.Acme, new(100, null), Stage.Request()));

    private static Act Notify(string id) => stage => SayAsync(stage.Home.Notifications.SubmitAsync(
        new(id, ["ada@example.com"], new SignUpOtp("493027", 10)), Stage.Request("key", id)));

    private static async Task<string> Renew(Stage stage)
    {
        await stage.Home.Runner.RunAsync(default);
        return "";
    }

    private static async Task<string> Differences(Stage stage)
    {
        var view = Stage.Ok(await stage.Home.Reconciliation.CheckAsync(null, null, Stage.Request()));
        return string.Join('\n', view.Differences.Select(difference => $"{difference.Kind} {difference.Amount}"));
    }
}
