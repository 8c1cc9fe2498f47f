namespace Billing.Host.Tests;

/// <summary>What an account has, and the back office's lists of all accounts: everything once, page by page, and nothing of others.</summary>
public class ListTests : Scenario
{
    [Fact]
    public async Task An_accounts_apps_are_those_that_something_was_done_with()
    {
        await using var server = await StartAsync();
        await Story.CreateAccountAsync(server, "acme");
        await Story.CreateAccountAsync(server, "other");
        await Story.SendAsync(
            server,
            Story.Activity("acme", "talks", "c-1", "2025-12-31T10:00:00Z"),
            Story.Event("v-1", "voice.activity", "2025-12-30T10:00:00Z", new { accountId = "acme", appId = "rings", callId = "r-1", kind = "stt" }),
            Story.Event(
                "ai-1", "ai.usage", "2025-12-29T10:00:00Z",
                new { accountId = "acme", appId = "asks", feature = "knowledge-qa", inputTokens = 1, outputTokens = 1 }),
            Story.Activity("other", "foreign", "c-1", "2025-12-31T10:00:00Z"));
        (await server.Service.PutAsync("/accounts/acme/apps/bot/channels/web")).Expect(200);
        (await server.Service.PutAsync("/accounts/acme/apps/bot/channels/email")).Expect(200);
        (await server.Owner("acme").PostAsync("/accounts/acme/apps/live/deployments", new { deploymentId = "release-1" })).Expect(201);

        Assert.Equal(["asks", "bot", "live", "rings", "talks"], await NamesAsync(server.Owner("acme"), "/accounts/acme/apps", "appId"));
        Assert.Equal(["email", "web"], await NamesAsync(server.Owner("acme"), "/accounts/acme/channels", "channel"));
        Assert.Equal(["release-1"], await NamesAsync(server.Owner("acme"), "/accounts/acme/deployments", "deploymentId"));
        (await server.Owner("other").GetAsync("/accounts/acme/apps")).ExpectProblem(404, "account-not-found");
        (await server.Service.GetAsync("/accounts/nobody/apps")).ExpectProblem(404, "account-not-found");
    }

    [Fact]
    public async Task Members_and_agents_are_listed_until_they_leave()
    {
        await using var server = await StartAsync();
        await Story.CreateAccountAsync(server, "acme");
        await Story.SubscribeAsync(server, "acme", """{"plan":"advanced","interval":"month","seats":{"contactCenter":{"type":"concurrent","quantity":2}}}""");
        foreach (var user in new[] { "ann", "bob", "cleo" })
        {
            (await server.Service.PutAsync($"/accounts/acme/team-members/{user}")).Expect(200);
            (await server.Service.PutAsync($"/accounts/acme/seats/contact-center/agents/{user}")).Expect(200);
        }

        (await server.Service.PostAsync("/accounts/acme/seats/contact-center/agents/bob/login")).Expect(200);
        (await server.Service.DeleteAsync("/accounts/acme/team-members/ann")).Expect(200);

        Assert.Equal(["bob", "cleo"], await NamesAsync(server.Owner("acme"), "/accounts/acme/team-members", "userId"));
        Assert.Equal(["ann", "bob", "cleo"], await NamesAsync(server.Owner("acme"), "/accounts/acme/seats/contact-center/agents", "agentId"));
        var agents = await server.Owner("acme").GetAsync("/accounts/acme/seats/contact-center/agents");
        Assert.Equal([false, true, false], agents["items"].EnumerateArray().Select(agent => agent.GetProperty("loggedIn").GetBoolean()));
        Assert.Empty(await NamesAsync(server.Owner("acme"), "/accounts/acme/seats/agent-ai/agents", "agentId"));
    }

    [Fact]
    public async Task The_back_office_pages_through_all_accounts()
    {
        await using var server = await StartAsync();
        string[] accounts = ["Zeta", "acme", "acme.two", "acme:1", "zeta"];
        foreach (var account in accounts)
        {
            await Story.CreateAccountAsync(server, account);
        }

        Assert.Equal(accounts.Order(StringComparer.Ordinal), await NamesAsync(server.Operator, "/operations/accounts", "accountId"));
        (await server.Owner("acme").GetAsync("/operations/accounts")).ExpectProblem(403, "forbidden");
    }

    [Fact]
    public async Task A_wire_is_listed_until_all_of_it_has_come()
    {
        await using var server = await StartAsync();
        foreach (var account in new[] { "acme", "other" })
        {
            await Story.CreateAccountAsync(server, account);
        }

        var byWire = new { amount = new { amount = 5000, currency = "USD" }, paymentMethod = new { type = "wire" } };
        var order = (await server.Owner("acme").PostAsync("/accounts/acme/top-ups", byWire)).Expect(201);
        var twin = (await server.Owner("other").PostAsync("/accounts/other/top-ups", byWire)).Expect(201);
        Assert.Equal(["acme", "other"], (await NamesAsync(server.Operator, "/operations/wires", "accountId")).Order());

        await TransferAsync(2000);
        (await server.Owner("other").PostAsync($"/accounts/other/orders/{twin.String("orderId")}/cancel")).Expect(200);
        var open = await server.Operator.GetAsync("/operations/wires");
        Assert.Equal((1, "acme"), (open["items"].GetArrayLength(), open.String("items.0.accountId")));
        Assert.Equal((order.String("orderId"), 3000), (open.String("items.0.order.orderId"), open.Int("items.0.order.wire.remaining.amount")));

        await TransferAsync(3000);
        Assert.Empty(await NamesAsync(server.Operator, "/operations/wires", "accountId"));

        async Task TransferAsync(long amount)
        {
            var transfer = new { reference = order.String("wire.reference"), amount = new { amount, currency = "USD" } };
            (await server.Operator.PostAsync("/test/bank-transfers", transfer)).Expect(200);
            await server.SettleAsync();
        }
    }

    [Fact]
    public async Task A_contract_is_read_as_it_can_be_written_again()
    {
        await using var server = await StartAsync();
        await Story.CreateAccountAsync(server, "acme", "enterprise");
        (await server.Operator.GetAsync("/operations/accounts/acme/contract")).ExpectProblem(404, "contract-not-found");
        (await server.Operator.PutAsync("/operations/accounts/acme/contract", """
            {"included":{"billingSessions":50000,"teamSeats":200},"overageMicros":90000,"addOns":["advanced-rag"],"channels":["web","voice"],
             "seats":{"contactCenter":{"type":"concurrent","quantity":40}}}
            """)).Expect(200);

        var read = (await server.Operator.GetAsync("/operations/accounts/acme/contract")).Expect(200);
        (await server.Operator.PutAsync("/operations/accounts/acme/contract", read.Text)).Expect(200);

        Assert.Equal((50000, 90000, 40), (read.Int("included.billingSessions"), read.Int("overageMicros"), read.Int("seats.contactCenter.quantity")));
        Assert.Equal(read.Text, (await server.Operator.GetAsync("/operations/accounts/acme/contract")).Text);
    }

    /// <summary>A list's items by one of their members, read page by page of one.</summary>
    private static async Task<List<string>> NamesAsync(ApiClient client, string path, string member)
    {
        var names = new List<string>();
        for (var cursor = ""; ;)
        {
            var page = (await client.GetAsync($"{path}?limit=1{cursor}")).Expect(200);
            names.AddRange(page["items"].EnumerateArray().Select(item => item.GetProperty(member).GetString()!));
            if (page.String("nextCursor") is not { } next)
            {
                return names;
            }

            cursor = $"&cursor={next}";
        }
    }
}
