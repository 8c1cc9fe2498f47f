using Billing.Application;
using Billing.Domain;

namespace Billing.Http;

/// <summary>The API's description: for machines the OpenAPI document, for people a page that reads it and tries it out.</summary>
internal static class DescriptionEndpoints
{
    /// <param name="table">The table that these operations are part of.</param>
    public static OperationGroup Group(Func<EndpointTable> table)
    {
        var document = new Lazy<FileContent>(() => new FileContent("application/json", OpenApiDocument.Render(table())));
        return new("Description", "The API describes itself.", null,
        [
            Operation.GetFile("GetOpenApi", "/openapi/v1.json", Access.Public, "application/json", _ => File(document.Value))
                .Describe("This API as an OpenAPI 3.1 document"),
            Page("GetDocs", "/docs", "text/html", "docs.html").Describe("This API as a page that tries it out"),
            Page("GetDocsScript", "/docs/docs.js", "text/javascript", "docs.js").Describe("The page's script"),
            Page("GetDocsStyle", "/docs/docs.css", "text/css", "docs.css").Describe("The page's style"),
        ])
        { BasePath = "/api" };
    }

    private static Operation Page(string name, string route, string mediaType, string resource)
    {
        var content = new Lazy<FileContent>(() => new FileContent($"{mediaType}; charset=utf-8", Resource(resource)));
        return Operation.GetFile(name, route, Access.Public, mediaType, _ => File(content.Value));
    }

    private static byte[] Resource(string name)
    {
        using var stream = typeof(DescriptionEndpoints).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static ValueTask<Result<FileContent>> File(FileContent file) => ValueTask.FromResult<Result<FileContent>>(file);
}
