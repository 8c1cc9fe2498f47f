using static Billing.Host.Narrator;

namespace Billing.Host;

/// <summary>What goes on by itself: a renewal that fails and is chased, and the months of two years.</summary>
internal sealed class YearsStory(Narrator narrator)
{
    public async Task TellAsync()
    {
        await narrator.DateAsync("2026-03-10T08:00:00Z", "The card stops working");
        await SaveAsync("pm_card_chargeCustomerFail");
        await narrator.DateAsync("2026-04-02T08:00:00Z", "The renewal of 31 March has failed, and was tried again");
        var plan = await narrator.GetAsync("/accounts/acme/plan-information");
        Say($"Services go on; the subscription is [bold]{plan["status"]}[/].");
        foreach (var coming in plan["outlook"]!.AsArray())
        {
            Say($"{coming!["on"]}: {coming["text"]}");
        }

        await SaveAsync("pm_card_mastercard");
        await narrator.DateAsync("2026-04-02T08:01:00Z", "Another card is charged at once");
        plan = await narrator.GetAsync("/accounts/acme/plan-information");
        Say($"[bold]{plan["status"]}[/], and the period is still the one from {plan["period"]!["start"]} to {plan["period"]!["end"]}.");

        await narrator.DateAsync("2028-01-31T00:00:00Z", "Two years after it began");
        plan = await narrator.GetAsync("/accounts/acme/plan-information");
        var renewals = (await narrator.GetAsync("/operations/workflows?account=acme&limit=100"))["items"]!.AsArray()
            .Count(workflow => (string)workflow!["workflow"]! == "renewal");
        Say($"{renewals} renewals later: [bold]{plan["status"]}[/] from {plan["period"]!["start"]} to {plan["period"]!["end"]}, its leap day.");
    }

    private async Task SaveAsync(string token)
    {
        var card = await narrator.OwnerAsync("/accounts/acme/payment-methods", $$"""{"type":"card","token":"{{token}}"}""");
        await narrator.OwnerAsync($"/accounts/acme/payment-methods/{card["id"]}/default", "{}", 200);
    }
}
