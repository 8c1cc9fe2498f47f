using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Billing.Domain;

namespace Billing.Http;

/// <summary>How the common vocabulary looks on the wire, so that requests and views can hold it as it is.</summary>
internal static class WireTypes
{
    public static IReadOnlyList<JsonConverter> Converters { get; } =
    [
        new InstantConverter(),
        new EnumNamesFactory(),
        new MicrosConverter(),
        new TextConverter<Currency>(text => Currency.TryParse(text, out var currency) ? currency : null, currency => currency.Code),
        new TextConverter<AccountId>(text => CallerId.IsValid(text) ? new AccountId(text) : null, id => id.Value),
        new LinkConverter(),
        new TextConverter<AppId>(text => CallerId.IsValid(text) ? new AppId(text) : null, id => id.Value),
    ];
}

/// <summary>What <see cref="MoneyJson"/> reads and writes, as a type that can be described.</summary>
[Description("An amount of money in integer minor units (cents of USD).")]
internal sealed record MoneyView(long Amount, Currency Currency);

[JsonSerializable(typeof(MoneyView))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
internal sealed partial class WireJson : JsonSerializerContext;

internal sealed class MicrosConverter : JsonConverter<Micros>
{
    public override Micros Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value) ? new Micros(value) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, Micros value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}

/// <summary>An address for people to open: https, or http where a developer tries things at home.</summary>
internal sealed class LinkConverter : JsonConverter<Uri>
{
    private const int MaxLength = 2000;

    public override Uri Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && reader.GetString() is { Length: <= MaxLength } text
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            ? uri
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, Uri value, JsonSerializerOptions options) => writer.WriteStringValue(value.AbsoluteUri);
}

internal sealed class TextConverter<T>(Func<string?, T?> parse, Func<T, string> format) : JsonConverter<T>
    where T : struct
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && parse(reader.GetString()) is { } value ? value : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(format(value));
}
