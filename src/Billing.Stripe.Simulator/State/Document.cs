using System.Text.Json.Nodes;

namespace Billing.Stripe.Simulator.State;

/// <summary>
/// One object of the provider, as its JSON. Members whose name starts with <c>_</c> are the simulator's own: they are kept with the object and never shown.
/// </summary>
internal static class Document
{
    /// <summary>The name under which it is kept: its id, or an own one where Stripe gives none (a cash balance).</summary>
    public static string Key(this JsonObject document) => document.Text("id") ?? document.Text("_id")!;

    public static string? Text(this JsonObject document, string member) => (string?)document[member];

    /// <summary>A number, 0 where there is none; one that was never on disk may still be an int.</summary>
    public static long Number(this JsonObject document, string member) =>
        document[member] is not JsonValue value ? 0 : value.TryGetValue(out int small) ? small : value.GetValue<long>();

    public static bool Flag(this JsonObject document, string member) => (bool?)document[member] ?? false;

    public static string Status(this JsonObject document) => document.Text("status")!;

    /// <summary>A copy without the simulator's own members, at any depth.</summary>
    public static JsonObject Shown(this JsonObject document)
    {
        var shown = new JsonObject();
        foreach (var (name, value) in document)
        {
            if (!name.StartsWith('_'))
            {
                shown[name] = value is JsonObject inner ? inner.Shown() : value?.DeepClone();
            }
        }

        return shown;
    }

    public static JsonArray Array(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode?)text)];
}
