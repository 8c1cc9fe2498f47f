using System.Globalization;
using System.Text.Json.Nodes;

namespace Billing.Http;

/// <summary>One operation of the OpenAPI document.</summary>
internal static class OpenApiOperation
{
    /// <summary>The path without our rules for parameters: <c>/accounts/{accountId}/orders/{orderId}</c>.</summary>
    public static string PathOf(Operation operation)
    {
        var parameters = new Queue<RouteParameter>(operation.RouteParameters);
        var segments = operation.Path.Split('/').Select(segment => RouteParameter.IsParameter(segment) ? $"{{{parameters.Dequeue().Name}}}" : segment);
        return string.Join('/', segments);
    }

    /// <remarks>What is both sent and answered has one schema, that of requests, which every answer keeps too: so all requests come first.</remarks>
    public static IReadOnlyList<(Operation Operation, JsonObject Rendered)> Render(IReadOnlyList<Operation> operations, OpenApiSchemas schemas)
    {
        var rendered = operations.Select(operation => (operation, Request(operation, schemas))).ToList();
        foreach (var (operation, json) in rendered)
        {
            json["responses"] = Responses(operation, schemas);
        }

        return rendered;
    }

    private static JsonObject Request(Operation operation, OpenApiSchemas schemas)
    {
        var rendered = new JsonObject
        {
            ["operationId"] = operation.Name,
            ["tags"] = new JsonArray(operation.Tag),
            ["summary"] = operation.Summary,
            ["description"] = $"{operation.Description}\n\n{Roles(operation.Access)}".Trim(),
            ["security"] = operation.Access.IsPublic ? [] : new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }),
        };
        if (Parameters(operation) is { Count: > 0 } parameters)
        {
            rendered["parameters"] = parameters;
        }

        if (operation.RequestMediaType is { } mediaType)
        {
            var content = new JsonObject { ["schema"] = operation.RequestSchema(schemas) };
            rendered["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = new JsonObject { [mediaType] = WithExample(content, operation.RequestExample) },
            };
        }

        return rendered;
    }

    private static string Roles(Access access)
    {
        var roles = access.OwnRoles.Select(role => $"`{TokenIssuer.NameOf(role)}` (own account)")
            .Concat(access.AnyRoles.Select(role => $"`{TokenIssuer.NameOf(role)}`"));
        return access.IsPublic ? "No token needed." : $"Roles: {string.Join(", ", roles)}.";
    }

    private static JsonArray Parameters(Operation operation)
    {
        var parameters = new JsonArray();
        foreach (var parameter in operation.RouteParameters)
        {
            parameters.Add(Parameter("path", parameter.Name, "", required: true, RouteSchema(parameter)));
        }

        foreach (var parameter in operation.QueryParameters)
        {
            parameters.Add(Parameter("query", parameter.Name, parameter.Description, required: false, parameter.Schema()));
        }

        if (operation.HonoursIdempotencyKey)
        {
            parameters.Add(Parameter(
                "header", IdempotencyHeader.Name, "The same key with the same body replays the first answer for 24 hours.", required: false,
                new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 255, ["pattern"] = "^[ -~]+$" }));
        }

        return parameters;
    }

    private static JsonObject Parameter(string place, string name, string description, bool required, JsonObject schema) =>
        new() { ["name"] = name, ["in"] = place, ["description"] = description, ["required"] = required, ["schema"] = schema };

    private static JsonObject RouteSchema(RouteParameter parameter) => parameter switch
    {
        { Values.Count: > 0 } => Schema.OneOf(parameter.Values),
        { Prefix: { } prefix } => Schema.Matching($"^{prefix}_[0-9A-HJKMNP-TV-Z]{{26}}$"),
        { IsInstance: true } => Schema.Matching(RouteParameter.InstancePattern),
        _ => Schema.Matching(Schema.CallerIdPattern),
    };

    private static JsonObject Responses(Operation operation, OpenApiSchemas schemas)
    {
        var responses = new JsonObject();
        foreach (var status in operation.Responses.GroupBy(response => response.Status))
        {
            var response = new JsonObject { ["description"] = DescriptionOf(status.Key) };
            var contents = status.Where(each => each.MediaType is not null);
            if (contents.Any())
            {
                response["content"] = Schema.Members(contents, each => each.MediaType!, each => Content(each, operation, schemas));
            }

            if (operation.HonoursIdempotencyKey)
            {
                response["headers"] = new JsonObject { [IdempotencyHeader.ReplayedName] = ReplayedHeader() };
            }

            responses[Text(status.Key)] = response;
        }

        foreach (var (status, response) in OpenApiProblems.For(operation))
        {
            responses[Text(status)] = response;
        }

        return responses;
    }

    private static JsonObject Content(SuccessResponse response, Operation operation, OpenApiSchemas schemas) => response.JsonType is { } type
        ? WithExample(new JsonObject { ["schema"] = schemas.OfResponse(type) }, operation.ResponseExample)
        : response.MediaType!.StartsWith("text/", StringComparison.Ordinal) ? new JsonObject { ["schema"] = Schema.Text() } : [];

    private static JsonObject ReplayedHeader() =>
        new() { ["description"] = "`true` where this is the stored answer of an earlier request.", ["schema"] = Schema.Text() };

    private static JsonObject WithExample(JsonObject content, string? example)
    {
        if (example is not null)
        {
            content["example"] = JsonNode.Parse(example);
        }

        return content;
    }

    private static string DescriptionOf(int status) => status switch { 201 => "Created.", 202 => "Accepted.", 204 => "Done; no content.", _ => "Success." };

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
