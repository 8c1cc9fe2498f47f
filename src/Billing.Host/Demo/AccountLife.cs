using System.Text.Json.Nodes;
using static Billing.Host.Narrator;

namespace Billing.Host;

/// <summary>The life of an account, as a diary. Every figure in it is an answer of the server.</summary>
internal sealed class AccountLife(Narrator narrator)
{
    private const string Card = """ "paymentMethod":{"type":"card","token":"pm_card_visa"} """;
    private const string Address = """{"line1":"1 Main St","city":"Springfield","postalCode":"12345","country":"US"}""";

    public async Task TellAsync()
    {
        await TrialAsync();
        await SubscriptionAsync();
        await UpgradeAsync();
        await AgentsAsync();
        await new MoneyStory(narrator).TellAsync();
        await RenewalAsync();
        await new YearsStory(narrator).TellAsync();
        await FarewellAsync();
    }

    private async Task TrialAsync()
    {
        await narrator.DateAsync("2026-01-31T09:00:00Z", "Acme opens an account");
        await narrator.PutAsync("/accounts/acme", """{"name":"Acme","kind":"standard","ownerEmail":"owner@acme.example","timeZone":"UTC"}""");
        Say("No real money moves here: payments are made at a simulator that speaks Stripe's API over a socket.");
        var plan = await PlanAsync();
        Say($"The trial runs to {plan["period"]!["end"]} with the limits of [bold]{plan["plan"]}[/].");
        Say($"It comes with {Dollars(await CreditsAsync("freeMicros"))} of free credits.");

        Say("Its bot talks: one message; two messages 30 minutes apart; two messages 31 minutes apart.");
        await UseAsync(
            Message("c-1", "08:00"), Message("c-2", "08:00"), Message("c-2", "08:30"), Message("c-3", "08:00"), Message("c-3", "08:31"));
        Say($"That is 1 + 2 + 3 = [bold]{await SessionsAsync()}[/] billing sessions of 15 minutes. Sent again, in any order, it stays so:");
        await UseAsync(Message("c-3", "08:31"), Message("c-2", "08:00"), Message("c-3", "08:00"));
        Say($"still [bold]{await SessionsAsync()}[/].");

        await narrator.ServiceAsync("/accounts/acme/credits/holds", """
            {"holdId":"call-1","feature":"smart-replies","inputTokens":500000,"maxOutputTokens":250000}
            """);
        var (left, total) = (await CreditsAsync("availableMicros"), await CreditsAsync("totalMicros"));
        Say($"An AI call sets aside what it may cost at most: {Dollars(left)} of {Dollars(total)} are left to others.");
        await UseAsync("""
            {"specversion":"1.0","id":"ai-1","source":"/runtime","type":"ai.usage","time":"2026-01-31T08:50:00Z",
             "data":{"accountId":"acme","appId":"bot","feature":"smart-replies","inputTokens":500000,"outputTokens":40000,"holdId":"call-1"}}
            """);
        Say($"It was cheaper. The true cost is debited and the rest is free again: {Dollars(await CreditsAsync("availableMicros"))}.");
    }

    private async Task SubscriptionAsync()
    {
        await narrator.DateAsync("2026-01-31T12:00:00Z", "Acme subscribes");
        var declined = await narrator.OwnerAsync("/accounts/acme/orders", Order("essential", "pm_card_visa_chargeDeclined"), 402);
        Say($"A first card is refused ([italic]{declined["declineCode"]}[/]); the order {declined["orderId"]} is on record, and nothing else has changed.");
        var order = await narrator.OwnerAsync("/accounts/acme/orders", Order("essential", "pm_card_visa"));
        Lines(order);
        var plan = await PlanAsync();
        Say($"[bold]{plan["plan"]}[/] runs from {plan["period"]!["start"]} to {plan["period"]!["end"]}.");
    }

    private async Task UpgradeAsync()
    {
        await narrator.DateAsync("2026-02-14T10:00:00Z", "Acme wants more, in the middle of a period");
        Lines(await narrator.OwnerAsync("/accounts/acme/orders/preview", """{"plan":"advanced","seats":{"team":2}}""", 200));
        Say("That was a preview. The order comes to the same:");
        var order = await narrator.OwnerAsync("/accounts/acme/orders", """{"plan":"advanced","seats":{"team":2}}""");
        Say($"{(long)order["total"]!["amount"]! / 100m:0.00} USD, {order["status"]}.");
        await narrator.OwnerAsync("/accounts/acme/top-ups", $$"""{"amount":{"amount":2500,"currency":"USD"},{{Card}}}""");
        Say($"A top-up: {Dollars(await CreditsAsync("freeMicros"))} free, {Dollars(await CreditsAsync("paidMicros"))} paid. The free ones are used first.");
    }

