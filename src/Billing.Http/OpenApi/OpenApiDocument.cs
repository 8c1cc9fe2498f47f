using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Billing.Application.Errors;

namespace Billing.Http;

/// <summary>The OpenAPI 3.1 document of an endpoint table. Made once, when it is first asked for.</summary>
internal static class OpenApiDocument
{
    private const string Introduction = """
        Accounts, plans, orders, credits, metering and entitlements of an AI-chatbot platform.

        Money is `{"amount": 5000, "currency": "USD"}` in integer minor units; credits are integer micros (1 USD = 1,000,000 micros).
        Instants are RFC 3339 in UTC. Errors are `application/problem+json` with a stable `code`. Every POST that creates something honours
        `Idempotency-Key` for 24 hours. Bodies hold at most 1 MB; unknown and repeated members are refused. Lists answer `{"items": [], "nextCursor": null}`.
        """;

    public static byte[] Render(EndpointTable table)
    {
        var schemas = new OpenApiSchemas(table.Json);
        var paths = new JsonObject();
        foreach (var (operation, rendered) in OpenApiOperation.Render(table.Operations, schemas))
        {
            var path = OpenApiOperation.PathOf(operation);
            var item = paths[path] as JsonObject ?? [];
            item[operation.Method.ToLowerInvariant()] = rendered;
            paths[path] = item;
        }

        var document = new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject { ["title"] = "Billing", ["version"] = "1", ["description"] = Introduction },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["tags"] = new JsonArray([.. table.Groups.Select(Tag)]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.Components(),
                ["responses"] = OpenApiProblems.Responses(),
                ["securitySchemes"] = new JsonObject { ["bearer"] = Bearer() },
            },
            ["x-codes"] = Schema.Members(ErrorCatalog.All, kind => kind.Code, Code),
        };
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true }))
        {
            document.WriteTo(writer);
        }

        return stream.ToArray();
    }

    private static JsonObject Tag(OperationGroup group) => new() { ["name"] = group.Name, ["description"] = group.Description };

    private static JsonObject Bearer() => new()
    {
        ["type"] = "http",
        ["scheme"] = "bearer",
        ["bearerFormat"] = "JWT",
        ["description"] = "Claims `sub`, `role` and, for owner, admin and developer, `account`.",
    };

    /// <summary>The error catalog, for the API page.</summary>
    private static JsonObject Code(ErrorKind kind) => new() { ["status"] = kind.Status, ["title"] = kind.Title, ["retryable"] = kind.Retryable };
}
