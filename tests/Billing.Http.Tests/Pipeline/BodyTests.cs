using System.Text;
using Billing.Application;
using Billing.Http.Tests.Support;

namespace Billing.Http.Tests.Pipeline;

public sealed class BodyTests
{
    private const string Notes = "/api/v1/accounts/acme/notes";
    private const int Megabyte = 1024 * 1024;

    [Theory]
    [InlineData(Megabyte, false, 201)]
    [InlineData(Megabyte, true, 201)]
    [InlineData(Megabyte + 1, false, 413)]
    [InlineData(Megabyte + 1, true, 413)]
    [InlineData(2 * Megabyte, false, 413)]
    [InlineData(2 * Megabyte, true, 413)]
    [InlineData(20 * Megabyte, true, 413)]
    public async Task A_body_has_at_most_one_megabyte(int bytes, bool chunked, int status)
    {
        await using var server = await TestServer.StartAsync();
        var body = Encoding.UTF8.GetBytes($$"""{"text":"{{new string('a', bytes - 11)}}"}""");
        Assert.Equal(bytes, body.Length);
        var answer = await server.PostAsync(Notes, server.Token(Role.Owner, "acme"), chunked ? Content.Chunked(body) : Content.Bytes(body));
        Assert.Equal((status, status == 413 ? "body-too-large" : null), (answer.Status, answer.Code));
        Assert.Equal(status == 413 ? 0 : 1, server.Api.Handled);
    }

    [Theory]
    [InlineData("application/json", 201)]
    [InlineData("APPLICATION/JSON; Charset=UTF-8", 201)]
    [InlineData("application/json; charset=\"utf-8\"", 201)]
    [InlineData("application/merge-patch+json", 201)]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData("application/jsonx", 415)]
    [InlineData("text/json", 415)]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("multipart/form-data; boundary=x", 415)]
    [InlineData(null, 415)]
    public async Task Bodies_are_json(string? mediaType, int status)
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.PostAsync(Notes, server.Token(Role.Owner, "acme"), Content.Bytes("""{"text":"a"}"""u8.ToArray(), mediaType));
        Assert.Equal((status, status == 415 ? "unsupported-media-type" : null), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("gzip", 415)]
    [InlineData("identity", 201)]
    public async Task Compressed_bodies_are_not_read(string encoding, int status)
    {
        await using var server = await TestServer.StartAsync();
        var content = Content.Bytes("""{"text":"a"}"""u8.ToArray());
        content.Headers.ContentEncoding.Add(encoding);
        var answer = await server.PostAsync(Notes, server.Token(Role.Owner, "acme"), content);
        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task Raw_bodies_come_as_they_are()
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.PostAsync(
            "/api/v1/usage/events", server.Token(Role.Service), Content.Bytes("[not json"u8.ToArray(), "application/cloudevents-batch+json"));
        Assert.Equal((202, 9), (answer.Status, answer.Json["count"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_webhook_reads_its_signature_from_the_header()
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.PostAsync("/api/v1/webhooks/stripe", null, "{}", request => request.Headers.Add("Stripe-Signature", "t=1,v1=ab"));
        Assert.Equal((200, "t=1,v1=ab"), (answer.Status, answer.Json["caller"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?format=json&unknown=1")]
    [InlineData("?format=csv&from=2026-01-31")]
    [InlineData("?from=2026-01-31T10:00:00Z&app=my-app")]
    public async Task Query_parameters_are_optional_and_unknown_ones_ignored(string query)
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal(200, (await server.GetAsync($"/api/v1/accounts/acme/trends{query}", server.Token(Role.Operator))).Status);
    }

    [Theory]
    [InlineData("?format=xml", "/query/format")]
    [InlineData("?format=", "/query/format")]
    [InlineData("?format=csv&format=csv", "/query/format")]
    [InlineData("?from=yesterday", "/query/from")]
    [InlineData("?from=2026-13-01&app=a%20b", "/query/from /query/app")]
    [InlineData("?app=%00", "/query/app")]
    [InlineData("?app=%FF%FE", "/query/app")]
    public async Task Wrong_query_parameters_are_named(string query, string pointers)
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.GetAsync($"/api/v1/accounts/acme/trends{query}", server.Token(Role.Operator));
        Assert.Equal((400, "validation-failed", 0), (answer.Status, answer.Code, server.Api.Handled));
        Assert.Equal(pointers.Split(' '), answer.Pointers);
    }

    [Theory]
    [InlineData("", "20 ")]
    [InlineData("?limit=1", "1 ")]
    [InlineData("?limit=100&cursor=N3x4", "100 7|x")]
    public async Task Lists_take_a_limit_and_a_cursor(string query, string read)
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.GetAsync($"/api/v1/accounts/acme/notes{query}", server.Token(Role.Operator));
        Assert.Equal((200, read, "N3x4"), (answer.Status, answer.Json["items"]![0]!.GetValue<string>(), answer.Json["nextCursor"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("limit=-1")]
    [InlineData("limit=1.0")]
    [InlineData("limit=%2B5")]
    [InlineData("limit=99999999999")]
    [InlineData("cursor=")]
    [InlineData("cursor=%20")]
    [InlineData("cursor=a")]
    [InlineData("cursor=Ly8v")] // "///"
    [InlineData("cursor=gICA")] // no UTF-8
    public async Task Wrong_pages_are_refused(string query)
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.GetAsync($"/api/v1/accounts/acme/notes?{query}", server.Token(Role.Operator));
        Assert.Equal((400, "validation-failed", 0), (answer.Status, answer.Code, server.Api.Handled));
    }
}
