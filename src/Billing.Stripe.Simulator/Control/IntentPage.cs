using System.Net;
using System.Text.Json.Nodes;
using Billing.Stripe.Simulator.State;
using Microsoft.AspNetCore.Http;

namespace Billing.Stripe.Simulator.Control;

/// <summary>The page that a customer is sent to: PayPal's approval, a card's challenge, or what to write on a bank transfer.</summary>
internal static class IntentPage
{
    public static async Task ShowAsync(HttpContext context, SimulatorControls controls)
    {
        if (await controls.FindIntentAsync(ControlEndpoints.Id(context)) is not { } intent)
        {
            await ControlEndpoints.Text(context, 404, "No such payment.");
            return;
        }

        var html = $"""
            <!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Simulated payment</title>
            <body style="font:16px system-ui;max-width:32em;margin:4em auto">
            <h1>Simulated payment</h1><p>No money moves here. {WebUtility.HtmlEncode(Sum(intent))} Status: <b>{intent.Status()}</b>.</p>
            {Form(intent)}
            """;
        await ControlEndpoints.Text(context, 200, html, "text/html; charset=utf-8");
    }

    public static async Task ActAsync(HttpContext context, SimulatorControls controls)
    {
        var id = ControlEndpoints.Id(context);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var before = await controls.FindIntentAsync(id);
        if (before is not null && Reference(before) is { } reference && long.TryParse(form["amount"], out var amount) && amount > 0)
        {
            await controls.BankTransferAsync(reference, amount);
        }
        else
        {
            await controls.ActAsync(id, form["outcome"] == "approve");
        }

        var back = (string?)before?["next_action"]?["redirect_to_url"]?["return_url"];
        context.Response.Redirect(back is null ? $"/_sim/intents/{id}" : await ReturnAsync(controls, id, back));
    }

    private static async Task<string> ReturnAsync(SimulatorControls controls, string id, string back)
    {
        var intent = (await controls.FindIntentAsync(id))!;
        var status = intent.Status() is "succeeded" ? "succeeded" : "failed";
        var kind = intent.Text("object");
        var separator = back.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return $"{back}{separator}{kind}={id}&{kind}_client_secret={intent.Text("client_secret")}&redirect_status={status}";
    }

    private static string Sum(JsonObject intent) => intent["amount"] is null
        ? "A payment method is to be saved."
        : $"{intent.Number("amount")} minor units of {intent.Text("currency")!.ToUpperInvariant()}.";

    private static string? Reference(JsonObject intent) => (string?)intent["next_action"]?["display_bank_transfer_instructions"]?["reference"];

    private static string Form(JsonObject intent)
    {
        if (intent.Status() != "requires_action")
        {
            return "<p>Nothing is left to do here.</p>";
        }

        var action = $"<form method=\"post\" action=\"/_sim/intents/{intent.Key()}/page\">";
        return Reference(intent) is { } reference
            ? $"""
                <p>Reference of the bank transfer: <b>{reference}</b></p>
                {action}<input name="amount" inputmode="numeric" required aria-label="Minor units"><button>Send money</button></form>
                """
            : $"""{action}<button name="outcome" value="approve">Approve</button> <button name="outcome" value="decline">Decline</button></form>""";
    }
}
