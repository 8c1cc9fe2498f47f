using System.Text.Json;
using System.Text.Json.Nodes;
using Billing.Domain;

namespace Billing.Http;

/// <summary>How an operation's body becomes its handler's argument.</summary>
internal abstract class Input<TBody>
{
    public abstract string? MediaType { get; }

    public virtual Type? JsonType => null;

    /// <summary>Whatever media type the caller names, or none; an empty body too.</summary>
    public virtual bool TakesAnyBytes => false;

    /// <summary>Of the body, for the OpenAPI document.</summary>
    public virtual JsonNode Schema(OpenApiSchemas schemas) => JsonType is { } type ? schemas.OfRequest(type) : new JsonObject();

    /// <summary>What is wrong with the body; empty where <paramref name="value"/> is set.</summary>
    public abstract IReadOnlyList<FieldError> Read(ReadOnlyMemory<byte> body, JsonSerializerOptions json, out TBody? value);
}

internal sealed class NoInput : Input<Done>
{
    public static NoInput Instance { get; } = new();

    public override string? MediaType => null;

    public override IReadOnlyList<FieldError> Read(ReadOnlyMemory<byte> body, JsonSerializerOptions json, out Done value)
    {
        value = default;
        return [];
    }
}

internal sealed class RawInput(string mediaType, Func<OpenApiSchemas, JsonNode>? schema) : Input<ReadOnlyMemory<byte>>
{
    public override string? MediaType => mediaType;

    public override JsonNode Schema(OpenApiSchemas schemas) => schema?.Invoke(schemas) ?? base.Schema(schemas);

    public override IReadOnlyList<FieldError> Read(ReadOnlyMemory<byte> body, JsonSerializerOptions json, out ReadOnlyMemory<byte> value)
    {
        value = body;
        return body.IsEmpty ? [StrictJson.BodyRequired] : [];
    }
}

internal sealed class BytesInput(string mediaType) : Input<ReadOnlyMemory<byte>>
{
    public override string? MediaType => mediaType;

    public override bool TakesAnyBytes => true;

    public override IReadOnlyList<FieldError> Read(ReadOnlyMemory<byte> body, JsonSerializerOptions json, out ReadOnlyMemory<byte> value)
    {
        value = body;
        return [];
    }
}

internal sealed class JsonInput<TBody> : Input<TBody>
    where TBody : class
{
    public static JsonInput<TBody> Instance { get; } = new();

    public override string? MediaType => "application/json";

    public override Type? JsonType => typeof(TBody);

    public override IReadOnlyList<FieldError> Read(ReadOnlyMemory<byte> body, JsonSerializerOptions json, out TBody? value) =>
        StrictJson.Read(body, json.TypeOf<TBody>(), out value);
}
