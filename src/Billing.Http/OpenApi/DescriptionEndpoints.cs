using Billing.Application;
using Billing.Domain;

namespace Billing.Http;

/// <summary>The API's description for machines and for people.</summary>
internal static class DescriptionEndpoints
{
    /// <param name="table">The table that these operations are part of.</param>
    public static OperationGroup Group(Func<EndpointTable> table)
    {
        var document = new Lazy<FileContent>(() => new FileContent("application/json", OpenApiDocument.Render(table())));
        return new("Description", "The API describes itself.", null,
        [
            Operation.GetFile("GetOpenApi", "/openapi/v1.json", Access.Public, "application/json", _ => File(document.Value)).Describe("This API as an OpenAPI 3.1 document"),
        ])
        { BasePath = "/api" };
    }

    private static ValueTask<Result<FileContent>> File(FileContent file) => ValueTask.FromResult<Result<FileContent>>(file);
}
