using System.Text.Json;

namespace Billing.Domain.Catalog;

/// <summary>One value of the file and where it stands. Each read notes its fault and answers null, so that one pass names every fault.</summary>
/// <remarks>A part that is missing was named as such when its object was opened; reads of it stay silent.</remarks>
internal readonly struct JsonPart(JsonElement element, string pointer, List<CatalogFault> faults)
{
    private const int MaxText = 500;

    public bool IsNull => element.ValueKind == JsonValueKind.Null;

    private bool IsMissing => element.ValueKind == JsonValueKind.Undefined;

    /// <summary>Notes the fault, once; never of a missing part.</summary>
    public void Fault(string detail)
    {
        var fault = new CatalogFault(pointer, detail);
        if (!IsMissing && !faults.Contains(fault))
        {
            faults.Add(fault);
        }
    }

    /// <summary>A member to lay a fault at, once the object was read.</summary>
    public JsonPart At(string member) => new(element, $"{pointer}/{member}", faults);

    /// <summary>The members of the object, exactly those named; an absent one reads as missing.</summary>
    public Dictionary<string, JsonPart> Members(params ReadOnlySpan<string> names)
    {
        var members = new Dictionary<string, JsonPart>(names.Length);
        if (Is(JsonValueKind.Object, "an object"))
        {
            foreach (var member in element.EnumerateObject())
            {
                var part = new JsonPart(member.Value, $"{pointer}/{Escape(member.Name)}", faults);
                if (!names.Contains(member.Name))
                {
                    part.Fault("Unknown member.");
                }
                else if (!members.TryAdd(member.Name, part))
                {
                    part.Fault("The member stands here twice.");
                }
            }
        }

        foreach (var name in names)
        {
            if (members.TryAdd(name, new JsonPart(default, $"{pointer}/{name}", faults)) && element.ValueKind == JsonValueKind.Object)
            {
                At(name).Fault("The member is missing.");
            }
        }

        return members;
    }

    /// <summary>The entries of the array; none where it is something else.</summary>
    public IReadOnlyList<JsonPart> Items()
    {
        if (!Is(JsonValueKind.Array, "an array"))
        {
            return [];
        }

        var (at, sink) = (pointer, faults);
        return [.. element.EnumerateArray().Select((item, index) => new JsonPart(item, $"{at}/{index}", sink))];
    }

    public string? Text()
    {
        if (!Is(JsonValueKind.String, "a text"))
        {
            return null;
        }

        var text = element.GetString()!;
        if (text.Length is > 0 and <= MaxText)
        {
            return text;
        }

        Fault($"A text has 1 to {MaxText} characters.");
        return null;
    }

    /// <summary>An id of the catalog: lower-case letters, digits and hyphens.</summary>
    public string? Id()
    {
        var text = Text();
        if (text is null || text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            return text;
        }

        Fault("An id is made of a-z, 0-9 and hyphens.");
        return null;
    }

    /// <summary>ISO 3166-1 alpha-2: two upper-case letters.</summary>
    public string? Country()
    {
        var text = Text();
        if (text is null or [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
        {
            return text;
        }

        Fault("A country is two upper-case letters (ISO 3166-1).");
        return null;
    }

    public long? Integer(long minimum, long maximum)
    {
        if (!Is(JsonValueKind.Number, "an integer"))
        {
            return null;
        }

        if (element.TryGetInt64(out var value) && value >= minimum && value <= maximum)
        {
            return value;
        }

        Fault($"Must be an integer from {minimum} to {maximum}.");
        return null;
    }

    public T? Choice<T>(params ReadOnlySpan<(string Name, T Value)> choices)
        where T : struct
    {
        var text = Text();
        var names = new List<string>();
        foreach (var (name, value) in choices)
        {
            names.Add(name);
            if (text == name)
            {
                return value;
            }
        }

        if (text is not null)
        {
            Fault($"Must be one of {string.Join(", ", names)}.");
        }

        return null;
    }

    private bool Is(JsonValueKind kind, string name)
    {
        if (element.ValueKind != kind)
        {
            Fault($"Must be {name}.");
        }

        return element.ValueKind == kind;
    }

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
