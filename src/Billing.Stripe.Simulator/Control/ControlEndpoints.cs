using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Billing.Stripe.Simulator.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Billing.Stripe.Simulator.Control;

/// <summary>The controls over HTTP, for programs that run the simulator as a process of its own; and the page on which a customer acts.</summary>
internal static class ControlEndpoints
{
    private const string Done = "done";

    public static void Map(IEndpointRouteBuilder app, SimulatorControls controls)
    {
        app.MapGet("/", (HttpContext context) => Text(context, 200, $"Payment simulator, Stripe API {StripeSimulator.ApiVersion}. No money moves here.\n"));
        app.MapGet("/_sim/intents/{id}", (HttpContext context) => IntentPage.ShowAsync(context, controls));
        app.MapPost("/_sim/intents/{id}/page", (HttpContext context) => IntentPage.ActAsync(context, controls));

        Post(app, "/_sim/intents/{id}/act", ControlJson.Default.CustomerAct, async (id, act) =>
            await controls.ActAsync(id, act.Outcome is "success" or "approve") ? id : null);
        Post(app, "/_sim/bank_transfers", ControlJson.Default.BankTransfer, (_, transfer) => controls.BankTransferAsync(transfer.Reference, transfer.Amount));
        Post(app, "/_sim/bank_transfers/{id}/reverse", ControlJson.Default.Nothing, (id, _) => controls.ReverseTransferAsync(id));
        Post(app, "/_sim/payment_methods/{id}/decline", ControlJson.Default.DeclineFromNow, async (id, decline) =>
            await controls.DeclineFromNowAsync(id, decline.Code) ? id : null);
        Post(app, "/_sim/webhook_endpoints/{id}/roll", ControlJson.Default.Nothing, (id, _) => controls.RollSecretAsync(id));

        Post(app, "/_sim/faults", ControlJson.Default.Fault, (_, fault) => Do(() => controls.Add(fault)));
        Post(app, "/_sim/faults/clear", ControlJson.Default.Nothing, (_, _) => Do(controls.ClearFaults));
        Post(app, "/_sim/webhooks", ControlJson.Default.WebhookSwitches, (_, switches) => Do(() => controls.Webhooks = switches));
        Post(app, "/_sim/webhooks/release", ControlJson.Default.Nothing, async (_, _) =>
        {
            await controls.ReleaseWebhooksAsync();
            await controls.DrainWebhooksAsync();
            return Done;
        });
        app.MapGet("/_sim/money", async (HttpContext context) => await Write(context, await controls.CountAsync(), ControlJson.Default.MoneyMoved));
    }

    public static string Id(HttpContext context) => (string)context.Request.RouteValues["id"]!;

    public static async Task Text(HttpContext context, int status, string text, string mediaType = "text/plain; charset=utf-8")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = mediaType;
        await context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static Task<string?> Do(Action act)
    {
        act();
        return Task.FromResult<string?>(Done);
    }

    /// <param name="act">Given the id of the path, empty where it has none, and the body; answers null where nothing is there to act on.</param>
    private static void Post<T>(IEndpointRouteBuilder app, string pattern, JsonTypeInfo<T> type, Func<string, T, Task<string?>> act)
        where T : class
    {
        async Task Handle(HttpContext context)
        {
            try
            {
                var body = await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted)
                    ?? throw new JsonException("A body is wanted.");
                var result = await act((string?)context.Request.RouteValues["id"] ?? "", body);
                await Write(context, result is null ? null : new ControlAnswer(result), ControlJson.Default.ControlAnswer);
            }
            catch (Exception e) when (e is JsonException or ArgumentOutOfRangeException)
            {
                await Text(context, 400, e.Message);
            }
        }

        app.MapPost(pattern, Handle);
    }

    private static async Task Write<T>(HttpContext context, T? answer, JsonTypeInfo<T> type)
        where T : class
    {
        if (answer is null)
        {
            await Text(context, 404, "Nothing here waits for that.");
            return;
        }

        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(context.Response.Body, answer, type, context.RequestAborted);
    }
}

/// <param name="Outcome"><c>success</c> or <c>failure</c>; of PayPal <c>approve</c> or <c>decline</c>.</param>
internal sealed record CustomerAct(string Outcome);

/// <param name="Amount">In minor units.</param>
internal sealed record BankTransfer(string Reference, long Amount);

internal sealed record DeclineFromNow(string? Code);

/// <summary><c>{}</c>.</summary>
internal sealed record Nothing;

/// <param name="Result">The id of what came of it, or a word.</param>
internal sealed record ControlAnswer(string Result);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CustomerAct))]
[JsonSerializable(typeof(BankTransfer))]
[JsonSerializable(typeof(DeclineFromNow))]
[JsonSerializable(typeof(ControlAnswer))]
[JsonSerializable(typeof(Nothing))]
[JsonSerializable(typeof(Fault))]
[JsonSerializable(typeof(WebhookSwitches))]
[JsonSerializable(typeof(MoneyMoved))]
internal sealed partial class ControlJson : JsonSerializerContext;
