using System.Text.Json.Nodes;
using Billing.Application.Errors;
using Billing.Http.Tests.Support;

namespace Billing.Http.Tests.OpenApi;

public sealed class OpenApiTests
{
    [Fact]
    public async Task The_document_is_valid_openapi_3_1()
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.GetAsync("/api/openapi/v1.json");
        Assert.Equal((200, "application/json"), (answer.Status, answer.MediaType));
        var read = Microsoft.OpenApi.OpenApiDocument.Parse(answer.Body, "json");
        Assert.Equal(Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_1, read.Diagnostic!.SpecificationVersion);
        Assert.Empty(read.Diagnostic.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
    }

    [Fact]
    public async Task Every_operation_is_there_with_all_that_it_may_answer()
    {
        await using var server = await TestServer.StartAsync();
        var document = (await server.GetAsync("/api/openapi/v1.json")).Json;
        foreach (var operation in server.Table.Operations)
        {
            var rendered = document["paths"]![OpenApiOperation.PathOf(operation)]![operation.Method.ToLowerInvariant()]!;
            Assert.Equal(operation.Name, rendered["operationId"]!.GetValue<string>());
            Assert.Equal(operation.Access.IsPublic ? 0 : 1, rendered["security"]!.AsArray().Count);
            Assert.Equal(operation.RequestMediaType is not null, rendered["requestBody"] is not null);
            var successes = operation.Responses.Select(response => response.Status);
            var problems = operation.Codes.Select(code => ErrorCatalog.Find(code).Status);
            Assert.Equal(successes.Concat(problems).Distinct().Order(), rendered["responses"]!.AsObject().Select(response => int.Parse(response.Key)).Order());
        }

        Assert.Equal(server.Table.Operations.Count, document["paths"]!.AsObject().Sum(path => path.Value!.AsObject().Count));
    }

    [Fact]
    public async Task References_lead_somewhere()
    {
        await using var server = await TestServer.StartAsync();
        var document = (await server.GetAsync("/api/openapi/v1.json")).Json;
        var references = References(document).ToList();
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.NotNull(reference.Split('/')[1..].Aggregate((JsonNode?)document, (node, step) => node?[step])));
    }

    [Fact]
    public async Task Schemas_say_what_the_types_say()
    {
        await using var server = await TestServer.StartAsync();
        var schemas = (await server.GetAsync("/api/openapi/v1.json")).Json["components"]!["schemas"]!;
        var body = schemas["NoteBody"]!;
        Assert.Equal("A wanted end.", body["description"]!.GetValue<string>());
        Assert.Equal("""["text"]""", body["required"]!.ToJsonString());
        Assert.Equal("false", body["additionalProperties"]!.ToJsonString());
        Assert.Equal("""{"type":"string","description":"What to say."}""", Member(body, "text"));
        Assert.Equal("""{"type":"string","enum":["month","next-year","nextYear"],"default":"month"}""", Member(body, "interval"));
        Assert.Equal("""{"anyOf":[{"$ref":"#/components/schemas/SeatsBody"},{"type":"null"}]}""", Member(body, "seats"));
        Assert.Equal("""{"type":["array","null"],"items":{"type":"string"}}""", Member(body, "tags"));
        Assert.Equal("""{"anyOf":[{"$ref":"#/components/schemas/Money"},{"type":"null"}]}""", Member(body, "price"));
        Assert.Equal("""["string","null"]""", body["properties"]!["at"]!["type"]!.ToJsonString());
        Assert.Equal("""["account","text","interval","price","at","micros"]""", schemas["Note"]!["required"]!.ToJsonString());
        Assert.Equal("""{"type":["string","null"]}""", Member(schemas["StringPage"]!, "nextCursor"));
        Assert.Equal("""["count","caller"]""", schemas["Count"]!["required"]!.ToJsonString()); // a member that may be left out is not required
    }

    [Fact]
    public async Task What_is_both_sent_and_answered_demands_only_what_a_request_must_say()
    {
        await using var server = await TestServer.StartAsync();
        var seats = (await server.GetAsync("/api/openapi/v1.json")).Json["components"]!["schemas"]!["SeatsBody"]!;
        Assert.Null(seats["required"]);
        Assert.Equal("false", seats["additionalProperties"]!.ToJsonString());
    }

    [Fact]
    public async Task Examples_are_what_the_api_itself_takes_and_gives()
    {
        await using var server = await TestServer.StartAsync();
        Assert.Empty(Examples.Faults(server.Table));
        Assert.Contains(server.Table.Operations, operation => operation.RequestExample is not null);
    }

    [Fact]
    public void Two_operations_never_share_a_name_or_a_route()
    {
        Assert.Throws<InvalidOperationException>(() => new EndpointTable([Twice("A", "/a"), Twice("A", "/b")]));
        Assert.Throws<InvalidOperationException>(() => new EndpointTable([Twice("A", "/a/{x}"), Twice("B", "/a/{y}")]));
        Assert.Throws<KeyNotFoundException>(() => Twice("A", "/a").Operations[0].Refuses("no-such-code"));
    }

    [Theory]
    [InlineData("/api/docs", "text/html")]
    [InlineData("/api/docs/docs.js", "text/javascript")]
    [InlineData("/api/docs/docs.css", "text/css")]
    public async Task The_api_page_is_served_and_fetches_nothing_from_elsewhere(string path, string mediaType)
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.GetAsync(path);
        Assert.Equal((200, mediaType), (answer.Status, answer.MediaType));
        Assert.DoesNotContain("//cdn", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script(?![^>]*src=)| on[a-z]+=\"| style=\"", answer.Body); // the content security policy would stop it
    }

    private static OperationGroup Twice(string name, string route) => new(name, "", null, [Operation.Get<string>(name, route, Access.Public, _ => new("x"))]);

    private static string Member(JsonNode schema, string name) => schema["properties"]![name]!.ToJsonString();

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member =>
            member is { Key: "$ref", Value: JsonValue reference } ? [reference.GetValue<string>()] : References(member.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };
}
