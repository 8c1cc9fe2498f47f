using Billing.Application.Tests.World;

namespace Billing.Application.Tests.Subscriptions;

/// <summary>What falls due, with the process killed at every commit, and with two processes that overtake each other.</summary>
public sealed class CalendarCrashTests
{
    [Theory]
    [MemberData(nameof(Stories))]
    public Task Killed_anywhere_it_ends_as_if_undisturbed(string name) => EveryCrash.LeavesNoTraceAsync(Tales[name].Given, Tales[name].When);

    [Theory]
    [MemberData(nameof(Stories))]
    public Task Run_by_two_processes_it_ends_as_if_by_one(string name) => EveryRace.EndsAsOneAsync(Tales[name].Given, Tales[name].When);

    public static TheoryData<string> Stories() => [.. Tales.Keys];

    private static Dictionary<string, (Func<Stage, Task> Given, Func<Stage, Task> When)> Tales { get; } = new()
    {
        ["a trial ends"] = (stage => stage.WithAccountAsync(), stage => stage.AdvanceAsync("2026-02-20T00:00Z")),
        ["two renewals"] = (stage => Subscribed(stage, "pm_card_visa"), stage => stage.AdvanceAsync("2026-04-05T00:00Z")),
        ["nobody pays"] = (stage => Subscribed(stage, "pm_card_visa", "pm_card_chargeCustomerFail"), stage => stage.AdvanceAsync("2026-03-20T00:00Z")),
        ["late by months"] = (
            async stage =>
            {
                await Subscribed(stage, "pm_card_visa");
                stage.Clock.Now = Stage.At("2026-06-10T00:00Z");
            },
            stage => stage.AdvanceAsync(stage.Clock.Now)),
        ["an automatic top-up"] = (
            async stage =>
            {
                await Subscribed(stage, "pm_card_visa");
                await stage.AutoTopUpAsync(true, 5_000_000, 2_000);
            },
            async stage =>
            {
                await stage.UseAiAsync("ai-1", 2_000_000);
                await stage.AdvanceAsync(stage.Clock.Now);
            }),
        ["usage beyond what is included"] = (
            stage => Subscribed(stage, "pm_card_visa"),
            async stage =>
            {
                await stage.UseSessionsAsync(300);
                await stage.UseAiAsync("ai-1", 100, 200);
                await stage.AdvanceAsync(stage.Clock.Now);
            }),
    };

    private static async Task Subscribed(Stage stage, string card, string? laterDefault = null)
    {
        await (await stage.WithAccountAsync()).WithPlanAsync("essential", card);
        if (laterDefault is not null)
        {
            await stage.PayWithAsync(laterDefault);
        }
    }
}
