using Billing.Application.Metering;
using Billing.Application.Metering.Events;
using Billing.Application.Moving;
using Billing.Application.Ports;
using Billing.Application.Tests.World;
using Billing.Application.Usage;
using Billing.Domain;
using Billing.Domain.Metering;
using Billing.Storage.Azure;
using Billing.Storage.InMemory;
using Billing.Tests;

namespace Billing.Application.Tests.Usage;

public class UsageRetentionTests
{
    private static readonly AccountId Other = new("other");
    private static readonly string[] Days = ["2026-01-31T10:00:00Z", "2026-02-15", "2026-03-15", "2027-02-15", "2027-03-15", "2027-04-15"];

    protected virtual ITableStore NewStore() => new InMemoryTableStore();

    [Fact]
    public async Task Months_that_are_old_and_settled_are_dropped_and_the_ledger_stays()
    {
        var (stage, tables) = await LivedAsync();
        var credits = await stage.CreditsAsync();

        Assert.Equal([("events202601", null), ("events202602", null)], await RunAsync(stage, tables, 13));

        Assert.Equal(["events202603", "events202702", "events202703", "events202704"], await EventTablesAsync(tables));
        Assert.Equal(credits, await stage.CreditsAsync());
        Assert.Equal(new DateOnly(2026, 3, 1), (await stage.StateAsync())!.Layout.EventsKeptFrom);
        await Books.AuditAsync(stage, tables, Stage.Acme);
        Assert.Empty(await RunAsync(stage, tables, 13));
    }

    [Fact]
    public async Task What_was_dropped_cannot_come_again()
    {
        var (stage, tables) = await LivedAsync();
        await RunAsync(stage, tables, 13);
        var credits = await stage.CreditsAsync();
        stage.Restart();

        var receipt = (await stage.Home.Intake.AcceptAsync(new([Ai(Stage.Begin, "january")], []), IntakeMode.Import, default)).Value;

        Assert.Equal("too-late", Assert.Single(receipt.Rejected).Code);
        await stage.AdvanceAsync(stage.Clock.Now);
        Assert.Equal(credits, await stage.CreditsAsync());
        Assert.DoesNotContain("events202601", await EventTablesAsync(tables));
    }

    [Fact]
    public async Task A_month_with_usage_that_is_not_settled_is_kept_until_it_is()
    {
        var (stage, tables) = await LivedAsync();
        await stage.Home.Intake.AcceptAsync(new([Ai(Stage.Begin, "late", Other)], []), IntakeMode.Import, default);

        Assert.Equal([("events202601", Other), ("events202602", null)], await RunAsync(stage, tables, 13));
        Assert.Contains("events202601", await EventTablesAsync(tables));

        // Settled now; but as long as the due entry lies there, another process may write under it.
        await stage.AdvanceAsync(stage.Clock.Now);
        Assert.Equal([("events202601", Other)], await RunAsync(stage, tables, 13));

        await stage.AdvanceAsync(stage.Clock.Now.AddMinutes(1));
        Assert.Equal([("events202601", null)], await RunAsync(stage, tables, 13));
        Assert.DoesNotContain("events202601", await EventTablesAsync(tables));
        await Books.AuditAsync(stage, tables, Other);
    }

    [Fact]
    public async Task A_write_that_was_let_in_before_its_month_was_given_up_does_not_come_after_it()
    {
        // A process looked at the layout and was halted; the months go; it goes on.
        var (stage, tables) = await LivedAsync();
        var credits = await stage.CreditsAsync();
        var slow = new UsageIntake(
            tables, stage.Another().Settlement, MeteringRules.Of(Home.Catalog), (_, _) => new(UsageLayout.Default), stage.Clock);
        await RunAsync(stage, tables, 13);

        await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
            await slow.AcceptAsync(new([Ai(Stage.Begin, "a0")], []), IntakeMode.Import, default));

