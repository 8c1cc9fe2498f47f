using System.Text.Json.Nodes;
using Billing.Application.Errors;

namespace Billing.Http;

/// <summary>The problem responses of the OpenAPI document: one component a code, and one response a status with the codes that it may carry.</summary>
internal static class OpenApiProblems
{
    public const string SchemaName = "Problem";

    public static JsonObject Responses() => Schema.Members(ErrorCatalog.All, kind => kind.Code, kind => Response([kind]));

    public static IEnumerable<(int Status, JsonObject Response)> For(Operation operation) => operation.Codes
        .Select(ErrorCatalog.Find)
        .GroupBy(kind => kind.Status)
        .OrderBy(status => status.Key)
        .Select(status => (status.Key, status.Count() == 1 ? Schema.Reference("responses", status.First().Code) : Response([.. status])));

    public static JsonObject ProblemSchema() => new()
    {
        ["type"] = "object",
        ["description"] = "An error, as RFC 9457 has it. Branch on `code`: it never changes.",
        ["required"] = new JsonArray("type", "title", "status", "detail", "code", "traceId"),
        ["properties"] = new JsonObject
        {
            ["type"] = Schema.Text("A stable reference to the code's description."),
            ["title"] = Schema.Text("The code in words."),
            ["status"] = new JsonObject { ["type"] = "integer" },
            ["detail"] = Schema.Text("What was wrong with this request."),
            ["code"] = Schema.OneOf(ErrorCatalog.All.Select(kind => kind.Code)),
            ["errors"] = new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject
                {
                    ["type"] = "object",
                    ["required"] = new JsonArray("pointer", "detail"),
                    ["properties"] = new JsonObject
                    {
                        ["pointer"] = Schema.Text("JSON pointer into the body; `/path/…`, `/query/…` and `/headers/…` name the other parts."),
                        ["detail"] = Schema.Text("What was expected there."),
                    },
                },
            },
            ["traceId"] = Schema.Text("Finds the request in logs and traces."),
            ["declineCode"] = Schema.Text("Of `payment-declined`: the provider's reason."),
            ["orderId"] = Schema.Text("Of `payment-declined`: the order that failed; of `order-in-progress`: the one that is being paid."),
            ["availableOn"] = new JsonObject
            {
                ["type"] = "array",
                ["description"] = "Of `plan-required`: the plans that have what was asked for.",
                ["items"] = new JsonObject { ["type"] = "string" },
            },
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
                    ["schema"] = Schema.Reference("schemas", SchemaName),
                    ["examples"] = Schema.Members(kinds, kind => kind.Code, kind => new JsonObject { ["value"] = Example(kind) }),
                },
            },
        };
        if (kinds.Any(kind => kind.Status is 429 or 503))
        {
            var seconds = new JsonObject { ["description"] = "Seconds to wait.", ["schema"] = new JsonObject { ["type"] = "integer" } };
            response["headers"] = new JsonObject { ["Retry-After"] = seconds };
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
}
