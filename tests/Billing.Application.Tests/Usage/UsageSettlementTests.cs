using Billing.Application.Due;
using Billing.Application.Rows;
using Billing.Application.Tests.World;
using Billing.Domain.Accounts;
using Billing.Domain.Credits;
using FsCheck;
using FsCheck.Fluent;

namespace Billing.Application.Tests.Usage;

public sealed class UsageSettlementTests
{
    [Fact]
    public async Task Sessions_beyond_the_included_ones_are_debited_at_the_plans_price()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync();

        await stage.UseSessionsAsync(250);
        Assert.Equal(10_000_000, (await stage.CreditsAsync()).TotalMicros.Value);

        await stage.UseSessionsAsync(7, "more");
        var sessions = (await stage.PlanAsync()).AutomationAi.BillingSessions;
        Assert.Equal((257, 250, 7), (sessions.Used, sessions.Included, sessions.Overage));
        Assert.Equal(10_000_000 - (7 * 200_000), (await stage.CreditsAsync()).TotalMicros.Value);
    }

    [Fact]
    public async Task An_upgrade_settles_what_was_used_and_counts_on_under_the_new_plan()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync();
        await stage.UseSessionsAsync(260);
        Assert.Equal(8_000_000, (await stage.CreditsAsync()).TotalMicros.Value);

        await stage.WithPlanAsync("advanced");
        await stage.UseSessionsAsync(750, "more");
        Assert.Equal(8_000_000, (await stage.CreditsAsync()).TotalMicros.Value);

        await stage.UseSessionsAsync(2, "beyond");
        Assert.Equal(8_000_000 - (2 * 150_000), (await stage.CreditsAsync()).TotalMicros.Value);
    }

    [Fact]
    public async Task A_downgrade_debits_nothing_that_was_included_when_it_was_used()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync("advanced");
        await stage.UseSessionsAsync(600);

        Stage.Ok(await stage.OrderAsync(new() { Plan = "essential", Effective = Billing.Domain.Orders.OrderEffective.Now }));
        await stage.UseSessionsAsync(3, "more");

        Assert.Equal(10_000_000 - (3 * 200_000), (await stage.CreditsAsync()).TotalMicros.Value);
    }

    [Fact]
    public async Task Late_usage_counts_in_the_month_in_which_it_was_used()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync();
        await stage.UseSessionsAsync(249);
        await stage.AdvanceAsync("2026-03-02T00:00Z");

        await stage.UseSessionsAsync(3, "late", Stage.At("2026-02-27T12:00Z"));

        Assert.Equal(10_000_000 - (2 * 200_000), (await stage.CreditsAsync()).TotalMicros.Value);
        Assert.Equal(0, (await stage.PlanAsync()).AutomationAi.BillingSessions.Used);
    }

    [Fact]
    public async Task Usage_some_minutes_ahead_counts_in_the_month_that_has_not_begun()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync();
        await stage.AdvanceAsync("2026-02-27T23:58Z");

        await stage.UseSessionsAsync(252, "ahead", Stage.At("2026-02-28T00:01Z"));
        Assert.Equal(0, (await stage.PlanAsync()).AutomationAi.BillingSessions.Used);
        await stage.AdvanceAsync("2026-02-28T00:02Z");

        var sessions = (await stage.PlanAsync()).AutomationAi.BillingSessions;
        Assert.Equal((252, 2), (sessions.Used, sessions.Overage));
        Assert.Equal(10_000_000 - (2 * 200_000), (await stage.CreditsAsync()).TotalMicros.Value);
    }

    [Fact]
    public async Task Usage_outside_every_plan_is_recorded_and_debits_no_sessions()
    {
        var stage = await new Stage().WithAccountAsync(AccountKind.Enterprise);

        await stage.UseSessionsAsync(300);
        await stage.UseAiAsync("ai-1", 0, 1_000);

        Assert.Equal((0, -10_000), ((await stage.PlanAsync()).AutomationAi.BillingSessions.Used, (await stage.CreditsAsync()).TotalMicros.Value));
    }

    [Fact]
    public async Task A_message_that_joins_two_months_moves_sessions_and_gives_back_what_they_cost()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync();
        await stage.AdvanceAsync("2026-02-28T02:00Z");
        await stage.UseSessionsAsync(250, "filling", Stage.At("2026-02-20T12:00Z"));
        await stage.UseSessionsAsync(250, "filling", Stage.At("2026-02-28T01:00Z"));
        Assert.Equal(10_000_000, (await stage.CreditsAsync()).TotalMicros.Value);

        // Two pieces of one block each: 27 February 23:40, and 28 February 00:44. Joined they are 5 blocks: 2 before midnight, 3 after it.
        await stage.UseSessionsAsync(1, "joined", Stage.At("2026-02-27T23:40Z"));
        await stage.UseSessionsAsync(1, "joined", Stage.At("2026-02-28T00:44Z"));
        Assert.Equal(10_000_000 - (2 * 200_000), (await stage.CreditsAsync()).TotalMicros.Value);
        await stage.UseSessionsAsync(1, "joined", Stage.At("2026-02-28T00:10Z"));

        Assert.Equal(10_000_000 - (5 * 200_000), (await stage.CreditsAsync()).TotalMicros.Value);
        await Books.AuditAsync(stage, stage.Tables, Stage.Acme);
    }

    [Fact]
    public void Settled_in_any_parts_by_any_process_in_any_order_it_costs_the_same() =>
        Prop.ForAll(Gen.Choose(0, 3).ListOf().ToArbitrary(), ArbMap.Default.ArbFor<int>(), (parts, seed) =>
        {
            var random = new Random(seed);
            var (whole, inParts) = (RunAsync([.. parts], null).GetAwaiter().GetResult(), RunAsync([.. parts], random).GetAwaiter().GetResult());
            Assert.Equal(whole, inParts);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public async Task Usage_that_another_process_died_with_is_settled_as_soon_as_one_starts()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync();
        var dying = new Stage(stage.Tables, stage.Clock, stage.Provider);
        await dying.UseSessionsAsync(251);
        await dying.UseAiAsync("ai-1", 0, 1_000);
        Assert.Equal(10_000_000, (await stage.StateAsync())!.Credits.Total.Value);

        stage.Restart();
        await stage.Home.Runner.RunAsync(default);

        Assert.Equal(10_000_000 - 200_000 - 10_000, (await stage.StateAsync())!.Credits.Total.Value);
    }

    [Fact]
    public async Task A_stream_in_use_has_one_due_entry_for_many_commits_and_none_in_the_end()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync();
        for (var i = 0; i < 20; i++)
        {
            await stage.UseSessionsAsync(1, $"c{i}-");
            await stage.Home.Runner.RunAsync(default);
        }

        var far = stage.Clock.Now.AddDays(1);
        Assert.Single(await stage.Home.Due.ReadAsync(far, 100, default), entry => entry.Kind == DueKind.Settlement);
        await stage.AdvanceAsync(stage.Clock.Now.AddMinutes(2));
        Assert.DoesNotContain(await stage.Home.Due.ReadAsync(far, 100, default), entry => entry.Kind == DueKind.Settlement);
        Assert.Equal(20, (await stage.PlanAsync()).AutomationAi.BillingSessions.Used);
    }

    /// <returns>The balance, the debits by kind, the counts of the months.</returns>
    private static async Task<string> RunAsync(int[] parts, Random? random)
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync();
        Home[] processes = [stage.Home, stage.Another()];
        stage.Clock.Now = Stage.At("2026-03-05T00:00Z");
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            var at = Stage.At("2026-02-27T22:00Z").AddHours(2 * part).AddMinutes(i);
            await (part == 3 ? stage.UseAiAsync($"ai-{i}", i, 100) : stage.UseSessionsAsync(120, $"c{i}-{part}-", at));
            if (random?.Next(2) == 0)
            {
                await processes[random.Next(2)].Runner.RunAsync(default);
                await stage.Home.Settlement.CatchUpAsync(Stage.Acme, default);
            }
        }

        await stage.Home.Settlement.CatchUpAsync(Stage.Acme, default);
        await Books.AuditAsync(stage, stage.Tables, Stage.Acme);
        var state = (await stage.StateAsync())!;
        var ledger = await stage.Home.Store.ListAsync(Stage.Acme, AccountRows.LedgerPrefix, StorageJson.Default.Transfer, default);
        var debits = ledger.Where(transfer => transfer.Code is TransferCode.Ai or TransferCode.Overage).Sum(transfer => transfer.Amount.Value);
        return $"{state.Credits.Total} {debits} {string.Join(' ', state.Allowances.Months.Select(month => $"{month.SessionsUsed}/{month.Billed}"))}";
    }
}
