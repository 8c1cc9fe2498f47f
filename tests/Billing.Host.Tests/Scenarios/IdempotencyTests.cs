namespace Billing.Host.Tests;

public class IdempotencyTests : Scenario
{
    [Fact]
    public async Task Fifty_orders_with_one_key_at_once_are_one_order()
    {
        await using var server = await StartAsync();
        await Story.CreateAccountAsync(server, "acme");
        var (owner, body) = (server.Owner("acme"), Story.Order("""{"plan":"advanced","interval":"month"}"""));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => owner.PostAsync("/accounts/acme/orders", body, "one-key")));

        Assert.All(answers, answer => Assert.True(answer.Status == 201 || answer.Code == "idempotency-key-in-use", answer.Text));
        Assert.Single(answers.Where(answer => answer.Status == 201).Select(answer => answer.String("orderId")).Distinct());
        Assert.Single(answers, answer => answer.Status == 201 && !answer.IsReplayed);
        Assert.Single((await owner.GetAsync("/accounts/acme/orders")).Expect(200)["items"].EnumerateArray());

        // After a restart too, the same answer; with another body, none.
        await server.RestartAsync();
        var first = answers.First(answer => answer.Status == 201);
        var replayed = (await server.Owner("acme").PostAsync("/accounts/acme/orders", body, "one-key")).Expect(201);
        Assert.Equal((true, first.Text), (replayed.IsReplayed, replayed.Text));
        var reused = await server.Owner("acme").PostAsync("/accounts/acme/orders", Story.Order("""{"plan":"essential"}"""), "one-key");
        reused.ExpectProblem(422, "idempotency-key-reused");
    }

    [Fact]
    public async Task Two_writers_of_one_account_never_lose_a_change()
    {
        await using var server = await StartAsync();
        await Story.CreateAccountAsync(server, "acme");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => server.Operator.PostAsync(
            "/operations/accounts/acme/credits/grants", new { micros = 1_000 + i, expiresAt = (string?)null, reason = "test" })));

        Assert.All(answers, answer => answer.Expect(201));
        Assert.Equal(10_000_000 + (20 * 1_000) + (19 * 20 / 2), (await server.Owner("acme").GetAsync("/accounts/acme/credits")).Int("totalMicros"));
    }
}
