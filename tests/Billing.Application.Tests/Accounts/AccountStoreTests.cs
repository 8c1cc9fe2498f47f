using System.Text.Json.Nodes;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Application.Tests.World;
using Billing.Domain;
using Billing.Domain.Accounts;

namespace Billing.Application.Tests.Accounts;

public sealed class AccountStoreTests
{
    [Fact]
    public async Task Writers_in_two_processes_never_lose_a_change()
    {
        var stage = await new Stage().WithAccountAsync();
        Home[] processes = [stage.Home, stage.Another()];

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(async () =>
            Stage.Ok(await processes[i % 2].Search.IngestAsync(Stage.Acme, new($"doc-{i}", 1_000), Stage.Request())))));

        Assert.Equal(60_000, (await stage.StateAsync())!.Search.UsedBytes);
        Assert.Equal(60, (await stage.Home.Store.ListAsync(Stage.Acme, "ingestion|", StorageJson.Default.StoredIngestion, default)).Count);
    }

    [Fact]
    public async Task One_decision_that_loses_the_race_is_made_again_on_what_the_other_left()
    {
        var stage = await new Stage().WithAccountAsync();
        var other = stage.Another();
        var overtaken = stage.Another(new InterruptedTableStore(stage.Tables).OvertakeAt(
            2, async () => Stage.Ok(await other.Grants.GrantAsync(Stage.Acme, new(new(5), "first"), Stage.Request()))));

        Stage.Ok(await overtaken.Grants.GrantAsync(Stage.Acme, new(new(7), "second"), Stage.Request()));

        Assert.Equal(10_000_012, (await stage.CreditsAsync()).TotalMicros.Value);
        await Books.AuditAsync(stage, stage.Tables, Stage.Acme);
    }

    [Fact]
    public async Task An_account_that_changes_all_the_time_is_reported_as_overload()
    {
        var stage = await new Stage().WithAccountAsync();

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await stage.Home.Store.RunAsync<Done>(Stage.Acme, async work =>
        {
            Stage.Ok(await stage.Another().Team.AddAsync(Stage.Acme, "ada", Stage.Request()));
            Stage.Ok(await stage.Another().Team.RemoveAsync(Stage.Acme, "ada", Stage.Request()));
            work.State = work.State with { NextAuditSequence = 99 };
            return Done.Ok;
        }, default));

        Assert.NotEqual(99, (await stage.StateAsync())!.NextAuditSequence);
    }

    [Theory]
    [InlineData("credits")]
    [InlineData("credits/nextSequence credits/paid credits/grants credits/holds credits/autoTopUp")]
    [InlineData("credits/nextSequence credits/paid credits/grants")]
    public async Task Balances_that_are_thrown_away_are_rebuilt_from_the_ledger(string thrownAway)
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync();
        Stage.Ok(await stage.TopUpAsync(5_000));
        await stage.UseAiAsync("ai-1", 1_000_000, 2_000_000);
        await stage.UseSessionsAsync(260);
        var before = await stage.CreditsAsync();
        var book = (await stage.StateAsync())!.Credits;

        await ThrowAwayAsync(stage, thrownAway.Split(' '));

        Assert.Equal((before.FreeMicros, before.PaidMicros), ((await stage.CreditsAsync()).FreeMicros, (await stage.CreditsAsync()).PaidMicros));
        Stage.Ok(await stage.Home.Grants.GrantAsync(Stage.Acme, new(new(1), "goes on"), Stage.Request()));
        var after = (await stage.StateAsync())!.Credits;
        Assert.Equal((book.Total + new Micros(1), book.NextSequence + 1), (after.Total, after.NextSequence));
        await Books.AuditAsync(stage, stage.Tables, Stage.Acme);
    }

    [Fact]
    public async Task Balances_that_are_thrown_away_leave_holds_and_settings_where_they_are()
    {
        var stage = await new Stage().WithAccountAsync();
        await stage.AutoTopUpAsync(true, 100, 500);
        Stage.Ok(await stage.Home.Holds.HoldAsync(Stage.Acme, new("call-1", new Micros(30)), Stage.Request()));
        var before = await stage.CreditsAsync();

        await ThrowAwayAsync(stage, ["credits/nextSequence", "credits/paid", "credits/grants"]);

        Assert.Equal(before, await stage.CreditsAsync());
    }

    [Fact]
    public async Task A_head_that_is_older_than_its_members_reads_as_a_new_account_s()
    {
        var stage = await new Stage().WithAccountAsync(AccountKind.Enterprise);
        var before = await Books.TellAsync(stage, stage.Tables, Stage.Acme);

        await ThrowAwayAsync(
            stage, ["subscription", "credits", "allowances", "team", "contactCenter", "agentAi", "search", "seatHistory", "watermarks", "paymentMethods"]);

        Assert.Equal(before, await Books.TellAsync(stage, stage.Tables, Stage.Acme));
        Assert.Equal(0, (await stage.PlanAsync()).TeamSeats.Used);
        await stage.UseSessionsAsync(1);
        Stage.Ok(await stage.Home.Methods.AddAsync(Stage.Acme, Stage.Card("pm_card_visa"), Stage.Request()));
    }

    [Fact]
    public async Task A_missing_account_is_not_made_by_asking_for_a_change()
    {
        var stage = new Stage();

        Stage.Refused("account-not-found", await stage.Home.Grants.GrantAsync(Stage.Acme, new(new(1), "reason"), Stage.Request("key")));
        Stage.Refused("account-not-found", await stage.TopUpAsync(5_000));

        Assert.Null(await stage.StateAsync());
    }

    private static async Task ThrowAwayAsync(Stage stage, string[] members)
    {
        var head = (await stage.Tables.GetAsync(TablesInUse.Accounts, Stage.Acme.Value, AccountRows.Head))!;
        var document = JsonNode.Parse(head.Properties["Doc"].AsString())!.AsObject();
        foreach (var path in members.Select(member => member.Split('/')))
        {
            var parent = path.Length == 1 ? document : document[path[0]]!.AsObject();
            Assert.True(parent.Remove(path[^1]));
        }

        var properties = new TableProperties { { "Doc", TableValue.Of(document.ToJsonString()) } };
        await stage.Tables.CommitAsync(new(TablesInUse.Accounts, Stage.Acme.Value, [TableOperation.Replace(AccountRows.Head, properties, head.ETag)]));
    }
}
