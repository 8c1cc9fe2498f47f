using System.Text.Json;

namespace Billing.Host.Tests.Emails;

/// <summary>What <c>GET /test/emails</c> shows.</summary>
internal static class Mailbox
{
    public static async Task<IReadOnlyList<JsonElement>> AllAsync(BillingServer server, string query = "") =>
        [.. (await server.Operator.GetAsync($"/test/emails?limit=100{query}")).Expect(200)["items"].EnumerateArray()];

    /// <summary>The one e-mail of the template that the account was sent: never two.</summary>
    public static async Task<JsonElement> OneAsync(BillingServer server, string account, string template)
    {
        var sent = await AllAsync(server, $"&account={account}&template={template}");
        Assert.True(sent.Count == 1, $"{template} was sent {sent.Count} times.");
        return sent[0];
    }

    /// <summary>Templates sent to the account, in the order in which they were.</summary>
    public static async Task<IEnumerable<string>> TemplatesAsync(BillingServer server, string account) =>
        (await AllAsync(server, $"&account={account}")).Reverse().Select(email => email.GetProperty("template").GetString()!);

    /// <summary>The facts are as given, in full; and its words say each of the texts, in both forms.</summary>
    public static void Tells(this JsonElement email, object facts, params string[] said)
    {
        var expected = JsonSerializer.Serialize(facts, JsonSerializerOptions.Web);
        Assert.Equal(expected, JsonSerializer.Serialize(email.GetProperty("data")));
        foreach (var text in said)
        {
            Assert.Contains(text, email.GetProperty("text").GetString(), StringComparison.Ordinal);
            Assert.Contains(text, email.GetProperty("html").GetString(), StringComparison.Ordinal);
        }
    }

    public static string[] To(this JsonElement email) => [.. email.GetProperty("to").EnumerateArray().Select(address => address.GetString()!)];

    public static object Usd(long cents) => new { amount = cents, currency = "USD" };
}
