namespace Billing.Host.Tests;

public class CreditTests : Scenario
{
    [Fact]
    public async Task Parallel_holds_never_exceed_the_balance()
    {
        await using var server = await StartAsync();
        await Story.CreateAccountAsync(server, "acme");

        // 10 USD are there; 64 callers want one each, at once.
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => server.Service.PostAsync(
            "/accounts/acme/credits/holds", new { holdId = $"h-{i}", micros = 1_000_000, expiresInSeconds = 600 })));

        Assert.Equal(10, answers.Count(answer => answer.Status == 201));
        Assert.All(answers.Where(answer => answer.Status != 201), answer => answer.ExpectProblem(402, "credits-exhausted"));
        var credits = await server.Owner("acme").GetAsync("/accounts/acme/credits");
        Assert.Equal((10_000_000, 0), (credits.Int("totalMicros"), credits.Int("availableMicros")));
    }

    [Fact]
    public async Task A_hold_is_settled_at_the_true_cost_freed_or_expires()
    {
        await using var server = await StartAsync();
        await Story.CreateAccountAsync(server, "acme");
        var service = server.Service;

        // Three holds; the first again answers as before and takes nothing more.
        var first = (await HoldAsync("h-1", 4_000_000)).Expect(201);
        Assert.Equal(6_000_000, first.Int("availableMicros"));
        (await HoldAsync("h-1", 4_000_000)).Expect(201);
        (await HoldAsync("h-2", 3_000_000)).Expect(201);
        (await HoldAsync("h-3", 3_000_000)).Expect(201);
        (await HoldAsync("h-4", 1)).ExpectProblem(402, "credits-exhausted");

        // The true cost is above the hold: 1,000,000 input tokens at 2 and 500,000 output tokens at 8 micros are 6 USD.
        await Story.SendAsync(server, Story.AiUsage("acme", "ai-1", BillingServer.NewYear, 1_000_000, 500_000, "h-1"));
        await ExpectAsync(total: 4_000_000, available: -2_000_000);

        // One is freed, the other expires by itself.
        (await service.DeleteAsync("/accounts/acme/credits/holds/h-2")).Expect(200);
        await ExpectAsync(total: 4_000_000, available: 1_000_000);
        await server.AdvanceByAsync("PT10M");
        await ExpectAsync(total: 4_000_000, available: 4_000_000);

        // The ledger's entries sum to the balance.
        var ledger = (await server.Owner("acme").GetAsync("/accounts/acme/credits/ledger?limit=100")).Expect(200);
        Assert.Equal(4_000_000, ledger["items"].EnumerateArray().Sum(entry => entry.GetProperty("micros").GetInt64()));
        Assert.Equal(4_000_000, ledger.Int("items.0.balanceMicros"));

        Task<Answer> HoldAsync(string id, long micros) =>
            service.PostAsync("/accounts/acme/credits/holds", new { holdId = id, micros, expiresInSeconds = 600 });

        async Task ExpectAsync(long total, long available)
        {
            var credits = await server.Owner("acme").GetAsync("/accounts/acme/credits");
            Assert.Equal((total, available), (credits.Int("totalMicros"), credits.Int("availableMicros")));
        }
    }

    [Fact]
    public async Task Exhausted_credits_pause_ai_until_a_top_up_has_paid_the_debt()
    {
        await using var server = await StartAsync();
        await Story.CreateAccountAsync(server, "acme");
        var owner = server.Owner("acme");

        // 12 USD are used of 10: it is recorded in full.
        await Story.SendAsync(server, Story.AiUsage("acme", "ai-1", BillingServer.NewYear, 6_000_000, 0));
        var paused = await owner.GetAsync("/accounts/acme/credits");
        Assert.Equal((-2_000_000, "paused"), (paused.Int("totalMicros"), paused.String("ai")));
        var check = await server.Service.PostAsync("/accounts/acme/entitlements/check", new { feature = "ai.smart-replies" });
        Assert.Equal("credits-exhausted", check.Expect(200).String("reason"));

        // A declined top-up loads nothing; one of 5 USD leaves 3.
        var declined = new { amount = new { amount = 500, currency = "USD" }, paymentMethod = new { type = "card", token = "pm_card_visa_chargeDeclined" } };
        (await owner.PostAsync("/accounts/acme/top-ups", declined)).ExpectProblem(402, "payment-declined");
        Assert.Equal(-2_000_000, (await owner.GetAsync("/accounts/acme/credits")).Int("totalMicros"));
        var paid = new { amount = new { amount = 500, currency = "USD" }, paymentMethod = new { type = "card", token = "pm_card_visa" } };
        var topUp = (await owner.PostAsync("/accounts/acme/top-ups", paid)).Expect(201);
        Assert.Equal(("topUp", "completed"), (topUp.String("kind"), topUp.String("status")));
        var active = await owner.GetAsync("/accounts/acme/credits");
        Assert.Equal((3_000_000, 3_000_000, "active"), (active.Int("totalMicros"), active.Int("paidMicros"), active.String("ai")));
    }
}
