using Billing.Application.Due;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Application.Tests.World;
using Billing.Application.Workflows;
using Billing.Domain;
using Billing.Domain.Subscriptions;
using Billing.Storage.Counting;
using Billing.Storage.InMemory;

namespace Billing.Application.Tests.Workflows;

/// <summary>The run that finds what is due through the index, among many accounts.</summary>
public sealed class RenewalRunTests
{
    private static readonly DateTimeOffset Due = Stage.At("2026-02-28T00:00Z");

    /// <summary>Storage operations of one renewal, with its e-mail and with all that the index is written and read for.</summary>
    private const int Budget = 26;

    [Fact]
    public async Task It_costs_what_is_due_whatever_else_is_in_the_store()
    {
        var (few, fewOperations) = await RunAsync(due: 1_000, others: 0);
        var (among, amongOperations) = await RunAsync(due: 1_000, others: 99_000);

        Assert.Equal((1_000, 1_000), (few, among));
        Assert.Equal(fewOperations, amongOperations);
        Assert.InRange(amongOperations, 1_000 * Budget / 2, 1_000 * Budget);
    }

    [Fact]
    public async Task One_broken_account_holds_up_no_other_and_is_shown_to_the_operator()
    {
        var tables = new InMemoryTableStore();
        var gateway = new InstantGateway();
        await SeedAsync(tables, gateway, Stage.Begin, ["fine-1", "broken", "fine-2"]);
        var stage = new Stage(tables, new HandClock(Due));
        stage.Restart(gateway: gateway);
        await BreakAsync(tables, "broken");

        await stage.AdvanceAsync(Due.AddHours(3));

        Assert.Equal(2 + 1, gateway.Charges);
        var failed = Assert.Single((await stage.Home.Workflows.ListAsync(null, PageRequest.First, default)).Items);
        Assert.Equal(("renewal:broken:2026-02-28", WorkflowStatus.Failed), (failed.InstanceId, failed.Status));
        Assert.Contains("does not sell 'gone'", failed.Error);
        foreach (var fine in (string[])["fine-1", "fine-2"])
        {
            Assert.Equal(1, (await stage.StateAsync(new AccountId(fine)))!.Subscription.PeriodIndex);
        }
    }

    [Fact]
    public async Task Started_twice_and_by_two_processes_it_renews_once()
    {
        var tables = new InMemoryTableStore();
        var gateway = new InstantGateway();
        await SeedAsync(tables, gateway, Stage.Begin, ["acme"]);
        var stage = new Stage(tables, new HandClock(Due));
        stage.Restart(gateway: gateway);
        var second = stage.Another(gateway: gateway);

        await Task.WhenAll(stage.Home.Runner.RunAsync(default).AsTask(), second.Runner.RunAsync(default).AsTask());
        var start = new DueEntry(Due, Stage.Acme, DueKind.Start, "renewal:acme:2026-02-28");
        await stage.Home.Due.ScheduleAsync(start, default);
        await second.Runner.RunAsync(default);

        Assert.Equal(1 + 1, gateway.Charges);
    }

    /// <returns>How many were charged, and the storage operations that it took.</returns>
    private static async Task<(int Charges, long Operations)> RunAsync(int due, int others)
    {
        var tables = new InMemoryTableStore();
        await SeedAsync(tables, new InstantGateway(), Stage.Begin, Enumerable.Range(0, due).Select(i => $"due-{i}"));
        await SeedAsync(tables, new InstantGateway(), Stage.Begin.AddDays(14), Enumerable.Range(0, others).Select(i => $"other-{i}"));
        var (counting, gateway) = (new CountingTableStore(tables), new InstantGateway());
        var stage = new Stage(counting, new HandClock(Due));
        stage.Restart(gateway: gateway);

        await stage.Home.Runner.RunAsync(default);

        return (gateway.Charges, counting.Counts.Operations);
    }

    /// <summary>One account subscribes; the others are copies of its rows and of its entry in the index.</summary>
    private static async Task SeedAsync(InMemoryTableStore tables, IPaymentGateway gateway, DateTimeOffset at, IEnumerable<string> accounts)
    {
        var source = new InMemoryTableStore();
        var stage = new Stage(source, new HandClock(at));
        stage.Restart(gateway: gateway);
        await stage.WithAccountAsync();
        await stage.WithPlanAsync();
        await stage.Home.Runner.RunAsync(default);
        var head = await source.GetAsync(TablesInUse.Accounts, Stage.Acme.Value, AccountRows.Head);
        var start = (await new DueIndex(source).ReadAsync(DateTimeOffset.MaxValue.AddDays(-1), 100, default)).Last(entry => entry.Kind == DueKind.Start);
        foreach (var name in accounts)
        {
            var copy = TableOperation.Upsert(AccountRows.Head, head!.Properties);
            await tables.CommitAsync(new TableCommit(TablesInUse.Accounts, name, [copy]));
            var subject = start.Subject.Replace(":acme:", $":{name}:", StringComparison.Ordinal);
            await new DueIndex(tables).ScheduleAsync(new DueEntry(start.At, new AccountId(name), DueKind.Start, subject), default);
        }
    }

    /// <summary>It holds a plan that the catalog does not sell any more.</summary>
    private static async Task BreakAsync(InMemoryTableStore tables, string name)
    {
        var head = (await tables.GetAsync(TablesInUse.Accounts, name, AccountRows.Head))!;
        var state = Documents.Read(head, StorageJson.Default.AccountState);
        var broken = state with { Subscription = state.Subscription with { Selection = new Selection("gone", BillingInterval.Month) } };
        var replace = TableOperation.Upsert(AccountRows.Head, Documents.Write(broken, StorageJson.Default.AccountState));
        await tables.CommitAsync(new TableCommit(TablesInUse.Accounts, name, [replace]));
    }
}
