using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Billing.Http;

/// <summary>
/// The JSON schemas of requests and views, from the same type information that reads and writes them. Every object is a component with a name.
/// </summary>
internal sealed class OpenApiSchemas(JsonSerializerOptions json)
{
    private readonly SortedDictionary<string, (Type Type, JsonObject Schema)> _components = new(StringComparer.Ordinal);

    public JsonNode OfRequest(Type type) => Of(json.GetTypeInfo(type), isRequest: true);

    public JsonNode OfResponse(Type type) => Of(json.GetTypeInfo(type), isRequest: false);

    /// <summary>A schema of its own making as a component; the reference to it.</summary>
    public JsonObject Component(string name, JsonObject schema)
    {
        _components.Add(name, (typeof(JsonObject), schema));
        return Schema.Reference("schemas", name);
    }

    public JsonObject Components()
    {
        var components = new JsonObject { [OpenApiProblems.SchemaName] = OpenApiProblems.ProblemSchema() };
        foreach (var (name, (_, schema)) in _components)
        {
            components[name] = schema;
        }

        return components;
    }

    private JsonObject Of(JsonTypeInfo declared, bool isRequest)
    {
        var type = Leaf.Unwrap(declared);
        return type.Kind switch
        {
            JsonTypeInfoKind.Object => Reference(type, isRequest),
            JsonTypeInfoKind.Enumerable => new JsonObject { ["type"] = "array", ["items"] = Element() },
            JsonTypeInfoKind.Dictionary => new JsonObject { ["type"] = "object", ["additionalProperties"] = Element() },
            _ => Leaf.Of(type).SchemaOf(),
        };

        JsonObject Element() => Of(json.GetTypeInfo(type.ElementType!), isRequest);
    }

    private JsonObject Reference(JsonTypeInfo type, bool isRequest)
    {
        var name = NameOf(type.Type);
        if (!_components.TryGetValue(name, out var known))
        {
            var schema = new JsonObject();
            _components.Add(name, (type.Type, schema)); // before its members: a type may hold itself
            Describe(schema, type, isRequest);
        }
        else if (known.Type != type.Type)
        {
            throw new InvalidOperationException($"{type.Type} and {known.Type} would both be the schema {name}.");
        }

        return Schema.Reference("schemas", name);
    }

    private void Describe(JsonObject schema, JsonTypeInfo type, bool isRequest)
    {
        schema["type"] = "object";
        if (type.Type.GetCustomAttribute<DescriptionAttribute>() is { } description)
        {
            schema["description"] = description.Description;
        }

        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var property in type.Properties.Where(property => property.IsOnTheWire()))
        {
            properties[property.Name] = Member(property, isRequest);
            if (isRequest ? property.IsNeeded() : property.ShouldSerialize is null)
            {
                required.Add(property.Name);
            }
        }

        schema["properties"] = properties;
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        if (isRequest)
        {
            schema["additionalProperties"] = false;
        }
    }

    private JsonObject Member(JsonPropertyInfo property, bool isRequest)
    {
        var schema = Of(json.GetTypeInfo(property.PropertyType), isRequest);
        if (property.IsNullable())
        {
            schema = Nullable(schema);
        }

        if (property.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false) is [DescriptionAttribute description, ..])
        {
            schema["description"] = description.Description;
        }

        if (property.AssociatedParameter is { HasDefaultValue: true, DefaultValue: { } value } && isRequest)
        {
            schema["default"] = JsonSerializer.SerializeToNode(value, json.GetTypeInfo(property.PropertyType));
        }

        return schema;
    }

    private static JsonObject Nullable(JsonObject schema)
    {
        if (schema["type"] is JsonValue type)
        {
            schema["type"] = new JsonArray(type.GetValue<string>(), "null");
            if (schema["enum"] is JsonArray names)
            {
                names.Add(null);
            }

            return schema;
        }

        return schema.ContainsKey("$ref") ? new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) } : schema;
    }

    /// <summary><c>OrderView</c> is Order, <c>Page&lt;OrderView&gt;</c> is OrderPage, <c>OrderBody</c> stays OrderBody.</summary>
    private static string NameOf(Type type)
    {
        var name = type.Name.Split('`')[0];
        name = name.EndsWith("View", StringComparison.Ordinal) ? name[..^4] : name;
        return string.Concat(type.GetGenericArguments().Select(NameOf)) + name;
    }
}
