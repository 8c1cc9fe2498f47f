using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Billing.Http;

/// <summary>The names of an enumeration on the wire.</summary>
internal interface IEnumNames
{
    IReadOnlyList<string> Names { get; }
}

/// <summary>
/// An enumeration as names, compared exactly: that of <see cref="JsonStringEnumMemberNameAttribute"/>, or else the member's in camelCase. Numbers, other cases
/// and lists of names are refused, which the serializer's own converter takes.
/// </summary>
internal sealed class EnumNames<T> : JsonConverter<T>, IEnumNames
    where T : struct, Enum
{
    private readonly FrozenDictionary<string, T> _values;
    private readonly FrozenDictionary<T, string> _names;

    public EnumNames()
    {
        _names = Enum.GetValues<T>().ToFrozenDictionary(value => value, NameOf);
        _values = _names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
        Names = [.. Enum.GetValues<T>().Select(NameOf)];
    }

    public IReadOnlyList<string> Names { get; }

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && _values.TryGetValue(reader.GetString()!, out var value) ? value : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(_names[value]);

    private static string NameOf(T value)
    {
        var member = value.ToString();
        return typeof(T).GetField(member)!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(member);
    }
}

/// <summary>Gives every enumeration its exact names, whatever converter its declaration asks for.</summary>
internal sealed class EnumNamesFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(EnumNames<>).MakeGenericType(typeToConvert))!;
}
