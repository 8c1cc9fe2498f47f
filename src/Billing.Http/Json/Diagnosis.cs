using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Billing.Http;

/// <summary>
/// Walks a refused body along its type and names every fault with its pointer, in words of the wire: the serializer stops at the first, and speaks of types of
/// this program. Slow and rare.
/// </summary>
internal sealed class Diagnosis
{
    private const int MaxFaults = 50;
    private readonly List<FieldError> _faults = [];

    private Diagnosis()
    {
    }

    public static IReadOnlyList<FieldError> Of(ReadOnlyMemory<byte> body, JsonTypeInfo type)
    {
        if (!Utf8.IsValid(body.Span))
        {
            return [new FieldError("", "The body is not valid UTF-8.")];
        }

        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = StrictJson.MaxDepth });
            var diagnosis = new Diagnosis();
            diagnosis.Value(document.RootElement, type, nullable: false, "");
            return diagnosis._faults;
        }
        catch (JsonException exception)
        {
            var place = $"line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}";
            return [new FieldError("", $"The body is not valid JSON, or nested deeper than {StrictJson.MaxDepth}: {place}.")];
        }
    }

    private void Value(JsonElement value, JsonTypeInfo declared, bool nullable, string pointer)
    {
        if (value.ValueKind == JsonValueKind.Null && declared.Type != typeof(JsonElement))
        {
            if (!nullable)
            {
                Fault(pointer, "Null is not allowed here.");
            }

            return;
        }

        var type = Leaf.Unwrap(declared);
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object:
                Expect(value, JsonValueKind.Object, pointer, () => Members(value, type, pointer));
                break;
            case JsonTypeInfoKind.Enumerable:
                Expect(value, JsonValueKind.Array, pointer, () => Items(value, type, pointer));
                break;
            case JsonTypeInfoKind.Dictionary:
                Expect(value, JsonValueKind.Object, pointer, () => Entries(value, type, pointer));
                break;
            default:
                LeafValue(value, type, pointer);
                break;
        }
    }

    private void Members(JsonElement value, JsonTypeInfo type, string pointer)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (Name(member, seen, pointer) is not { } at)
            {
                continue;
            }

            if (type.Properties.FirstOrDefault(property => property.Name == member.Name && property.IsReadable()) is { } property)
            {
                Value(member.Value, type.Options.GetTypeInfo(property.PropertyType), property.IsNullable(), at);
            }
            else
            {
                Fault(at, "There is no such member.");
            }
        }

        foreach (var property in type.Properties.Where(property => property.IsNeeded() && !seen.Contains(property.Name)))
        {
            Fault(JsonPointer.Append(pointer, property.Name), "This member is required.");
        }
    }

    private void Items(JsonElement value, JsonTypeInfo type, string pointer)
    {
        var element = type.Options.GetTypeInfo(type.ElementType!);
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            Value(item, element, Nullable.GetUnderlyingType(element.Type) is not null, JsonPointer.Append(pointer, index++));
        }
    }

    private void Entries(JsonElement value, JsonTypeInfo type, string pointer)
    {
        var element = type.Options.GetTypeInfo(type.ElementType!);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in value.EnumerateObject())
        {
            if (Name(entry, seen, pointer) is { } at)
            {
                Value(entry.Value, element, Nullable.GetUnderlyingType(element.Type) is not null, at);
            }
        }
    }

    private void LeafValue(JsonElement value, JsonTypeInfo type, string pointer)
    {
        if (type.Type == typeof(JsonElement))
        {
            Texts(value, pointer);
            return;
        }

        if (value.ValueKind == JsonValueKind.String && !IsText(value))
        {
            Fault(pointer, "The text holds a lone surrogate or a NUL character.");
            return;
        }

        try
        {
            _ = value.Deserialize(type);
        }
        catch (JsonException)
        {
            Fault(pointer, $"Expected {Leaf.Of(type).Expected}.");
        }
    }

    /// <summary>Free JSON: any shape, but only texts that can be kept, and no member twice.</summary>
    private void Texts(JsonElement value, string pointer)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var member in value.EnumerateObject())
            {
                if (Name(member, seen, pointer) is { } at)
                {
                    Texts(member.Value, at);
                }
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                Texts(item, JsonPointer.Append(pointer, index++));
            }
        }
        else if (value.ValueKind == JsonValueKind.String && !IsText(value))
        {
            Fault(pointer, "The text holds a lone surrogate or a NUL character.");
        }
    }

    /// <summary>The pointer of a member; null where its name is at fault, which is then told.</summary>
    private string? Name(JsonProperty member, HashSet<string> seen, string pointer)
    {
        string name;
        try
        {
            name = member.Name;
        }
        catch (InvalidOperationException)
        {
            Fault(pointer, "A member's name holds a lone surrogate.");
            return null;
        }

        var at = JsonPointer.Append(pointer, name);
        if (!seen.Add(name))
        {
            Fault(at, "This member occurs twice.");
            return null;
        }

        return at;
    }

    private static bool IsText(JsonElement value)
    {
        try
        {
            return !value.GetString()!.Contains('\0', StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private void Expect(JsonElement value, JsonValueKind kind, string pointer, Action inside)
    {
        if (value.ValueKind == kind)
        {
            inside();
        }
        else
        {
            Fault(pointer, kind == JsonValueKind.Object ? "Expected an object." : "Expected a list.");
        }
    }

    private void Fault(string pointer, string detail)
    {
        if (_faults.Count < MaxFaults)
        {
            _faults.Add(new FieldError(pointer, detail));
        }
    }
}
