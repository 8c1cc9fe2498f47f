using System.Text.Json.Nodes;

namespace Billing.Host.Tests;

/// <summary>Sentences that several diaries begin with.</summary>
internal static class Story
{
    public static async Task<Answer> CreateAccountAsync(BillingServer server, string account, string kind = "standard", string timeZone = "UTC") =>
        (await server.Operator.PutAsync($"/accounts/{account}", new
        {
            name = account,
            kind,
            ownerEmail = "owner@acme.example",
            developerEmails = Array.Empty<string>(),
            currency = "USD",
            timeZone,
        })).Expect(201);

    /// <summary>An order with what every first order needs, and <paramref name="wanted"/>.</summary>
    public static string Order(string wanted, string card = "pm_card_visa")
    {
        var order = JsonNode.Parse(wanted)!.AsObject();
        order["billingInformation"] = JsonNode.Parse("""
            {"name":"Acme","email":"billing@acme.example","address":{"line1":"1 Main St","city":"Springfield","postalCode":"12345","country":"US"},"taxId":null}
            """);
        order["paymentMethod"] = new JsonObject { ["type"] = "card", ["token"] = card };
        return order.ToJsonString();
    }

    public static async Task<Answer> SubscribeAsync(BillingServer server, string account, string wanted) =>
        (await server.Owner(account).PostAsync($"/accounts/{account}/orders", Order(wanted))).Expect(201);

    public static object Activity(string account, string app, string conversation, string at) =>
        Event($"{conversation}-{at}", "conversation.activity", at, new { accountId = account, appId = app, conversationId = conversation, channel = "web" });

    public static object AiUsage(string account, string id, string at, long inputTokens, long outputTokens, string? holdId = null) =>
        Event(id, "ai.usage", at, new { accountId = account, appId = "bot", feature = "smart-replies", inputTokens, outputTokens, holdId });

    public static object Event(string id, string type, string at, object data) =>
        new { specversion = "1.0", id, source = "/runtime", type, time = at, data };

    public static async Task<Answer> SendAsync(BillingServer server, params object[] events)
    {
        var answer = (await server.Service.PostAsync("/usage/events", events)).Expect(202);
        await server.SettleAsync();
        return answer;
    }
}
