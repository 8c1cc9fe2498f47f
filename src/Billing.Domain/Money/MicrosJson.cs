using System.Text.Json;
using System.Text.Json.Serialization;

namespace Billing.Domain;

/// <summary>Micros on the wire and at rest: an integer.</summary>
public sealed class MicrosJson : JsonConverter<Micros>
{
    public override Micros Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value) ? new Micros(value) : throw new JsonException("An integer is needed.");

    public override void Write(Utf8JsonWriter writer, Micros value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}
