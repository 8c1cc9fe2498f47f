using Billing.Application;
using Billing.Http.Tests.Support;

namespace Billing.Http.Tests.Pipeline;

public sealed class RoutingTests
{
    private const string Made = "ord_01ARZ3NDEKTSV4RRFFQ69G5FAV";

    [Theory]
    [InlineData("GET", "/api/health/live", 200, null)]
    [InlineData("GET", "/api/health/ready", 200, null)]
    [InlineData("HEAD", "/api/health/live", 200, null)]
    [InlineData("GET", "/api/v1/plans", 200, null)]
    [InlineData("GET", "/", 404, "not-found")]
    [InlineData("GET", "/api/v1", 404, "not-found")]
    [InlineData("GET", "/api/v1/nothing", 404, "not-found")]
    [InlineData("GET", "/api/v1/plans/", 404, "not-found")]
    [InlineData("GET", "/api/v1/PLANS", 404, "not-found")]
    [InlineData("GET", "/api/v1/accounts//notes", 404, "not-found")]
    [InlineData("GET", "/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t", 404, "not-found")]
    [InlineData("POST", "/api/v1/plans", 405, "method-not-allowed")]
    [InlineData("PATCH", "/api/v1/accounts/acme", 405, "method-not-allowed")]
    [InlineData("GET", "/api/v1/accounts/acme/notes/latest", 200, null)] // a literal wins over a parameter
    [InlineData("GET", "/api/v1/accounts/acme/notes/" + Made, 200, null)]
    [InlineData("GET", "/api/v1/accounts/acme/notes/ord_", 404, "order-not-found")]
    [InlineData("GET", "/api/v1/accounts/acme/notes/a%20b", 404, "order-not-found")]
    [InlineData("GET", "/api/v1/accounts/a%20b/notes", 400, "validation-failed")]
    [InlineData("GET", "/api/v1/accounts/a%2Fb/notes", 400, "validation-failed")]
    [InlineData("PUT", "/api/v1/accounts/acme/seats/agent-ai/agents/bob", 204, null)]
    [InlineData("PUT", "/api/v1/accounts/acme/seats/other/agents/bob", 404, "not-found")]
    [InlineData("PUT", "/api/v1/accounts/acme/seats/agent-ai/agents/%F0%9F%98%80", 400, "validation-failed")]
    public async Task A_path_finds_its_operation_or_says_why_not(string method, string path, int status, string? code)
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.SendAsync(new HttpMethod(method), path, server.Token(Role.Service));
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Options_and_405_tell_the_methods()
    {
        await using var server = await TestServer.StartAsync();
        var options = await server.SendAsync(HttpMethod.Options, "/api/v1/accounts/acme");
        var refused = await server.SendAsync(HttpMethod.Delete, "/api/v1/accounts/acme");
        Assert.Equal((204, "GET, HEAD, OPTIONS, PUT"), (options.Status, options.Headers["Allow"]));
        Assert.Equal((405, "GET, HEAD, OPTIONS, PUT"), (refused.Status, refused.Headers["Allow"]));
    }

    [Fact]
    public async Task Head_answers_as_get_without_the_body()
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.SendAsync(HttpMethod.Head, "/api/health/live");
        Assert.Equal((200, "", "15"), (answer.Status, answer.Body, answer.Headers["Content-Length"]));
    }
}
