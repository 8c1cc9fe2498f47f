using Billing.Http.Tests.Support;

namespace Billing.Http.Tests.Fuzz;

public sealed class RouteFuzzTests
{
    [Fact]
    public async Task Every_operation_keeps_its_door()
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal("", string.Join("\n", await new RouteFuzz(server.Table, server.Client, server.Token).FaultsAsync()));
    }
}
