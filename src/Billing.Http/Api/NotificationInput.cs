using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Billing.Application.Notifications;

namespace Billing.Http.Api;

/// <summary><c>POST /notifications</c> before its data is read.</summary>
/// <param name="Data">What the template needs.</param>
internal sealed record NotificationBody(string Id, string Template, ImmutableArray<string> To, JsonElement Data);

/// <summary>Reads a notification: the template says what its data must be.</summary>
internal sealed class NotificationInput : Input<NotificationCommand>
{
    private const string Discriminator = "template";

    public override string? MediaType => "application/json";

    public override Type? JsonType => typeof(NotificationBody);

    public override IReadOnlyList<FieldError> Read(ReadOnlyMemory<byte> body, JsonSerializerOptions json, out NotificationCommand? value)
    {
        value = null;
        if (StrictJson.Read(body, json.TypeOf<NotificationBody>(), out var read) is { Count: > 0 } faults)
        {
            return faults;
        }

        if (EmailTemplates.OfProduct.FirstOrDefault(each => each.Name == read!.Template) is not { Content: { } type })
        {
            return [new("/template", $"Expected one of {string.Join(", ", EmailTemplates.OfProduct.Select(each => each.Name))}.")];
        }

        var dataFaults = StrictJson.Read(read!.Data, json.GetTypeInfo(type), out var data);
        value = dataFaults.Count == 0 ? new(read.Id, read.To, (ProductEmail)data!) : null;
        return [.. dataFaults.Select(fault => fault with { Pointer = "/data" + fault.Pointer })];
    }

    /// <summary>One schema a template.</summary>
    public override JsonNode Schema(OpenApiSchemas schemas)
    {
        var variants = EmailTemplates.OfProduct
            .Select(each => (each.Name, Schema: schemas.Component($"{each.Content.Name}Notification", Variant(each.Name, schemas.OfRequest(each.Content)))))
            .ToList();
        return schemas.Component("NotificationBody", Http.Schema.Variants(Discriminator, variants));
    }

    private static JsonObject Variant(string template, JsonNode data) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["id"] = Http.Schema.Matching(Http.Schema.CallerIdPattern, "One id, one e-mail."),
            [Discriminator] = new JsonObject { ["type"] = "string", ["const"] = template },
            ["to"] = new JsonObject
            {
                ["type"] = "array",
                ["items"] = Http.Schema.Formatted("string", "email"),
                ["minItems"] = 1,
                ["maxItems"] = ProductEmail.MaxRecipients,
            },
            ["data"] = data,
        },
        ["required"] = new JsonArray("id", Discriminator, "to", "data"),
        ["additionalProperties"] = false,
    };
}
