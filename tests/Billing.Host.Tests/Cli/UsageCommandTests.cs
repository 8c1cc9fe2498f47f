namespace Billing.Host.Tests;

public sealed class UsageCommandTests
{
    [Fact]
    public async Task An_account_grows_and_old_months_go_while_the_server_runs()
    {
        // A year and a half of AI usage, and then more partitions for what comes.
        await using var server = await BillingServer.StartAsync("2026-01-31T12:00:00Z");
        await Story.CreateAccountAsync(server, "acme");
        await Story.SendAsync(server, Story.AiUsage("acme", "first", "2026-01-31T12:00:00Z", 1_000, 0));
        await server.AdvanceToAsync("2027-06-30T00:00:00Z");
        Assert.Contains("From 2027-07 on", await RunAsync(server, 0, "spread", "4", "--account", "acme"), StringComparison.Ordinal);
        await server.AdvanceToAsync("2027-07-01T00:00:00Z");
        await Story.SendAsync(server, [.. Enumerable.Range(0, 40).Select(i => Story.AiUsage("acme", $"e-{i}", "2027-07-01T00:00:00Z", 1_000, 0))]);
        var credits = (await server.Owner("acme").GetAsync("/accounts/acme/credits")).Text;

        Assert.Contains("events202601: dropped.", await RunAsync(server, 0, "retain"), StringComparison.Ordinal);

        Assert.Equal("", await RunAsync(server, 0, "retain"));
        Assert.Equal(credits, (await server.Owner("acme").GetAsync("/accounts/acme/credits")).Text);
        const string All = "/accounts/acme/usage/ai?from=2026-01-01T00:00:00Z&to=2027-08-01T00:00:00Z";
        Assert.Equal(40, (await server.Owner("acme").GetAsync(All)).Expect(200).Int("groups.0.requests"));
    }

    [Fact]
    public async Task What_cannot_be_is_said_and_changes_nothing()
    {
        await using var server = await BillingServer.StartAsync();
        await Story.CreateAccountAsync(server, "acme");

        Assert.Contains("no account", await RunAsync(server, 1, "spread", "4", "--account", "nobody"), StringComparison.Ordinal);
        Assert.Contains("1 to 64", await RunAsync(server, 1, "spread", "65", "--account", "acme"), StringComparison.Ordinal);
        Assert.Contains("at least 2", await RunAsync(server, 1, "retain", "--months", "1"), StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(BillingServer server, int expected, params string[] arguments)
    {
        var (exitCode, output, error) = await ChildProcess.RunAsync([.. arguments, "--data", server.Data]);
        Assert.True(exitCode == expected, output + error);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        return output + error;
    }
}
