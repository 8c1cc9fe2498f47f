namespace Billing.Host.Tests;

public class RestartTests : Scenario
{
    private static readonly string[] Reads =
    [
        "", "/plan-information", "/credits", "/credits/ledger?limit=100", "/orders", "/payment-methods", "/usage/trends?range=30d", "/usage/ai",
        "/usage/forecast", "/seats/contact-center", "/seats/agent-ai", "/invoices",
    ];

    [Fact]
    public async Task A_stop_and_a_kill_lose_nothing()
    {
        await using var server = await StartProcessAsync();
        await Story.CreateAccountAsync(server, "acme");
        await Story.SubscribeAsync(server, "acme", """
            {"plan":"advanced","interval":"month","seats":{"team":2,"contactCenter":{"type":"concurrent","quantity":5}}}
            """);
        await Story.SendAsync(server, Story.Activity("acme", "bot", "c-1", BillingServer.NewYear));
        await Story.SendAsync(server, Story.AiUsage("acme", "ai-1", BillingServer.NewYear, 10, 10));
        (await server.Service.PostAsync("/accounts/acme/seats/contact-center/agents/a-1/login")).Expect(200);
        var before = await PictureAsync(server);

        await server.RestartAsync();
        Assert.Equal(before, await PictureAsync(server));

        await server.KillAndRestartAsync();
        Assert.Equal(before, await PictureAsync(server));
    }

    [Fact]
    public async Task What_was_answered_before_a_kill_is_there_after_it()
    {
        await using var server = await StartProcessAsync();
        await Story.CreateAccountAsync(server, "acme");

        // A kill while 40 callers send: what was answered counts, what was not is sent again, and nothing counts twice.
        var answered = new TaskCompletionSource();
        var sending = Enumerable.Range(0, 40).Select(SendAsync).ToArray();
        await answered.Task;
        await server.KillAndRestartAsync();
        var accepted = (await Task.WhenAll(sending)).Sum();
        for (var i = 0; i < 40; i++)
        {
            await Story.SendAsync(server, Usage(i));
        }

        Assert.InRange(accepted, 1, 40);
        Assert.Equal(10_000_000 - (40 * 2_000), (await server.Owner("acme").GetAsync("/accounts/acme/credits")).Int("totalMicros"));

        async Task<int> SendAsync(int i)
        {
            try
            {
                var answer = await server.Service.PostAsync("/usage/events", Usage(i));
                answered.TrySetResult();
                return answer.Status == 202 ? 1 : 0;
            }
            catch (HttpRequestException)
            {
                return 0;
            }
        }

        static object[] Usage(int i) => [Story.AiUsage("acme", $"ai-{i}", BillingServer.NewYear, 1_000, 0)];
    }

    private static async Task<string> PictureAsync(BillingServer server)
    {
        var lines = new List<string>();
        foreach (var path in Reads)
        {
            lines.Add($"{path}: {(await server.Owner("acme").GetAsync($"/accounts/acme{path}")).Expect(200).Text}");
        }

        return string.Join('\n', lines);
    }
}
