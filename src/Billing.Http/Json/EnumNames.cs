using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Billing.Http;

/// <summary>The names of an enumeration on the wire.</summary>
internal interface IEnumNames
{
    IReadOnlyList<string> Names { get; }
}

/// <summary>
/// An enumeration as its names in camelCase, compared exactly; numbers and unknown names are refused. A context declares it with
/// <c>[JsonSourceGenerationOptions(Converters = [typeof(EnumNames&lt;Interval&gt;)])]</c>.
/// </summary>
public class EnumNames<T> : JsonConverter<T>, IEnumNames
    where T : struct, Enum
{
    private readonly FrozenDictionary<string, T> _values;
    private readonly FrozenDictionary<T, string> _names;

    public EnumNames()
        : this(JsonNamingPolicy.CamelCase)
    {
    }

    protected EnumNames(JsonNamingPolicy naming)
    {
        _names = Enum.GetValues<T>().ToFrozenDictionary(value => value, value => naming.ConvertName(value.ToString()));
        _values = _names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
        Names = [.. Enum.GetValues<T>().Select(value => _names[value])];
    }

    public IReadOnlyList<string> Names { get; }

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && _values.TryGetValue(reader.GetString()!, out var value) ? value : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(_names[value]);
}

/// <summary>The same in kebab-case: <c>smart-replies</c>.</summary>
public sealed class KebabEnumNames<T>() : EnumNames<T>(JsonNamingPolicy.KebabCaseLower)
    where T : struct, Enum;
