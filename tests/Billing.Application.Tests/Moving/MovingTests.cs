using Billing.Application.Moving;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Application.Wires;
using Billing.Application.Tests.World;
using Billing.Domain;
using Billing.Domain.Subscriptions;
using Billing.Storage.InMemory;

namespace Billing.Application.Tests.Moving;

/// <summary>An account leaves one store for another, and nothing else changes for it.</summary>
public sealed class MovingTests
{
    /// <summary>Its neighbours have ids that begin as its own does, and sort before and after it.</summary>
    private static readonly AccountId[] Neighbours = [new("acm"), new("acme-2"), new("acme.2"), new("acme2"), new("zeta")];

    [Fact]
    public async Task All_that_is_the_accounts_moves_and_nothing_of_its_neighbours()
    {
        var (stage, source) = await LivedAsync();
        var target = new InMemoryTableStore();
        var (summary, rows) = await ExportAsync(source, source);

        Assert.Equal(RestoreOutcome.Restored, await RestoreAsync(target, target, summary, rows));

        Assert.Equal(summary, await SummaryAsync(target));
        Assert.Equal(Text(rows), Text((await ExportAsync(target, target)).Rows));
        Assert.Equal([Stage.Acme], await new AccountTables(target, target).AccountsAsync().ToListAsync());
        Assert.Equal(await Books.TellAsync(stage, source, Stage.Acme), await Books.TellAsync(stage, target, Stage.Acme));
        Assert.Equal(["accounts", "conversations", "due", "events202601", "orderowners", "stripecustomers"], rows.Select(row => row.Table).Distinct());
    }

    [Fact]
    public async Task The_back_office_finds_the_orders_where_they_live_now()
    {
        var (stage, source) = await LivedAsync();
        var target = new InMemoryTableStore();
        var (summary, rows) = await ExportAsync(source, source);

        await RestoreAsync(target, target, summary, rows);

        var orders = Stage.Ok(await stage.Home.Orders.ListAsync(Stage.Acme, new PageRequest(10, null), Stage.Request())).Items;
        Assert.Equal(2, orders.Count);
        foreach (var order in orders)
        {
            Assert.Equal(Stage.Acme, await new OrderOwners(target).FindAsync(order.OrderId, default));
        }
    }

    [Fact]
    public async Task Renewals_and_settlements_go_on_where_the_account_lives_now()
    {
        var (stage, source) = await LivedAsync();
        var target = new InMemoryTableStore();
        var (summary, rows) = await ExportAsync(source, source);
        await RestoreAsync(target, target, summary, rows);
        var there = new Stage(target, new HandClock(stage.Clock.Now), stage.Provider);

        await stage.AdvanceAsync("2026-04-01");
        await there.AdvanceAsync("2026-04-01");

        Assert.Equal(2, (await there.StateAsync())!.Subscription.PeriodIndex);
        Assert.Equal(await Books.TellAsync(stage, source, Stage.Acme), await Books.TellAsync(there, target, Stage.Acme));
    }

    [Fact]
    public async Task A_grace_period_goes_on_where_the_account_lives_now()
    {
        var source = new InMemoryTableStore();
        var stage = await (await new Stage(source).WithAccountAsync()).WithPlanAsync();
        await stage.PayWithAsync("pm_card_chargeCustomerFail");
        await stage.AdvanceAsync("2026-03-01T12:00Z");
        var target = new InMemoryTableStore();
        var (summary, rows) = await ExportAsync(source, source);
        await RestoreAsync(target, target, summary, rows);
        var there = new Stage(target, stage.Clock, stage.Provider);
        var waiting = (await there.Home.Workflows.ListAsync(null, PageRequest.First, default)).Items.Select(item => item.InstanceId);
        Assert.Equal(["grace-period:acme:2026-02-28", "renewal:acme:2026-02-28"], waiting.Order());

        await there.AdvanceAsync("2026-03-07");

        Assert.Equal(SubscriptionStatus.Expired, (await there.StateAsync())!.Subscription.Status);
        Assert.Equal(4, (await there.EmailsAsync()).Count(email => email.Template == "auto-renewal-unsuccessful"));
        Assert.Empty((await there.Home.Workflows.ListAsync(null, PageRequest.First, default)).Items);
    }

