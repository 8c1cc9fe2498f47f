namespace Billing.Host.Tests;

public class SubscriptionTests : Scenario
{
    [Fact]
    public async Task A_subscription_keeps_its_anchor_through_upgrades_downgrades_and_a_cancellation()
    {
        // 31 January: the first order.
        await using var server = await StartAsync("2026-01-31T12:00:00Z");
        await Story.CreateAccountAsync(server, "acme");
        var owner = server.Owner("acme");
        var order = await Story.SubscribeAsync(server, "acme", """{"plan":"essential","interval":"month"}""");
        Assert.Equal(("subscribe", "completed", 5_000), (order.String("kind"), order.String("status"), order.Int("total.amount")));
        await ExpectPeriodAsync("2026-01-31", "2026-02-28");

        // 28 February: renewed, to the 31st again.
        await server.AdvanceToAsync("2026-02-28T00:00:00Z");
        await ExpectPeriodAsync("2026-02-28", "2026-03-31");

        // 14 March: an upgrade takes effect at once; 17 of 31 days of both plans. The preview says the same and changes nothing.
        await server.AdvanceToAsync("2026-03-14T09:00:00Z");
        var preview = (await owner.PostAsync("/accounts/acme/orders/preview", """{"plan":"advanced"}""")).Expect(200);
        Assert.Equal("essential", (await owner.GetAsync("/accounts/acme/plan-information")).String("plan"));
        var upgrade = (await owner.PostAsync("/accounts/acme/orders", """{"plan":"advanced"}""")).Expect(201);
        Assert.Equal((preview["lines"].GetRawText(), preview.Int("total.amount")), (upgrade["lines"].GetRawText(), upgrade.Int("total.amount")));
        Assert.Equal([-2_742, 8_226], upgrade["lines"].EnumerateArray().Select(line => line.GetProperty("amount").GetProperty("amount").GetInt64()).Order());
        Assert.Equal(5_484, upgrade.Int("total.amount"));
        await ExpectPeriodAsync("2026-02-28", "2026-03-31");

        // A downgrade waits for the renewal.
        Assert.Equal("scheduled", (await owner.PostAsync("/accounts/acme/orders", """{"plan":"essential"}""")).Expect(201).String("status"));
        var waiting = await owner.GetAsync("/accounts/acme/plan-information");
        Assert.Equal(("advanced", "essential"), (waiting.String("plan"), waiting.String("pendingChange.plan")));

        // 31 March: it has taken effect, on the anchor.
        await server.AdvanceToAsync("2026-03-31T00:00:00Z");
        await ExpectPeriodAsync("2026-03-31", "2026-04-30");
        Assert.Equal("essential", (await owner.GetAsync("/accounts/acme/plan-information")).String("plan"));

        // 2 April: cancelled for the period's end, taken back, cancelled again.
        await server.AdvanceToAsync("2026-04-02T00:00:00Z");
        (await owner.PostAsync("/accounts/acme/subscription/cancel", """{"at":"periodEnd"}""")).Expect(200);
        Assert.Equal("2026-04-30T00:00:00Z", (await owner.GetAsync("/accounts/acme/plan-information")).String("cancelAt"));
        (await owner.PostAsync("/accounts/acme/subscription/resume")).Expect(200);
        (await owner.PostAsync("/accounts/acme/subscription/cancel", """{"at":"periodEnd"}""")).Expect(200);

        // 30 April: canceled; a new order rejoins with an anchor of its own.
        await server.AdvanceToAsync("2026-04-30T00:00:00Z");
        Assert.Equal("canceled", (await owner.GetAsync("/accounts/acme/plan-information")).String("status"));
        await server.AdvanceToAsync("2026-05-05T00:00:00Z");
        await Story.SubscribeAsync(server, "acme", """{"plan":"essential","interval":"year"}""");
        await ExpectPeriodAsync("2026-05-05", "2027-05-05");

        async Task ExpectPeriodAsync(string start, string end)
        {
            var plan = (await owner.GetAsync("/accounts/acme/plan-information")).Expect(200);
            Assert.Equal(("active", start, end), (plan.String("status"), plan.String("period.start"), plan.String("period.end")));
        }
    }

    [Theory]
    [InlineData("""{"seats":{"team":3}}""", "support-standard")]
    [InlineData("""{"seats":{"team":3},"supportPlan":"support-premium"}""", "support-premium")]
    [InlineData("""{"seats":{"team":3},"supportPlan":null}""", null)]
    public async Task What_an_order_leaves_out_stays_and_null_takes_the_support_plan_away(string order, string? after)
    {
        await using var server = await StartAsync();
        await Story.CreateAccountAsync(server, "acme");
        await Story.SubscribeAsync(server, "acme", """
            {"plan":"advanced","interval":"year","seats":{"team":2,"agentAi":{"type":"named","quantity":1}},
             "addOns":["advanced-rag"],"supportPlan":"support-standard"}
            """);

        await Story.SubscribeAsync(server, "acme", order);

        var plan = (await server.Owner("acme").GetAsync("/accounts/acme/plan-information")).Expect(200);
        Assert.Equal(("advanced", "year"), (plan.String("plan"), plan.String("interval")));
        Assert.Equal((3, 1), (plan.Int("teamSeats.purchased"), plan.Int("agentAi.purchased")));
        Assert.Equal("advanced-rag", Assert.Single(plan["addOns"].EnumerateArray()).GetString());
        Assert.Equal(after, plan["supportPlan"].GetString());
    }

    [Fact]
    public async Task A_declined_card_is_on_record_and_changes_nothing_else()
    {
        await using var server = await StartAsync();
        await Story.CreateAccountAsync(server, "acme");
        var owner = server.Owner("acme");
        var before = (await owner.GetAsync("/accounts/acme/plan-information")).Text;

        var declined = await owner.PostAsync("/accounts/acme/orders", Story.Order("""{"plan":"advanced","interval":"month"}""", "pm_card_visa_chargeDeclined"));

        declined.ExpectProblem(402, "payment-declined");
        Assert.NotNull(declined.String("declineCode"));
        var order = (await owner.GetAsync($"/accounts/acme/orders/{declined.String("orderId")}")).Expect(200);
        Assert.Equal("failed", order.String("status"));
        Assert.Equal(before, (await owner.GetAsync("/accounts/acme/plan-information")).Text);
    }
}
