using System.Text.Json.Nodes;

namespace Billing.Stripe.Simulator.State;

/// <summary>What one request sees and changes. What it edits are copies; the world takes them over when the request has ended well.</summary>
internal sealed class Change(World world, DateTimeOffset now, EventOrigin? origin)
{
    private readonly Dictionary<string, JsonObject> _edited = [];
    private readonly List<JsonObject> _events = [];

    public long Now { get; } = now.ToUnixTimeSeconds();

    public IReadOnlyCollection<JsonObject> Changed => _edited.Values;

    public IReadOnlyList<JsonObject> Events => _events;

    /// <summary>The document as this request sees it, not to be changed; null where there is none.</summary>
    public JsonObject? Find(string? key) => key is null ? null : _edited.GetValueOrDefault(key) ?? world.Find(key);

    /// <summary>The same, of a type: an id of another kind is no such object.</summary>
    public JsonObject? Find(string type, string? key) => Find(key) is { } found && found.Text("object") == type ? found : null;

    /// <summary>The document to change.</summary>
    public JsonObject Edit(string key)
    {
        if (!_edited.TryGetValue(key, out var copy))
        {
            _edited[key] = copy = (JsonObject)world.Find(key)!.DeepClone();
        }

        return copy;
    }

    public JsonObject Add(JsonObject document)
    {
        _edited.Add(document.Key(), document);
        return document;
    }

    /// <summary>Oldest first.</summary>
    public IEnumerable<JsonObject> All(string type, string? customer = null) =>
        world.Keys(type, customer)
            .Concat(_edited.Values.Where(document => document.Text("object") == type && world.Find(document.Key()) is null).Select(document => document.Key()))
            .Select(key => Find(key)!)
            .Where(document => document.Text("object") == type && (customer is null || document.Text("customer") == customer));

    /// <summary>Records an event with the object as it is now, due to every endpoint that listens to its type.</summary>
    public void Emit(string type, JsonObject subject)
    {
        var listeners = All("webhook_endpoint").Where(endpoint => Listens(endpoint, type)).Select(endpoint => endpoint.Key()).ToList();
        _events.Add(Add(new JsonObject
        {
            ["id"] = StripeIds.New("evt"),
            ["object"] = "event",
            ["api_version"] = StripeSimulator.ApiVersion,
            ["created"] = Now,
            ["data"] = new JsonObject { ["object"] = subject.Shown() },
            ["livemode"] = false,
            ["pending_webhooks"] = listeners.Count,
            ["request"] = new JsonObject { ["id"] = origin?.RequestId, ["idempotency_key"] = origin?.IdempotencyKey },
            ["type"] = type,
            ["_undelivered"] = Document.Array(listeners),
        }));
    }

    private static bool Listens(JsonObject endpoint, string type) =>
        endpoint.Status() == "enabled" && endpoint["enabled_events"]!.AsArray().Any(wanted => (string?)wanted is "*" || (string?)wanted == type);
}