    [Fact]
    public async Task An_account_that_changes_while_it_is_read_is_read_again()
    {
        var (stage, source) = await LivedAsync();
        var changes = 0;
        var store = new WatchedTableStore(source)
        {
            // Between the first partition and the others.
            AfterPage = async range => changes += range.Table == TablesInUse.Accounts && range.Limit > 1 && changes == 0 && await ChangeAsync() ? 1 : 0,
        };

        var (summary, rows) = await ExportAsync(store, source);

        Assert.Equal(1, changes);
        Assert.Equal(summary, await SummaryAsync(source));
        Assert.Equal(await Books.TellAsync(stage, source, Stage.Acme), await Books.TellAsync(stage, await StoreOf(summary, rows), Stage.Acme));

        async Task<bool> ChangeAsync()
        {
            await stage.UseAiAsync("meanwhile", 1_000);
            await stage.AdvanceAsync(stage.Clock.Now);
            return true;
        }
    }

    [Fact]
    public async Task An_account_that_never_rests_is_not_exported()
    {
        var (stage, source) = await LivedAsync();
        var store = new WatchedTableStore(source)
        {
            AfterPage = async range => await (range.Limit > 1 ? stage.UseAiAsync(Guid.NewGuid().ToString("N"), 1) : Task.CompletedTask),
        };

        await Assert.ThrowsAsync<StoreUnavailableException>(() => ExportAsync(store, source));
    }

    [Fact]
    public async Task Wherever_a_restore_dies_nobody_sees_half_an_account_and_another_run_ends_it()
    {
        var (_, source) = await LivedAsync();
        var (summary, rows) = await ExportAsync(source, source);
        var isOver = false;
        for (var commit = 1; !isOver; commit++)
        {
            foreach (var after in (bool[])[false, true])
            {
                var target = new InMemoryTableStore();
                var mortal = new MortalTableStore(target);
                mortal.DieAt(commit, after);
                await Record.ExceptionAsync(() => RestoreAsync(mortal, target, summary, rows));
                isOver = !mortal.IsDead;
                var isVisible = await target.GetAsync(TablesInUse.Accounts, "acme", AccountRows.Head) is not null;
                var others = rows.Where(row => row is { IsAccountHead: false, IsDue: false });
                Assert.True(!isVisible || (await others.ToAsyncEnumerable().AllAsync(async (row, _) => await HasAsync(target, row))));

                var outcome = await RestoreAsync(target, target, summary, rows);

                Assert.True(outcome is RestoreOutcome.Restored or RestoreOutcome.AlreadyThere);
                Assert.Equal(summary, await SummaryAsync(target));
            }
        }
    }

    [Fact]
    public async Task A_store_that_holds_the_account_refuses_it_and_nothing_changes()
    {
        var (_, source) = await LivedAsync();
        var (summary, rows) = await ExportAsync(source, source);
        var target = new InMemoryTableStore();
        await new Stage(target).WithAccountAsync();
        var before = await SummaryAsync(target);

        Assert.Equal(RestoreOutcome.Held, await RestoreAsync(target, target, summary, rows));

        Assert.Equal(before, await SummaryAsync(target));
        Assert.Equal(RestoreOutcome.AlreadyThere, await RestoreAsync(source, source, summary, rows));
    }

    [Fact]
    public async Task A_restore_that_was_cut_short_is_ended_with_its_own_rows_only()
    {
        var (_, source) = await LivedAsync();
        var (summary, rows) = await ExportAsync(source, source);
        var target = new InMemoryTableStore();
        var mortal = new MortalTableStore(target);
        mortal.DieAt(3, after: true);
        await Record.ExceptionAsync(() => RestoreAsync(mortal, target, summary, rows));
        var other = summary with { Sha256 = new string('0', 64) };

        Assert.Equal(RestoreOutcome.OtherUnderWay, await RestoreAsync(target, target, other, rows));
        Assert.Null(await new AccountExport(target, new(target, target)).WriteAsync(Stage.Acme, Stream.Null, default));
        Assert.Equal(RestoreOutcome.Restored, await RestoreAsync(target, target, summary, rows));
    }

