namespace Billing.Host.Tests;

public class TrialTests : Scenario
{
    [Fact]
    public async Task A_trial_gives_credits_and_a_plan_for_fourteen_days()
    {
        // 2026-01-01: the account is created and its trial starts.
        await using var server = await StartAsync();
        await Story.CreateAccountAsync(server, "acme", timeZone: "America/New_York");
        var owner = server.Owner("acme");
        var plan = (await owner.GetAsync("/accounts/acme/plan-information")).Expect(200);
        Assert.Equal(("essential", "trialing"), (plan.String("plan"), plan.String("status")));
        Assert.Equal(250, plan.Int("automationAi.billingSessions.included"));
        var credits = (await owner.GetAsync("/accounts/acme/credits")).Expect(200);
        Assert.Equal((10_000_000, 0, "active"), (credits.Int("freeMicros"), credits.Int("paidMicros"), credits.String("ai")));

        // Creating it again changes it, and grants nothing again.
        var again = await server.Service.PutAsync("/accounts/acme", new { name = "Acme Inc", kind = "standard", ownerEmail = "owner@acme.example" });
        Assert.Equal("Acme Inc", again.Expect(200).String("name"));
        Assert.Equal(10_000_000, (await owner.GetAsync("/accounts/acme/credits")).Int("totalMicros"));

        // The last instant of the fourteenth local day: still on trial. 31 December in New York + 14 days is 14 January there.
        await server.AdvanceToAsync("2026-01-14T04:59:59Z");
        Assert.Equal("trialing", (await owner.GetAsync("/accounts/acme/plan-information")).String("status"));

        // A second later the trial is over, and so are its services.
        await server.AdvanceToAsync("2026-01-14T05:00:00Z");
        Assert.Equal("expired", (await owner.GetAsync("/accounts/acme/plan-information")).String("status"));
        var check = await server.Service.PostAsync("/accounts/acme/entitlements/check", new { feature = "automation.session" });
        Assert.Equal((false, "services-stopped"), (check.Expect(200)["allowed"].GetBoolean(), check.String("reason")));
    }
}
