using System.Text.Json.Nodes;
using Billing.Application.Errors;

namespace Billing.Http;

/// <summary>The problem responses of the OpenAPI document: one component a code, and one response a status with the codes that it may carry.</summary>
internal static class OpenApiProblems
{
    public const string SchemaName = "Problem";

    public static JsonObject Responses() => new(ErrorCatalog.All.Select(kind => KeyValuePair.Create(kind.Code, (JsonNode?)Response([kind]))));

    public static IEnumerable<(int Status, JsonObject Response)> For(Operation operation) => operation.Codes
        .Select(ErrorCatalog.Find)
        .GroupBy(kind => kind.Status)
        .OrderBy(status => status.Key)
        .Select(status => (status.Key, status.Count() == 1 ? new JsonObject { ["$ref"] = $"#/components/responses/{status.First().Code}" } : Response([.. status])));

    public static JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["description"] = "An error, as RFC 9457 has it. Branch on `code`: it never changes.",
        ["required"] = new JsonArray("type", "title", "status", "detail", "code", "traceId"),
        ["properties"] = new JsonObject
        {
            ["type"] = Text("A stable reference to the code's description."),
            ["title"] = Text("The code in words."),
            ["status"] = new JsonObject { ["type"] = "integer" },
            ["detail"] = Text("What was wrong with this request."),
            ["code"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. ErrorCatalog.All.Select(kind => (JsonNode)kind.Code)]) },
            ["errors"] = new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject
                {
                    ["type"] = "object",
                    ["required"] = new JsonArray("pointer", "detail"),
                    ["properties"] = new JsonObject
                    {
                        ["pointer"] = Text("JSON pointer into the body; `/path/…`, `/query/…` and `/headers/…` name the other parts."),
                        ["detail"] = Text("What was expected there."),
                    },
                },
            },
            ["traceId"] = Text("Finds the request in logs and traces."),
            ["declineCode"] = Text("Of `payment-declined`: the provider's reason."),
            ["orderId"] = Text("Of `payment-declined`: the order that failed."),
        },
    };

    private static JsonObject Response(IReadOnlyList<ErrorKind> kinds)
    {
        var response = new JsonObject
        {
            ["description"] = string.Join("; ", kinds.Select(kind => $"`{kind.Code}`: {kind.Title}")) + ".",
            ["content"] = new JsonObject
            {
                [ProblemResponse.MediaType] = new JsonObject
                {
                    ["schema"] = new JsonObject { ["$ref"] = $"#/components/schemas/{SchemaName}" },
                    ["examples"] = new JsonObject(kinds.Select(kind => KeyValuePair.Create(kind.Code, (JsonNode?)new JsonObject { ["value"] = Example(kind) }))),
                },
            },
        };
        if (kinds.Any(kind => kind.Status is 429 or 503))
        {
            response["headers"] = new JsonObject { ["Retry-After"] = new JsonObject { ["description"] = "Seconds to wait.", ["schema"] = new JsonObject { ["type"] = "integer" } } };
        }

        return response;
    }

    private static JsonObject Example(ErrorKind kind) => new()
    {
        ["type"] = Problem.TypeOf(kind.Code),
        ["title"] = kind.Title,
        ["status"] = kind.Status,
        ["detail"] = kind.Title + ".",
        ["code"] = kind.Code,
        ["traceId"] = "4bf92f3577b34da6a3ce929d0e0e4736",
    };

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };
}