        Assert.DoesNotContain("events202601", await EventTablesAsync(tables));
        await stage.AdvanceAsync(stage.Clock.Now.AddMinutes(2));
        Assert.Equal(credits, await stage.CreditsAsync());
    }

    [Fact]
    public async Task Rows_of_an_account_that_has_not_given_the_month_up_are_kept()
    {
        // It has no head yet: it is being restored.
        var (stage, tables) = await LivedAsync();
        var restored = new UsageStream(new("restored"), "events202601", 0);
        await tables.CommitAsync(new(restored.Table, restored.PartitionKey, [TableOperation.Insert("e|1", [])]));

        Assert.Equal([("events202601", restored.Account), ("events202602", null)], await RunAsync(stage, tables, 13));

        Assert.NotNull(await tables.GetAsync(restored.Table, restored.PartitionKey, "e|1"));
    }

    [Fact]
    public async Task An_account_forgets_how_far_it_settled_months_that_have_gone()
    {
        var (stage, tables) = await LivedAsync();
        await RunAsync(stage, tables, 13);
        Assert.Contains("events202601|0", (await stage.StateAsync())!.Watermarks);

        await stage.AdvanceAsync("2027-05-15");
        Assert.Equal([("events202603", null)], await RunAsync(stage, tables, 13));

        string[] left = ["events202603|0", "events202702|0", "events202703|0", "events202704|0"];
        Assert.Equal(left, (await stage.StateAsync())!.Watermarks.Keys.Order());
    }

    [Fact]
    public async Task Fewer_months_than_usage_may_be_late_are_refused()
    {
        var (stage, tables) = await LivedAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => RunAsync(stage, tables, 1));

        Assert.Contains("events202601", await EventTablesAsync(tables));
        Assert.Null((await stage.StateAsync())!.UsageLayout);
    }

    [Fact]
    public async Task Events_are_spread_from_next_month_on()
    {
        var (stage, tables) = await LivedAsync();
        var layouts = new UsageLayouts(stage.Home.Store);

        Stage.Refused("account-not-found", await layouts.SpreadAsync(new("nobody"), 4, default));
        Stage.Refused("validation-failed", await layouts.SpreadAsync(Stage.Acme, 65, default));
        Assert.Null((await stage.StateAsync())!.UsageLayout);
        Assert.Equal([new(new(2027, 5, 1), 4)], Stage.Ok(await layouts.SpreadAsync(Stage.Acme, 4, default)).Steps);

        await stage.AdvanceAsync("2027-05-02");
        await stage.AcceptAsync([.. Enumerable.Range(0, 50).Select(i => Ai(stage.Clock.Now, $"spread{i}"))]);
        Assert.Equal(4, await new AccountTables(tables, (ITablePartitions)tables).PartitionsAsync("events202705").CountAsync());
        await Books.AuditAsync(stage, tables, Stage.Acme);
        await stage.AdvanceAsync(stage.Clock.Now);
        await Books.AuditAsync(stage, tables, Stage.Acme);
    }

    /// <summary>Two accounts with AI usage of six months, January 2026 to April 2027, all settled. It is 15 April 2027.</summary>
    private async Task<(Stage Stage, ITableStore Tables)> LivedAsync()
    {
        var tables = NewStore();
        var stage = await new Stage(tables).WithAccountAsync();
        await stage.WithAccountAsync(account: Other);
        foreach (var (month, at) in Days.Index())
        {
            await stage.AdvanceAsync(at);
            await stage.AcceptAsync([Ai(stage.Clock.Now, $"a{month}"), Ai(stage.Clock.Now, $"b{month}", Other)]);
            await stage.AdvanceAsync(stage.Clock.Now);
        }

        return (stage, tables);
    }

    private static UsageEvent Ai(DateTimeOffset at, string id, AccountId? account = null) =>
        new(0, UsageKind.Ai, account ?? Stage.Acme, Stage.Bot, at, "/tests", id, "") { Ai = new("knowledge-qa", "web", 1_000, 1, null) };

    private static async Task<List<(string, AccountId?)>> RunAsync(Stage stage, ITableStore tables, int months)
    {
        var partitions = new AccountTables(tables, (ITablePartitions)tables);
        var retention = new UsageRetention(tables, partitions, stage.Home.Store, new UsageJournal(tables), stage.Home.Due, stage.Clock);
        return await retention.RunAsync(months).Select(each => (each.Table, each.Unsettled)).ToListAsync();
    }

    private static async Task<List<string>> EventTablesAsync(ITableStore tables) =>
        [.. (await tables.ListTablesAsync()).Where(table => UsageStream.MonthOf(table) is not null)];
}

/// <summary>The same where the rows lie in Table Storage.</summary>
public sealed class UsageRetentionOnTablesTests(Azurite azurite) : UsageRetentionTests
{
    protected override ITableStore NewStore() => AzureTableStore.Connect(azurite.NewAccountAsync().GetAwaiter().GetResult());
}
