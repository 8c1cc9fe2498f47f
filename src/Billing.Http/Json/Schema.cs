using System.Text.Json.Nodes;

namespace Billing.Http;

/// <summary>The few JSON schemas of which everything else is made.</summary>
internal static class Schema
{
    public const string CallerIdPattern = "^[A-Za-z0-9._:-]{1,128}$";

    public static JsonObject Text(string? description = null) => Described(new() { ["type"] = "string" }, description);

    /// <param name="format">As JSON Schema and OpenAPI name it: <c>date-time</c>, <c>int64</c>.</param>
    public static JsonObject Formatted(string type, string format, string? description = null) =>
        Described(new() { ["type"] = type, ["format"] = format }, description);

    public static JsonObject Matching(string pattern, string? description = null) =>
        Described(new() { ["type"] = "string", ["pattern"] = pattern }, description);

    public static JsonObject OneOf(IEnumerable<string> names) => new() { ["type"] = "string", ["enum"] = Names(names) };

    public static JsonObject Reference(string kind, string name) => new() { ["$ref"] = $"#/components/{kind}/{name}" };

    public static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => (JsonNode)name)];

    /// <summary>An object whose members are made of a list's items.</summary>
    public static JsonObject Members<T>(IEnumerable<T> items, Func<T, string> name, Func<T, JsonNode> value) =>
        new(items.Select(item => KeyValuePair.Create(name(item), (JsonNode?)value(item))));

    /// <summary>One of several components, told apart by the value of a member.</summary>
    public static JsonObject Variants(string discriminator, IReadOnlyCollection<(string Value, JsonObject Reference)> variants) => new()
    {
        ["oneOf"] = new JsonArray([.. variants.Select(each => each.Reference)]),
        ["discriminator"] = new JsonObject
        {
            ["propertyName"] = discriminator,
            ["mapping"] = Members(variants, each => each.Value, each => each.Reference["$ref"]!.DeepClone()),
        },
    };

    private static JsonObject Described(JsonObject schema, string? description)
    {
        if (description is not null)
        {
            schema["description"] = description;
        }

        return schema;
    }
}
