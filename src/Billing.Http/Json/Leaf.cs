using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Billing.Domain;

namespace Billing.Http;

/// <summary>A value of the wire that is not an object, a list or a map: what a caller is told to send, and its JSON schema.</summary>
internal sealed record Leaf(string Expected, Func<JsonObject> SchemaOf)
{
    private static readonly Leaf CallerIdLeaf =
        new("an id of 1 to 128 characters of A-Z, a-z, 0-9, '.', '_', ':' and '-'", () => Schema.Matching(Schema.CallerIdPattern));

    private static readonly Dictionary<Type, Leaf> Known = new()
    {
        [typeof(string)] = new("a string", () => Schema.Text()),
        [typeof(bool)] = new("true or false", () => new() { ["type"] = "boolean" }),
        [typeof(int)] = new("an integer of at most 32 bits", () => Schema.Formatted("integer", "int32")),
        [typeof(long)] = new("an integer of at most 64 bits", () => Schema.Formatted("integer", "int64")),
        [typeof(DateTimeOffset)] = new("an instant such as 2026-01-31T10:00:00Z", () => Schema.Formatted("string", "date-time")),
        [typeof(DateOnly)] = new("a date such as 2026-01-31", () => Schema.Formatted("string", "date")),
        [typeof(Micros)] = new("an integer number of micros", () => Schema.Formatted("integer", "int64", "Millionths of the account's currency unit.")),
        [typeof(Currency)] = new("a currency code such as USD", () => Schema.Matching("^[A-Z]{3}$", "ISO 4217.")),
        [typeof(AccountId)] = CallerIdLeaf,
        [typeof(AppId)] = CallerIdLeaf,
        [typeof(Uri)] = new("an https address", () => Schema.Formatted("string", "uri")),
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
            return new Leaf($"one of {string.Join(", ", names)}", () => Schema.OneOf(names));
        }

        return Known.TryGetValue(type.Type, out var leaf) ? leaf : throw new NotSupportedException($"{type.Type} has no place on the wire.");
    }
}
