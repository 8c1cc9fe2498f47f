using System.Text.Json.Nodes;
using Billing.Stripe.Simulator.Http;
using Billing.Stripe.Simulator.State;

namespace Billing.Stripe.Simulator.Objects;

internal static class Events
{
    public const string Type = "event";
    private static readonly TimeSpan ListedFor = TimeSpan.FromDays(30);

    public static JsonObject Retrieve(Call call) => call.Subject(Type);

    public static JsonObject List(Call call)
    {
        var types = call.Form.Text("type") is { } type ? [type] : call.Form.Values("types");
        bool? isDelivered = call.Form.Has("delivery_success") ? call.Form.Flag("delivery_success") : null;
        var from = call.Change.Now - (long)ListedFor.TotalSeconds;
        return Lists.Page(call, call.Change.All(Type).Where(found =>
            found.Number("created") >= from
            && (types.Count == 0 || types.Any(wanted => Matches(wanted, found.Text("type")!)))
            && (isDelivered is not { } delivered || delivered == (found["_undelivered"]!.AsArray().Count == 0))));
    }

    private static bool Matches(string wanted, string type) =>
        wanted == type || (wanted.EndsWith(".*", StringComparison.Ordinal) && type.StartsWith(wanted[..^1], StringComparison.Ordinal));
}

/// <summary>Who is told of events. A secret is shown once, when it is made; while one is rolled both sign.</summary>
internal static class WebhookEndpoints
{
    public const string Type = "webhook_endpoint";
    public const string CreateParameters = "api_version description enabled_events metadata url";
    public const string UpdateParameters = "description disabled enabled_events metadata url";

    public static JsonObject Create(Call call)
    {
        var secret = StripeIds.WebhookSecret();
        var url = call.Form.Required("url");
        if (!call.Form.Has("enabled_events"))
        {
            throw ApiError.Missing("enabled_events");
        }

        var endpoint = Add(call.Change, StripeIds.New("we"), url, call.Form.Values("enabled_events"), [secret]);
        endpoint["description"] = call.Form.Text("description");
        endpoint["api_version"] = call.Form.Text("api_version");
        Metadata.Apply(call.Form, endpoint);
        var answer = endpoint.Shown();
        answer["secret"] = secret;
        return answer;
    }

    public static JsonObject Retrieve(Call call) => call.Subject(Type, "webhook_endpoint");

    public static JsonObject Update(Call call)
    {
        var endpoint = call.Subject(Type, "webhook_endpoint");
        endpoint["url"] = call.Form.Text("url") ?? endpoint.Text("url");
        endpoint["status"] = call.Form.Flag("disabled") ? "disabled" : "enabled";
        if (call.Form.Has("enabled_events"))
        {
            endpoint["enabled_events"] = Document.Array(call.Form.Values("enabled_events"));
        }

        Metadata.Apply(call.Form, endpoint);
        return endpoint;
    }

    public static JsonObject Delete(Call call)
    {
        var endpoint = call.Subject(Type, "webhook_endpoint");
        endpoint["object"] = "deleted_webhook_endpoint";
        return new JsonObject { ["id"] = endpoint.Key(), ["object"] = Type, ["deleted"] = true };
    }

    public static JsonObject List(Call call) => Lists.Page(call, call.Change.All(Type));

    public static JsonObject Add(Change change, string id, string url, IEnumerable<string> types, IEnumerable<string> secrets) => change.Add(new JsonObject
    {
        ["id"] = id,
        ["object"] = Type,
        ["api_version"] = StripeSimulator.ApiVersion,
        ["application"] = null,
        ["created"] = change.Now,
        ["description"] = null,
        ["enabled_events"] = Document.Array(types),
        ["livemode"] = false,
        ["metadata"] = new JsonObject(),
        ["status"] = "enabled",
        ["url"] = url,
        ["_secrets"] = Document.Array(secrets),
    });
}
