using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Billing.Host.Tests;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Traces_and_metrics_go_where_they_are_told_to()
    {
        var received = new ConcurrentDictionary<string, string>();
        await using var collector = WebApplication.CreateSlimBuilder().Build();
        collector.Urls.Add("http://127.0.0.1:0");
        collector.Run(async http =>
        {
            using var body = new StreamReader(http.Request.Body);
            var text = await body.ReadToEndAsync();
            received.AddOrUpdate(http.Request.Path, text, (_, before) => before + text);
        });
        await collector.StartAsync();
        var environment = new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        };

        await using (var server = await BillingServer.StartProcessAsync(environment: environment))
        {
            await Story.CreateAccountAsync(server, "acme");
            await Story.SendAsync(server, Story.AiUsage("acme", "ai-1", BillingServer.NewYear, 1_000, 0));
        }

        Assert.Contains("/api/v1/accounts/{accountId}", received["/v1/traces"], StringComparison.Ordinal);
        foreach (var metric in new[] { "billing.usage.accepted", "billing.usage.queued", "billing.credits.debited", "billing.storage.operations" })
        {
            Assert.Contains(metric, received["/v1/metrics"], StringComparison.Ordinal);
        }
    }
}
