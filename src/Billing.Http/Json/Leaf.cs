using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Billing.Domain;

namespace Billing.Http;

/// <summary>A value of the wire that is not an object, a list or a map: what a caller is told to send, and its JSON schema.</summary>
internal sealed record Leaf(string Expected, Func<JsonObject> Schema)
{
    public const string CallerIdPattern = "^[A-Za-z0-9._:-]{1,128}$";

    private static readonly Leaf CallerIdLeaf =
        new("an id of 1 to 128 characters of A-Z, a-z, 0-9, '.', '_', ':' and '-'", () => new() { ["type"] = "string", ["pattern"] = CallerIdPattern });

    private static readonly Dictionary<Type, Leaf> Known = new()
    {
        [typeof(string)] = new("a string", () => new() { ["type"] = "string" }),
        [typeof(bool)] = new("true or false", () => new() { ["type"] = "boolean" }),
        [typeof(int)] = new("an integer of at most 32 bits", () => new() { ["type"] = "integer", ["format"] = "int32" }),
        [typeof(long)] = new("an integer of at most 64 bits", () => new() { ["type"] = "integer", ["format"] = "int64" }),
        [typeof(DateTimeOffset)] = new("an instant such as 2026-01-31T10:00:00Z", () => new() { ["type"] = "string", ["format"] = "date-time" }),
        [typeof(DateOnly)] = new("a date such as 2026-01-31", () => new() { ["type"] = "string", ["format"] = "date" }),
        [typeof(Micros)] = new("an integer number of micros", () => new() { ["type"] = "integer", ["format"] = "int64", ["description"] = "Millionths of the account's currency unit." }),
        [typeof(Currency)] = new("a currency code such as USD", () => new() { ["type"] = "string", ["pattern"] = "^[A-Z]{3}$", ["description"] = "ISO 4217." }),
        [typeof(AccountId)] = CallerIdLeaf,
        [typeof(AppId)] = CallerIdLeaf,
        [typeof(JsonElement)] = new("a value", () => []),
    };

    /// <summary>Types that a converter writes as another type.</summary>
    private static readonly Dictionary<Type, Type> WrittenAs = new() { [typeof(Money)] = typeof(MoneyView) };

    /// <summary>The type that a value of this type is on the wire: without the nullability, and as its converter writes it.</summary>
    public static JsonTypeInfo Unwrap(JsonTypeInfo type)
    {
        var bare = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        var written = WrittenAs.GetValueOrDefault(bare, bare);
        return written == type.Type ? type : type.Options.GetTypeInfo(written);
    }

    /// <exception cref="NotSupportedException">The wire has no such value, for instance a floating-point number.</exception>
    public static Leaf Of(JsonTypeInfo type)
    {
        if (type.Converter is IEnumNames { Names: var names })
        {
            return new Leaf($"one of {string.Join(", ", names)}", () => new() { ["type"] = "string", ["enum"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) });
        }

        return Known.TryGetValue(type.Type, out var leaf) ? leaf : throw new NotSupportedException($"{type.Type} has no place on the wire.");
    }
}
