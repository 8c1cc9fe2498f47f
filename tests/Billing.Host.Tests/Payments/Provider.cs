using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Billing.Application.Ports;
using Billing.Stripe.Simulator.Control;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Host.Tests;

/// <summary>The simulator behind a server in this process, and what it would send.</summary>
internal static class Provider
{
    public static async Task<SimulatorControls> OfAsync(BillingServer server) =>
        (await server.Parts.GetRequiredService<SimulatedProvider>().RunningAsync(CancellationToken.None)).Controls;

    public static string SecretOf(BillingServer server) => File.ReadAllText(HomeDirectory.Open(server.Data).WebhookSecret);

    /// <summary>An event as Stripe words it.</summary>
    public static string Event(string id, string type, string thing) => $$$"""
        {"id":"{{{id}}}","object":"event","type":"{{{type}}}","created":1767225600,"data":{"object":{{{thing}}}}}
        """;

    public static string Sign(string body, string secret, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds();
        return $"t={seconds},v1={Signature(body, secret, seconds)}";
    }

    public static string Signature(string body, string secret, long seconds) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{seconds}.{body}")));

    public static async Task<(int Status, string? Code)> TellAsync(BillingServer server, string body, string? signature, string? mediaType = "application/json")
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/api/v1/webhooks/stripe"));
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.ContentType = mediaType is null ? null : MediaTypeHeaderValue.Parse(mediaType);
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        }

        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response).Code);
    }

    /// <summary>How many notices wait, and how many were worked on.</summary>
    public static async Task<(int Waiting, int Done)> InboxAsync(BillingServer server)
    {
        var store = server.Parts.GetRequiredService<ITableStore>();
        var waiting = await store.ReadAllAsync(new TableRange("notices", "|waiting"), default).CountAsync();
        var done = 0;
        var partitions = (ITablePartitions)store;
        foreach (var table in (await store.ListTablesAsync()).Where(name => name.StartsWith("noticesseen", StringComparison.Ordinal)))
        {
            for (string? next = null; (next = await partitions.NextPartitionAsync(table, next)) is not null; done++)
            {
            }
        }

        return (waiting, done);
    }
}
