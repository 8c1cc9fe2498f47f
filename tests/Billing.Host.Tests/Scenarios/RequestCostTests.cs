using Billing.Storage.Counting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Billing.Host.Tests;

public sealed class RequestCostTests
{
    [Fact]
    public async Task An_entitlement_check_is_one_point_read_from_door_to_answer()
    {
        await using var server = await BillingServer.StartAsync();
        await Story.CreateAccountAsync(server, "acme");
        foreach (var worker in server.Parts.GetServices<IHostedService>().OfType<BackgroundService>())
        {
            await worker.StopAsync(default);
        }

        var store = server.Parts.GetRequiredService<CountingTableStore>();
        foreach (var feature in (string[])["ai.smart-replies", "channel.whatsapp", "automation.session"])
        {
            var before = store.Counts;

            (await server.Service.PostAsync("/accounts/acme/entitlements/check", new { feature, quantity = 1 })).Expect(200);

            Assert.Equal((1, 1), (store.Counts.Since(before).Points, store.Counts.Since(before).Operations));
        }
    }
}
