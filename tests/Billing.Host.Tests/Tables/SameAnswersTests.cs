using System.Text.Json;
using System.Text.RegularExpressions;
using Billing.Application;
using Billing.Storage.Counting;
using Billing.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Host.Tests;

/// <summary>The same requests at the same instants: whatever keeps the rows, callers read the same bytes.</summary>
public sealed partial class SameAnswersTests(Azurite azurite)
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    /// <summary>One request a line: role, method, path, body. <c>$name</c> is that member of the last answer that had it, at any depth.</summary>
    private const string Script = """
        operator PUT /accounts/acme {"name":"Acme","kind":"standard","ownerEmail":"owner@acme.example","timeZone":"Europe/Paris"}
        operator PUT /accounts/acme {"name":"Acme Inc","kind":"standard","ownerEmail":"owner@acme.example","timeZone":"Europe/Paris"}
        operator PUT /accounts/big {"name":"Big","kind":"enterprise","ownerEmail":"owner@big.example"}
        owner GET /accounts/acme
        owner GET /accounts/other
        owner GET /accounts/acme/plan-information
        owner GET /accounts/acme/credits
        service POST /accounts/acme/credits/holds {"holdId":"h-1","micros":4000000,"expiresInSeconds":600}
        service POST /accounts/acme/credits/holds {"holdId":"h-1","micros":4000000,"expiresInSeconds":600}
        service POST /accounts/acme/credits/holds {"holdId":"h-2","feature":"smart-replies","inputTokens":1200,"maxOutputTokens":400}
        service POST /accounts/acme/credits/holds {"holdId":"h-3","micros":9000000}
        service POST /usage/events ACTIVITY 2026-01-31
        operator POST /test/clock/advance {"by":"PT0S"}
        service POST /usage/events NAMED 2026-01-31
        service POST /usage/events NAMED 2026-01-31
        service POST /usage/events ACTIVITY 2026-01-31
        operator POST /test/clock/advance {"by":"PT0S"}
        owner GET /accounts/acme/credits/ledger?limit=2
        owner GET /accounts/acme/credits/ledger?limit=2&cursor=$nextCursor
        service DELETE /accounts/acme/credits/holds/h-2
        service DELETE /accounts/acme/credits/holds/nothing
        owner POST /accounts/acme/orders/preview ORDER
        owner POST /accounts/acme/orders ORDER
        owner GET /accounts/acme/orders/$orderId
        owner POST /accounts/acme/orders {"plan":"enterprise"}
        owner POST /accounts/acme/orders {"seats":{"contactCenter":{"type":"concurrent","quantity":3}},"addOns":["advanced-rag"]}
        owner POST /accounts/acme/orders {"plan":"essential"}
        owner POST /accounts/acme/top-ups {"amount":{"amount":5000,"currency":"USD"},"paymentMethod":{"type":"card","token":"pm_card_visa"}}
        owner POST /accounts/acme/top-ups {"amount":{"amount":700,"currency":"USD"},"paymentMethod":{"type":"card","token":"pm_card_visa_chargeDeclined"}}
        owner POST /accounts/acme/top-ups {"amount":{"amount":1,"currency":"USD"},"paymentMethod":{"type":"card","token":"pm_card_visa"}}
        owner POST /accounts/acme/payment-methods {"type":"card","token":"pm_card_mastercard"}
        owner POST /accounts/acme/payment-methods/$id/default
        owner GET /accounts/acme/payment-methods
        owner PUT /accounts/acme/credits/auto-top-up {"enabled":true,"thresholdMicros":5000000,"amount":{"amount":2000,"currency":"USD"}}
        service PUT /accounts/acme/team-members/u-1
        service PUT /accounts/acme/team-members/u-1
        service DELETE /accounts/acme/team-members/u-2
        service PUT /accounts/acme/apps/bot/channels/whatsapp
        service PUT /accounts/acme/apps/bot/channels/pigeons
        service POST /accounts/acme/seats/contact-center/agents/a-1/login
        service POST /accounts/acme/seats/contact-center/agents/a-2/login
        service POST /accounts/acme/seats/contact-center/agents/a-1/logout
        service POST /accounts/acme/seats/agent-ai/agents/a-1/login
        owner GET /accounts/acme/seats/contact-center
        service POST /accounts/acme/search/ingestions {"ingestionId":"doc-1","bytes":1048576}
        service POST /accounts/acme/search/ingestions {"ingestionId":"doc-2","bytes":9999999999}
        service DELETE /accounts/acme/search/ingestions/doc-1
        developer POST /accounts/acme/apps/bot/deployments {"deploymentId":"release-7"}
        service POST /accounts/acme/entitlements/check {"feature":"ai.smart-replies"}
        service POST /accounts/acme/entitlements/check {"feature":"channel.slack"}
        service POST /accounts/acme/entitlements/check {"feature":"nonsense"}
        operator POST /test/clock/advance {"by":"P10D"}
        service POST /usage/events ACTIVITY 2026-02-10
        operator POST /test/clock/advance {"by":"PT0S"}
        service POST /usage/events NAMED 2026-02-10
        operator POST /test/clock/advance {"by":"P1M"}
        service POST /usage/events ACTIVITY 2026-03-01
        operator POST /test/clock/advance {"by":"PT0S"}
        service POST /usage/events NAMED 2026-03-01
        operator POST /test/clock/advance {"by":"P2M"}
        owner GET /accounts/acme/plan-information
        owner GET /accounts/acme/usage/trends?range=90d
        owner GET /accounts/acme/usage/trends?from=2026-01-31T00:00:00Z&to=2026-02-02T00:00:00Z&granularity=hour&format=csv
        owner GET /accounts/acme/usage/trends?range=90d&app=bot
        owner GET /accounts/acme/usage/ai?from=2026-01-01T00:00:00Z&to=2026-06-01T00:00:00Z&groupBy=feature
        owner GET /accounts/acme/usage/ai?from=2026-01-01T00:00:00Z&to=2026-06-01T00:00:00Z&groupBy=day
        owner GET /accounts/acme/usage/ai?from=2026-01-01T00:00:00Z&to=2026-06-01T00:00:00Z&app=bot
        owner GET /accounts/acme/usage/forecast
        owner GET /accounts/acme/orders?limit=3
        owner GET /accounts/acme/orders?limit=3&cursor=$nextCursor
        owner GET /accounts/acme/invoices?limit=100
        owner GET /accounts/acme/invoices/$invoiceId
        owner GET /accounts/acme/invoices/export
        owner GET /accounts/acme/credits/ledger?limit=100
        owner POST /accounts/acme/subscription/cancel {"at":"periodEnd"}
        owner POST /accounts/acme/subscription/resume
        owner POST /accounts/acme/subscription/cancel {"at":"now"}
        owner GET /accounts/acme/plan-information
        operator POST /operations/accounts/acme/credits/grants {"micros":5000000,"expiresAt":"2026-08-01T00:00:00Z","reason":"Goodwill"}
        operator GET /operations/audit?account=acme
        operator POST /test/clock/advance {"by":"P6M"}
        owner GET /accounts/acme/credits
        owner GET /accounts/acme/credits/ledger?limit=5
        """;

    private const string Billing = """
        "billingInformation":{"name":"Acme","email":"b@acme.example","address":{"line1":"1 Rue X","city":"Paris","postalCode":"75001","country":"FR"}}
        """;

    private const string Order = $$"""
        {"plan":"advanced","interval":"month","seats":{"team":2},"paymentMethod":{"type":"card","token":"pm_card_visa"},{{Billing}}}
        """;

    [Fact]
    public async Task SQLite_and_tables_answer_the_same_byte_for_byte()
    {
        var onSqlite = await RunAsync(null);
        var onTables = await RunAsync(await azurite.NewAccountAsync());

        Assert.Equal(Script.Split('\n').Length, onSqlite.Count);
        Assert.Equal(onSqlite, onTables);
    }

    private static async Task<List<string>> RunAsync(string? storage)
    {
        await using var server = await BillingServer.StartAsync("2026-01-31T12:00:00Z", storage: storage);

        // What is due runs when the clock is told to move, and not meanwhile: the ledger's entries depend on what is settled together.
        await server.Parts.GetRequiredService<DueWorker>().StopAsync(default);
        var (answers, members, names) = (new List<string>(), new Dictionary<string, string>(), new Dictionary<string, string>());
        foreach (var line in Script.Split('\n'))
        {
            var parts = line.Split(' ', 4);
            var caller = server.As(Enum.Parse<Role>(parts[0], ignoreCase: true), parts[0] is "owner" or "developer" ? "acme" : null);
            var path = Reference().Replace(parts[2], match => members[match.Groups["name"].Value]);
            var body = parts.ElementAtOrDefault(3)?.Split(' ') switch
            {
                ["ACTIVITY", var day] => JsonSerializer.Serialize(Activity(day)),
                ["NAMED", var day] => JsonSerializer.Serialize(Named(day)),
                ["ORDER"] => Order,
                _ => parts.ElementAtOrDefault(3),
            };

            var answer = await caller.SendAsync(new HttpMethod(parts[1]), path, body);

            foreach (Match member in Member().Matches(answer.Text))
            {
                members[member.Groups["name"].Value] = Uri.EscapeDataString(member.Groups["value"].Value);
            }

            answers.Add($"{line}\n{answer.Status} {answer.Raw.Content.Headers.ContentType}\n{Renamed(answer.Text, names)}");
        }

        // Whatever was asked, no table was walked through.
        Assert.Equal(0, server.Parts.GetRequiredService<CountingTableStore>().Counts.Scans);
        return answers;
    }

    /// <summary>Three hundred conversations, one of which lasts a day, and an event that is refused. Fractions of a second count.</summary>
    private static IEnumerable<object> Activity(string day) =>
        Enumerable.Range(0, 300).Select(i => Story.Activity("acme", $"bot{i % 3}", $"c-{i}", $"{day}T{i % 12:D2}:{i % 60:D2}:00Z"))
            .Concat(Enumerable.Range(0, 40).Select(i => Story.Activity("acme", "bot0", "c-0", $"{day}T{i / 2:D2}:{i % 2 * 30:D2}:00.1234567Z")))
            .Append(Story.Activity("nobody", "bot", "c", $"{day}T09:00:00Z"));

    private static IEnumerable<object> Named(string day) =>
        Enumerable.Range(0, 120).Select(i => Story.AiUsage("acme", $"{day}-{i}", $"{day}T11:{i % 60:D2}:00Z", i * 1_000, i, i == 7 ? "h-1" : null))
            .Append(Story.Event($"{day}-v", "voice.activity", $"{day}T09:00:00Z", new { accountId = "acme", appId = "bot0", callId = "call", kind = "stt" }))
            .Append(Story.Event($"{day}-r", "api.request", $"{day}T09:00:00Z", new { accountId = "acme", appId = "bot0" }))
            .Append(Story.AiUsage("acme", "odd", $"{day}T09:00:00Z", -1, 0));

    /// <summary>Made ids differ from run to run: each becomes its place in the order of appearance. So do trace ids, and cursors, which hold ids.</summary>
    private static string Renamed(string text, Dictionary<string, string> names) =>
        Random().Replace(text, match => names.TryGetValue(match.Value, out var name) ? name : names[match.Value] = $"#{names.Count}");

    [GeneratedRegex("""\$(?<name>[a-zA-Z]+)""", Linear)]
    private static partial Regex Reference();

    [GeneratedRegex(""" "(?<name>orderId|invoiceId|id|nextCursor)":"(?<value>[^"]*)" """, Linear | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Member();

    [GeneratedRegex(""" "(traceId|nextCursor)":"[^"]*" | [0-9A-HJKMNP-TV-Z]{26} """, Linear | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Random();
}
