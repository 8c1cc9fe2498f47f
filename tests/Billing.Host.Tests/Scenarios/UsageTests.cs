namespace Billing.Host.Tests;

public class UsageTests : Scenario
{
    [Fact]
    public async Task A_bad_event_never_fails_its_neighbours_and_nothing_counts_twice()
    {
        await using var server = await StartAsync("2026-03-01T12:00:00Z");
        await Story.CreateAccountAsync(server, "acme");
        object[] batch =
        [
            Story.Activity("acme", "bot", "c-1", "2026-03-01T10:00:00Z"),
            Story.Activity("nobody", "bot", "c-1", "2026-03-01T10:00:00Z"),
            Story.Event("e-1", "coffee.drunk", "2026-03-01T10:00:00Z", new { accountId = "acme" }),
            Story.Activity("acme", "bot", "c-1", "2026-03-01T10:31:00Z"),
            Story.Activity("acme", "bot", "c-2", "2026-03-01T12:06:00Z"),
            Story.Activity("acme", "bot", "c-2", "2026-01-20T12:00:00Z"),
            Story.AiUsage("acme", "ai-1", "2026-03-01T11:00:00Z", -1, 0),
            Story.AiUsage("acme", "ai-2", "2026-03-01T11:00:00Z", 1_000, 0),
        ];

        var first = await Story.SendAsync(server, batch);
        var second = await Story.SendAsync(server, batch);

        Assert.Equal((3, 0), (first.Int("accepted"), first.Int("duplicates")));
        Assert.Equal(
            ["1 account-not-found", "2 unknown-type", "4 time-in-future", "5 too-late", "6 validation-failed"],
            first["rejected"].EnumerateArray().Select(each => $"{each.GetProperty("index")} {each.GetProperty("code")}"));
        Assert.Equal(1, second.Int("duplicates"));
        var plan = await server.Owner("acme").GetAsync("/accounts/acme/plan-information");
        Assert.Equal((3, 1), (plan.Int("automationAi.billingSessions.used"), plan.Int("conversations.used")));
        Assert.Equal(10_000_000 - 2_000, (await server.Owner("acme").GetAsync("/accounts/acme/credits")).Int("totalMicros"));
        var hours = await server.Owner("acme").GetAsync("/accounts/acme/usage/trends?from=2026-03-01T10:00:00Z&to=2026-03-01T12:00:00Z&granularity=hour");
        Assert.Equal([3, 0], hours.Expect(200)["points"].EnumerateArray().Select(point => point.GetProperty("billingSessions").GetInt64()));
    }

    [Fact]
    public async Task What_was_accepted_shows_by_itself_within_five_seconds()
    {
        await using var server = await StartAsync();
        await Story.CreateAccountAsync(server, "acme");

        (await server.Service.PostAsync("/usage/events", new[] { Story.AiUsage("acme", "ai-1", BillingServer.NewYear, 1_000, 0) })).Expect(202);

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        while ((await server.Owner("acme").GetAsync("/accounts/acme/credits")).Int("totalMicros") != 9_998_000)
        {
            deadline.Token.ThrowIfCancellationRequested();
        }
    }

    [Fact]
    public async Task Sessions_beyond_the_included_ones_are_debited_at_the_plans_price()
    {
        await using var server = await StartAsync();
        await Story.CreateAccountAsync(server, "acme");

        // 252 conversations of one session each; 250 are included, an overage session is 0.20 USD.
        var events = Enumerable.Range(0, 252).Select(i => Story.Activity("acme", "bot", $"c-{i}", BillingServer.NewYear));
        await Story.SendAsync(server, [.. events]);

        var plan = await server.Owner("acme").GetAsync("/accounts/acme/plan-information");
        Assert.Equal("""{"used":252,"included":250,"overage":2}""", plan["automationAi.billingSessions"].GetRawText());
        Assert.Equal(10_000_000 - 400_000, (await server.Owner("acme").GetAsync("/accounts/acme/credits")).Int("totalMicros"));
    }
}