    private async Task AgentsAsync()
    {
        await narrator.DateAsync("2026-02-20T08:00:00Z", "Two seats, three agents");
        await narrator.OwnerAsync("/accounts/acme/orders", """{"seats":{"contactCenter":{"type":"concurrent","quantity":2}}}""");
        await LoginAsync("ann", 200);
        await LoginAsync("bob", 200);
        Say($"Ann and Bob are logged in. Cleo: [italic]{(await LoginAsync("cleo", 402))["code"]}[/].");
        await narrator.ServiceAsync("/accounts/acme/seats/contact-center/agents/ann/logout", null, 200);
        Say($"Ann leaves, Cleo comes: {(await LoginAsync("cleo", 200))["inUse"]} seats in use.");
    }

    private async Task RenewalAsync()
    {
        await narrator.DateAsync("2026-02-25T08:00:00Z", "A downgrade waits for the renewal");
        var order = await narrator.OwnerAsync("/accounts/acme/orders", """{"plan":"essential","seats":{"team":0}}""");
        Say($"The order is [bold]{order["status"]}[/].");
        await narrator.DateAsync("2026-02-28T00:00:00Z", "Renewal: the anchor is the 31st, and February is short");
        var plan = await PlanAsync();
        Say($"[bold]{plan["plan"]}[/] from {plan["period"]!["start"]} to {plan["period"]!["end"]}.");
        foreach (var invoice in (await narrator.GetAsync("/accounts/acme/invoices"))["items"]!.AsArray().Reverse())
        {
            Say($"Invoice {invoice!["number"]}: {(long)invoice["cost"]!["amount"]! / 100m:0.00} USD, {invoice["paymentStatus"]}");
        }
    }

    private async Task FarewellAsync()
    {
        await narrator.DateAsync("2028-02-10T08:00:00Z", "Acme leaves at the period's end");
        await narrator.OwnerAsync("/accounts/acme/subscription/cancel", """{"at":"periodEnd"}""", 200);
        await narrator.DateAsync("2028-02-29T00:00:00Z", "The end");
        Say($"The subscription is [bold]{(await PlanAsync())["status"]}[/]. The ledger, newest first:");
        var ledger = (await narrator.GetAsync("/accounts/acme/credits/ledger?limit=100"))["items"]!.AsArray();
        foreach (var entry in ledger)
        {
            Say($"{(string)entry!["at"]!,-28} {(string)entry["kind"]!,-22} {(long)entry["micros"]!,12:N0} {(string)entry["bucket"]!}");
        }

        var sum = ledger.Sum(entry => (long)entry!["micros"]!);
        Say($"The sum of all entries is {Dollars(sum)}, and so is the balance: {Dollars(await CreditsAsync("totalMicros"))}.");
    }

    private static string Order(string plan, string card) => $$"""
        {
          "plan": "{{plan}}", "interval": "month",
          "billingInformation": { "name": "Acme", "email": "billing@acme.example", "address": {{Address}} },
          "paymentMethod": { "type": "card", "token": "{{card}}" }
        }
        """;

    private static string Message(string conversation, string time) => $$"""
        {"specversion":"1.0","id":"{{conversation}}-{{time}}","source":"/runtime","type":"conversation.activity","time":"2026-01-31T{{time}}:00Z",
         "data":{"accountId":"acme","appId":"bot","channel":"web","conversationId":"{{conversation}}" } }
        """;

    private Task<JsonNode> UseAsync(params string[] events) => narrator.ServiceAsync("/usage/events", $"[{string.Join(',', events)}]", 202);

    private Task<JsonNode> LoginAsync(string agent, int status) =>
        narrator.ServiceAsync($"/accounts/acme/seats/contact-center/agents/{agent}/login", null, status);

    private Task<JsonNode> PlanAsync() => narrator.GetAsync("/accounts/acme/plan-information");

    private async Task<long> SessionsAsync() => (long)(await PlanAsync())["automationAi"]!["billingSessions"]!["used"]!;

    private async Task<long> CreditsAsync(string member) => (long)(await narrator.GetAsync("/accounts/acme/credits"))[member]!;
}
