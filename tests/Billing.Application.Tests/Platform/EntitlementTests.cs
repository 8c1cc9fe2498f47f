using Billing.Application.Tests.World;
using Billing.Domain.Accounts;
using Billing.Storage.Counting;

namespace Billing.Application.Tests.Platform;

public sealed class EntitlementTests
{
    [Fact]
    public async Task A_check_is_one_point_read()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync();
        await stage.UseSessionsAsync(10);
        var counting = new CountingTableStore(stage.Tables);
        stage.Restart(counting);

        foreach (var feature in (string[])["ai.smart-replies", "channel.web", "automation.session", "search.ingest", "seat.team", "add-on.advanced-rag"])
        {
            var before = counting.Counts;
            Stage.Ok(await stage.Home.Entitlements.CheckAsync(Stage.Acme, new(feature), Stage.Request()));
            Assert.Equal((1, 1), (counting.Counts.Since(before).Operations, counting.Counts.Since(before).Points));
        }
    }

    [Theory]
    //          feature               quantity     state of the account  reason
    [InlineData("ai.smart-replies",    1,           "trial",              null)]
    [InlineData("ai.smart-replies",    1,           "in debt",            "credits-exhausted")]
    [InlineData("automation.session",  1,           "in debt",            null)]
    [InlineData("automation.session",  251,         "in debt",            "credits-exhausted")]
    [InlineData("automation.session",  251,         "trial",              null)]
    [InlineData("channel.whatsapp",    1,           "trial",              "plan-required")]
    [InlineData("channel.web",         1,           "trial",              null)]
    [InlineData("channel.web",         1,           "over",               "services-stopped")]
    [InlineData("search.ingest",       100_000_000, "trial",              null)]
    [InlineData("search.ingest",       100_000_001, "trial",              "limit-reached")]
    [InlineData("seat.team",           3,           "trial",              null)]
    [InlineData("seat.team",           4,           "trial",              "limit-reached")]
    [InlineData("seat.contact-center", 1,           "trial",              "limit-reached")]
    [InlineData("add-on.advanced-rag", 1,           "trial",              "plan-required")]
    public async Task It_is_allowed_as_far_as_plan_and_credits_go(string feature, long quantity, string account, string? reason)
    {
        var stage = await new Stage().WithAccountAsync();
        if (account == "in debt")
        {
            await stage.UseAiAsync("ai-1", 0, 1_000_000);
        }

        // The trial ends with the day, whether or not the calendar has been run.
        stage.Clock.Now = account == "over" ? Stage.At("2026-02-14T00:00Z") : stage.Clock.Now;
        await stage.Home.Settlement.CatchUpAsync(Stage.Acme, default);

        var answer = Stage.Ok(await stage.Home.Entitlements.CheckAsync(Stage.Acme, new(feature, quantity), Stage.Request()));

        Assert.Equal((reason is null, reason), (answer.Allowed, answer.Reason));
        Assert.NotEmpty(answer.AvailableOn);
    }

    [Fact]
    public async Task An_unknown_feature_or_account_is_refused()
    {
        var stage = await new Stage().WithAccountAsync();

        Stage.Refused("validation-failed", await stage.Home.Entitlements.CheckAsync(Stage.Acme, new("ai.mind-reading"), Stage.Request()));
        Stage.Refused("validation-failed", await stage.Home.Entitlements.CheckAsync(Stage.Acme, new("channel.web", 0), Stage.Request()));
        Stage.Refused("account-not-found", await stage.Home.Entitlements.CheckAsync(new("nobody"), new("channel.web"), Stage.Request()));
    }
}
