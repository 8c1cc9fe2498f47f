using Billing.Http;
using Billing.Http.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Host.Tests;

public sealed class EveryRouteTests
{
    [Fact]
    public async Task Every_operation_keeps_its_door_and_takes_no_junk()
    {
        await using var server = await BillingServer.StartAsync();
        await Story.CreateAccountAsync(server, "fuzz-account");
        using var client = new HttpClient { BaseAddress = server.Address };

        var faults = await new RouteFuzz(server.Parts.GetRequiredService<EndpointTable>(), client, server.Token).FaultsAsync();

        Assert.Equal("", string.Join("\n", faults));
    }
}
