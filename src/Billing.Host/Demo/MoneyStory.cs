using System.Text.Json.Nodes;
using static Billing.Host.Narrator;

namespace Billing.Host;

/// <summary>How money comes in where it does not come at once: a card with a one-time password, PayPal, a wire in two parts.</summary>
internal sealed class MoneyStory(Narrator narrator)
{
    public async Task TellAsync()
    {
        await narrator.DateAsync("2026-02-22T08:00:00Z", "Three ways to pay, none of them at once");
        await CardAsync();
        await PayPalAsync();
        await WireAsync();
        var books = await narrator.GetAsync("/operations/reconciliation");
        var (payments, differences) = (books["checked"]!["payments"], books["differences"]!.AsArray().Count);
        Say($"The provider's books against ours: [bold]{payments}[/] payments, [bold]{differences}[/] differences.");
    }

    private async Task CardAsync()
    {
        var order = await TopUpAsync(2_000, """{"type":"card","token":"pm_card_authenticationRequired"}""");
        Say($"20.00 USD by a card whose bank wants a one-time password: [bold]{order["status"]}[/], and {await PaidAsync()} of paid credits as before.");
        await narrator.OperateAsync($"/test/payments/{order["orderId"]}/authenticate", """{"outcome":"success"}""");
        Say($"The customer types it in: [bold]{await StatusAsync(order)}[/], {await PaidAsync()}.");
    }

    private async Task PayPalAsync()
    {
        var order = await TopUpAsync(1_500, """{"type":"paypal"}""");
        Say($"15.00 USD by PayPal: [bold]{order["status"]}[/], a {order["action"]!["type"]} to its page.");
        await narrator.OperateAsync($"/test/payments/{order["orderId"]}/paypal", """{"outcome":"approve"}""");
        Say($"The customer approves there: [bold]{await StatusAsync(order)}[/], {await PaidAsync()}.");
    }

    private async Task WireAsync()
    {
        var order = await TopUpAsync(10_000, """{"type":"wire"}""");
        var (wire, reference) = (order["wire"]!, (string)order["wire"]!["reference"]!);
        Say($"100.00 USD by wire: [bold]{order["status"]}[/], expected from {wire["expectedFrom"]} to {wire["expectedBy"]}.");
        await TransferAsync(reference, 6_000);
        var left = (long)(await OrderAsync(order))["wire"]!["remaining"]!["amount"]!;
        Say($"60.00 USD arrive. {left / 100m:0.00} are still to come, and nothing is loaded: {await PaidAsync()}.");
        await TransferAsync(reference, 4_500);
        Say($"45.00 USD arrive, 5.00 too many: [bold]{await StatusAsync(order)}[/]. No money is dropped, the surplus is credits too: {await PaidAsync()}.");
    }

    private Task<JsonNode> TopUpAsync(long cents, string method) =>
        narrator.OwnerAsync("/accounts/acme/top-ups", $$"""{"amount":{"amount":{{cents}},"currency":"USD"},"paymentMethod":{{method}}}""");

    private Task<JsonNode> TransferAsync(string reference, long cents) => narrator.OperateAsync(
        "/test/bank-transfers", $$$"""{"reference":"{{{reference}}}","amount":{"amount":{{{cents}}},"currency":"USD"}}""");

    private Task<JsonNode> OrderAsync(JsonNode order) => narrator.GetAsync($"/accounts/acme/orders/{order["orderId"]}");

    private async Task<string> StatusAsync(JsonNode order) => (string)(await OrderAsync(order))["status"]!;

    private async Task<string> PaidAsync() => Dollars((long)(await narrator.GetAsync("/accounts/acme/credits"))["paidMicros"]!);
}