    [Fact]
    public async Task What_reads_back_differently_is_not_shown_to_anybody()
    {
        var (_, source) = await LivedAsync();
        var (summary, rows) = await ExportAsync(source, source);
        var target = new InMemoryTableStore();
        var store = new WatchedTableStore(target) { Commit = commit => commit with { Operations = [.. commit.Operations.Take(99)] } };

        await Assert.ThrowsAsync<InvalidDataException>(() => RestoreAsync(store, target, summary, rows));

        Assert.Null(await target.GetAsync(TablesInUse.Accounts, "acme", AccountRows.Head));
    }

    /// <summary>An account with a plan, charges, holds, sessions, AI usage that is settled and some that is not, and neighbours.</summary>
    private static async Task<(Stage Stage, InMemoryTableStore Tables)> LivedAsync()
    {
        var tables = new InMemoryTableStore();
        var stage = new Stage(tables);
        foreach (var neighbour in Neighbours)
        {
            await stage.WithAccountAsync(account: neighbour);
        }

        await stage.WithAccountAsync();
        await stage.WithPlanAsync();
        await stage.TopUpAsync(1_000, key: "top-up");
        await stage.UseSessionsAsync(300);
        await stage.UseAiAsync("a", 1_000);
        await stage.AdvanceAsync(stage.Clock.Now);
        await stage.UseAiAsync("b", 2_000);
        return (stage, tables);
    }

    private static async Task<(AccountSummary Summary, IReadOnlyList<MovedRow> Rows)> ExportAsync(ITableStore tables, ITablePartitions partitions)
    {
        using var lines = new MemoryStream();
        var summary = await new AccountExport(tables, new(tables, partitions)).WriteAsync(Stage.Acme, lines, default);
        var text = System.Text.Encoding.UTF8.GetString(lines.ToArray());
        return (summary!, [.. text.Split('\n')[..^1].Select(line => MovedRow.Parse(System.Text.Encoding.UTF8.GetBytes(line)))]);
    }

    private static async Task<AccountSummary?> SummaryAsync(InMemoryTableStore tables) =>
        await new AccountExport(tables, new(tables, tables)).WriteAsync(Stage.Acme, Stream.Null, default);

    private static async Task<RestoreOutcome> RestoreAsync(
        ITableStore tables, ITablePartitions partitions, AccountSummary summary, IEnumerable<MovedRow> rows)
    {
        var accounts = new AccountTables(tables, partitions);
        return await new AccountRestore(tables, accounts, new(tables, accounts), new(tables)).RunAsync(summary, rows, default);
    }

    private static async Task<InMemoryTableStore> StoreOf(AccountSummary summary, IReadOnlyList<MovedRow> rows)
    {
        var store = new InMemoryTableStore();
        await RestoreAsync(store, store, summary, rows);
        return store;
    }

    private static async Task<bool> HasAsync(InMemoryTableStore tables, MovedRow row) =>
        await tables.GetAsync(row.Table, row.PartitionKey, row.RowKey) is not null;

    private static List<string> Text(IEnumerable<MovedRow> rows) => [.. rows.Select(row => System.Text.Encoding.UTF8.GetString(row.ToLine()))];

    /// <summary>A store in whose work a test has its hands.</summary>
    private sealed class WatchedTableStore(ITableStore inner) : ITableStore
    {
        public Func<TableRange, Task> AfterPage { get; init; } = _ => Task.CompletedTask;

        public Func<TableCommit, TableCommit> Commit { get; init; } = commit => commit;

        public ValueTask<TableRow?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken cancellationToken = default) =>
            inner.GetAsync(table, partitionKey, rowKey, cancellationToken);

        public async ValueTask<TablePage> ReadAsync(TableRange range, CancellationToken cancellationToken = default)
        {
            var page = await inner.ReadAsync(range, cancellationToken);
            await AfterPage(range);
            return page;
        }

        public ValueTask<CommitResult> CommitAsync(TableCommit commit, CancellationToken cancellationToken = default) =>
            inner.CommitAsync(Commit(commit), cancellationToken);

        public ValueTask<IReadOnlyList<string>> ListTablesAsync(CancellationToken cancellationToken = default) => inner.ListTablesAsync(cancellationToken);

        public ValueTask DropTableAsync(string table, CancellationToken cancellationToken = default) => inner.DropTableAsync(table, cancellationToken);
    }
}
