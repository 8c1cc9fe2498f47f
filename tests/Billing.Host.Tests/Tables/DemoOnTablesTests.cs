using Billing.Storage.Azure;
using Billing.Tests;

namespace Billing.Host.Tests;

public sealed class DemoOnTablesTests(Azurite azurite)
{
    [Fact]
    public async Task The_demo_leaves_a_store_as_empty_as_it_found_it()
    {
        var storage = await azurite.NewAccountAsync();

        var (exitCode, output, error) = await ChildProcess.RunAsync("demo", "--storage", storage);

        Assert.True(exitCode == 0, output + error);
        Assert.Empty(await AzureTableStore.Connect(storage).ListTablesAsync());
    }

    [Fact]
    public async Task The_demo_keeps_away_from_a_store_that_others_use()
    {
        var storage = await azurite.NewAccountAsync();
        await using var server = await BillingServer.StartAsync(storage: storage);
        await Story.CreateAccountAsync(server, "acme");

        var (exitCode, _, error) = await ChildProcess.RunAsync("demo", "--storage", storage);

        Assert.Equal(1, exitCode);
        Assert.Contains("nothing in it", error, StringComparison.Ordinal);
        (await server.Operator.GetAsync("/accounts/acme")).Expect(200);
    }
}
