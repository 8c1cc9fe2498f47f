using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Billing.Http;

/// <summary>What is wrong in a request, and where.</summary>
/// <param name="Pointer">JSON pointer into the body; <c>/path/…</c>, <c>/query/…</c> and <c>/headers/…</c> name the other parts.</param>
public sealed record FieldError(string Pointer, string Detail);

/// <summary>
/// The wire's rules: camelCase and case-sensitive, no unknown and no repeated members, no null where the type allows none, numbers as numbers, instants in
/// UTC. Types come from source generation alone; one that no context knows is a bug, found by the tests.
/// </summary>
public static class StrictJson
{
    internal const int MaxDepth = 32;

    internal static FieldError BodyRequired { get; } = new("", "A body is required.");

    public static JsonSerializerOptions Options(IEnumerable<JsonSerializerContext> contexts)
    {
        JsonSerializerContext[] all = [.. contexts, WireJson.Default];
        var options = new JsonSerializerOptions(JsonSerializerOptions.Strict)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            MaxDepth = MaxDepth,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // served as application/json with nosniff, never inside HTML
            TypeInfoResolver = JsonTypeInfoResolver.Combine(all),
        };
        foreach (var converter in WireTypes.Converters)
        {
            options.Converters.Add(converter);
        }

        options.MakeReadOnly();
        return options;
    }

    internal static JsonTypeInfo<T> TypeOf<T>(this JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));

    /// <summary>
    /// Reads a body. The common, valid one is parsed once; only one that fails, or that holds what the serializer would let through, is walked a second time to
    /// name every fault.
    /// </summary>
    /// <returns>The faults; empty exactly when <paramref name="value"/> is set.</returns>
    public static IReadOnlyList<FieldError> Read<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type, out T? value)
        where T : class
    {
        value = null;
        if (body.IsEmpty)
        {
            return [BodyRequired];
        }

        if (IsSuspicious(body.Span, type) && Diagnosis.Of(body, type) is { Count: > 0 } faults)
        {
            return faults;
        }

        return TryParse(body.Span, type, out value, out var fault) ? [] : Diagnosis.Of(body, type) is { Count: > 0 } named ? named : [fault];
    }

    /// <summary>Reads a value that was read as free JSON before, and so holds nothing suspicious.</summary>
    /// <returns>The faults; empty exactly when <paramref name="value"/> is set.</returns>
    internal static IReadOnlyList<FieldError> Read(JsonElement json, JsonTypeInfo type, out object? value)
    {
        value = null;
        if (Diagnosis.Of(JsonSerializer.SerializeToUtf8Bytes(json, WireJson.Default.JsonElement), type) is { Count: > 0 } faults)
        {
            return faults;
        }

        value = json.Deserialize(type);
        return [];
    }

    private static bool TryParse<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type, [NotNullWhen(true)] out T? value, out FieldError fault)
        where T : class
    {
        fault = new FieldError("", "Expected an object.");
        try
        {
            value = JsonSerializer.Deserialize(body, type);
            return value is not null;
        }
        catch (JsonException exception)
        {
            fault = new FieldError(JsonPointer.FromPath(exception.Path), "The value is not valid.");
            value = null;
            return false;
        }
    }

    /// <summary>Escapes can write lone surrogates and NUL, and a list of strings can hold null: the serializer takes them, storage does not.</summary>
    private static bool IsSuspicious(ReadOnlySpan<byte> body, JsonTypeInfo type) =>
        body.IndexOf("\\u"u8) >= 0 || !Utf8.IsValid(body) || (body.IndexOf("null"u8) >= 0 && type.Kind != JsonTypeInfoKind.None);
}
