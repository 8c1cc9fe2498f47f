namespace Billing.Host.Tests;

public sealed class StartAndStopTests
{
    [Fact]
    public async Task A_server_is_live_ready_and_described_without_a_token()
    {
        await using var server = await BillingServer.StartAsync();

        (await server.Nobody.GetAsync("/api/health/live")).Expect(200);
        (await server.Nobody.GetAsync("/api/health/ready")).Expect(200);
        Assert.StartsWith("3.1", (await server.Nobody.GetAsync("/api/openapi/v1.json")).Expect(200).String("openapi"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_is_told_to_stop_ends_in_good_order_and_starts_again()
    {
        await using var server = await BillingServer.StartProcessAsync();
        await server.AdvanceByAsync("P1D");

        await server.RestartAsync();
        Assert.Equal("2026-01-02T00:00:00Z", (await server.Operator.GetAsync("/test/clock")).String("now"));

        await server.KillAndRestartAsync();
        Assert.Equal("2026-01-02T00:00:00Z", (await server.Operator.GetAsync("/test/clock")).String("now"));
    }
}
