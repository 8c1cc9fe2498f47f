using Billing.Host.Tests;

namespace Billing.Portal.Tests;

/// <summary>
/// A home where something has happened: <c>acme</c> has a plan, seats, people, invoices and a wire that is waited for, and ninety days of fifty apps;
/// <c>umbrella</c> goes by contract.
/// </summary>
public sealed class Town : IAsyncLifetime
{
    public const string Standard = "acme";
    public const string Enterprise = "umbrella";
    public const int Apps = 50;

    private const int EventsAtOnce = 1000;
    private static readonly DateTimeOffset Opening = new(2025, 10, 3, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The clock stands at New Year's Day.</summary>
    internal BillingServer Home { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Home = await BillingServer.StartAsync($"{Opening:O}");
        await Story.CreateAccountAsync(Home, Standard);
        await Story.CreateAccountAsync(Home, Enterprise, "enterprise");
        (await Home.Operator.PutAsync($"/operations/accounts/{Enterprise}/contract", """
            {"included":{"billingSessions":50000,"teamSeats":200},"overageMicros":90000,"seats":{"contactCenter":{"type":"concurrent","quantity":40}}}
            """)).Expect(200);
        await Story.SubscribeAsync(Home, Standard, """
            {"plan":"advanced","interval":"month","addOns":["advanced-rag"],"seats":{"team":2,"contactCenter":{"type":"concurrent","quantity":5}}}
            """);
        await StaffAsync();
        await TopUpAsync("""{"type":"card","token":"pm_card_visa"}""", 500_00);
        foreach (var month in Enumerable.Range(0, 3))
        {
            await TalkAsync(Opening.AddDays(30 * month));
            await Home.AdvanceToAsync($"{Opening.AddDays(30 * (month + 1)):O}");
        }

        await TopUpAsync("""{"type":"wire"}""", 100_00);
    }

    public ValueTask DisposeAsync() => Home.DisposeAsync();

    private async Task StaffAsync()
    {
        foreach (var name in new[] { "ann", "bob", "cleo" })
        {
            (await Home.Service.PutAsync($"/accounts/{Standard}/team-members/{name}")).Expect(200);
            (await Home.Service.PutAsync($"/accounts/{Standard}/seats/contact-center/agents/{name}")).Expect(200);
        }

        (await Home.Service.PostAsync($"/accounts/{Standard}/seats/contact-center/agents/ann/login")).Expect(200);
        (await Home.Service.PutAsync($"/accounts/{Standard}/apps/app-01/channels/whatsapp")).Expect(200);
        (await Home.Owner(Standard).PostAsync($"/accounts/{Standard}/apps/app-01/deployments", new { deploymentId = "release-1" })).Expect(201);
    }

    private async Task TopUpAsync(string method, long amount) => (await Home.Owner(Standard).PostAsync(
        $"/accounts/{Standard}/top-ups", $$"""{"amount":{"amount":{{amount}},"currency":"USD"},"paymentMethod":{{method}}}""")).Expect(201);

    /// <summary>A conversation a day with each app, and some of what AI, voice and the enterprise have of it.</summary>
    private async Task TalkAsync(DateTimeOffset from)
    {
        // What lies before the clock is taken within 35 days.
        await Home.AdvanceToAsync($"{from.AddDays(29):O}");
        var events = new List<object>();
        for (var at = from; at < from.AddDays(29); at = at.AddDays(1))
        {
            for (var app = 1; app <= Apps; app++)
            {
                var instant = $"{at.AddMinutes(app * 17 % 1200):yyyy-MM-ddTHH:mm:ssZ}";
                events.Add(Story.Activity(Standard, $"app-{app:00}", $"c-{at:MMdd}", instant));
            }

            var noon = $"{at.AddHours(12):yyyy-MM-ddTHH:mm:ssZ}";
            events.Add(Story.Activity(Enterprise, "desk", $"c-{at:MMdd}", noon));
            events.Add(Story.AiUsage(Standard, $"ai-{at:MMdd}", noon, 20_000, 4_000));
            var call = new { accountId = Standard, appId = "app-01", callId = $"call-{at:MMdd}", kind = "stt" };
            events.Add(Story.Event($"v-{at:MMdd}", "voice.activity", noon, call));
        }

        foreach (var batch in events.Chunk(EventsAtOnce))
        {
            (await Home.Service.PostAsync("/usage/events", batch)).Expect(202);
        }

        await Home.SettleAsync();
    }
}
