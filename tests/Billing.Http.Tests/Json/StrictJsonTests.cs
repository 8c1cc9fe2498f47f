using System.Text;
using Billing.Http.Tests.Support;

namespace Billing.Http.Tests.Json;

public sealed class StrictJsonTests
{
    /// <summary>body → pointer of each fault, in order; empty: taken.</summary>
    public static TheoryData<string, string> Bodies { get; } = new()
    {
        { """{"text":"a"}""", "" },
        { """{ "text" : "a", "seats": null, "tags": ["x", "\u00e9"] }""", "" },
        { """{"text":"\ud83d\ude00"}""", "" },
        { """{"text":"a","data":{"any":[1.5,{"x":null}]}}""", "" },
        { "", "''" },
        { "null", "''" },
        { "[]", "''" },
        { "7", "''" },
        { "\"text\"", "''" },
        { "{", "''" },
        { "{}", "/text" },
        { """{"text":"a"}}""", "''" },
        { """{"text":"a"} {}""", "''" },
        { """{"text":"a",}""", "''" },
        { """{'text':'a'}""", "''" },
        { """{"text":"a"}//comment""", "''" },
        { "\uFEFF{\"text\":\"a\"}", "''" },
        { """{"text":null}""", "/text" },
        { """{"text":1}""", "/text" },
        { """{"text":{}}""", "/text" },
        { """{"text":"\u0000"}""", "/text" },
        { """{"text":"\ud800"}""", "/text" },
        { """{"text":"\udc00\ud800"}""", "/text" },
        { """{"\ud800":1,"text":"a"}""", "''" },
        { """{"Text":"a"}""", "/Text /text" },
        { """{"text":"a","text":"a"}""", "/text" },
        { """{"text":"a","te\u0078t":"b"}""", "/text" },
        { """{"text":"a","odd/na~me":1}""", "/odd~1na~0me" },
        { """{"text":"a","odd.na'me[0]":1}""", "/odd.na'me[0]" },
        { """{"text":"a","":1}""", "/" },
        { """{"text":"a","interval":"next-year"}""", "" },
        { """{"text":"a","interval":"Month"}""", "/interval" },
        { """{"text":"a","interval":0}""", "/interval" },
        { """{"text":"a","interval":"0"}""", "/interval" },
        { """{"text":"a","interval":"month, nextYear"}""", "/interval" },
        { """{"text":"a","interval":null}""", "/interval" },
        { """{"text":"a","seats":[]}""", "/seats" },
        { """{"text":"a","seats":{"team":"2"}}""", "/seats/team" },
        { """{"text":"a","seats":{"team":2.0}}""", "/seats/team" },
        { """{"text":"a","seats":{"team":2e0}}""", "/seats/team" },
        { """{"text":"a","seats":{"team":2147483648}}""", "/seats/team" },
        { """{"text":"a","seats":{"team":-2147483648}}""", "" },
        { """{"text":"a","seats":{"named":9223372036854775808}}""", "/seats/named" },
        { """{"text":"a","seats":{"named":1e999}}""", "/seats/named" },
        { """{"text":"a","seats":{"named":null}}""", "/seats/named" },
        { """{"text":"a","seats":{"named":01}}""", "''" },
        { """{"text":"a","seats":{"named":NaN}}""", "''" },
        { """{"text":"a","seats":{"extra":1,"team":true}}""", "/seats/extra /seats/team" },
        { """{"text":"a","tags":"x"}""", "/tags" },
        { """{"text":"a","tags":["x",null,1]}""", "/tags/1 /tags/2" },
        { """{"text":"a","price":{"amount":5,"currency":"USD"}}""", "" },
        { """{"text":"a","price":{"amount":5.5,"currency":"USD"}}""", "/price/amount" },
        { """{"text":"a","price":{"amount":5,"currency":"usd"}}""", "/price/currency" },
        { """{"text":"a","price":{"amount":5}}""", "/price/currency" },
        { """{"text":"a","price":5}""", "/price" },
        { """{"text":"a","micros":9223372036854775807}""", "" },
        { """{"text":"a","micros":"5"}""", "/micros" },
        { """{"text":"a","at":"2026-01-31T10:00:00Z"}""", "" },
        { """{"text":"a","at":"2026-01-31T10:00:00.1234567+02:00"}""", "" },
        { """{"text":"a","at":"2026-01-31T10:00:00"}""", "/at" },
        { """{"text":"a","at":"2026-01-31"}""", "/at" },
        { """{"text":"a","at":"2026-02-30T10:00:00Z"}""", "/at" },
        { """{"text":"a","at":"0001-01-01T00:00:00+14:00"}""", "/at" },
        { """{"text":"a","at":"9999-12-31T23:59:59-14:00"}""", "/at" },
        { """{"text":"a","at":1769853600}""", "/at" },
        { """{"text":"a","day":"2026-02-29"}""", "/day" },
        { """{"text":"a","flag":"true"}""", "/flag" },
        { """{"text":"a","data":{"x":{"y":1,"y":2}}}""", "/data/x/y" },
        { """{"text":"a","data":{"x":["\ud800"]}}""", "/data/x/0" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Every_fault_of_a_body_is_named_by_its_pointer(string body, string pointers)
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.PostAsync("/api/v1/accounts/acme/notes", server.Token(Application.Role.Owner, "acme"), body);
        if (pointers.Length == 0)
        {
            Assert.Equal((201, 1), (answer.Status, server.Api.Handled));
            return;
        }

        Assert.Equal((400, "validation-failed", 0), (answer.Status, answer.Code, server.Api.Handled));
        Assert.Equal(pointers.Replace("''", "", StringComparison.Ordinal).Split(' '), answer.Pointers);
        Assert.All(answer.Json["errors"]!.AsArray(), error => Assert.NotEmpty(error!["detail"]!.GetValue<string>()));
        Assert.DoesNotContain("System.", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("NoteBody", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"text\":\"\u0001\"}")]
    [InlineData("{\"text\":\"a\\q\"}")]
    public async Task Broken_texts_are_no_json(string body)
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal(400, (await server.PostAsync("/api/v1/accounts/acme/notes", server.Token(Application.Role.Owner, "acme"), body)).Status);
        Assert.Equal(0, server.Api.Handled);
    }

    [Fact]
    public async Task Deep_nesting_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        foreach (var depth in new[] { 33, 1000, 200_000 })
        {
            var body = $$$"""{"text":"a","data":{"x":{{{new string('[', depth)}}}{{{new string(']', depth)}}}} }""";
            Assert.Equal(400, (await server.PostAsync("/api/v1/accounts/acme/notes", server.Token(Application.Role.Owner, "acme"), body)).Status);
        }

        Assert.Equal(0, server.Api.Handled);
    }

    [Theory]
    [InlineData("2026-01-31T10:00:00Z", "2026-01-31T10:00:00Z")]
    [InlineData("2026-01-31T10:00:00.500Z", "2026-01-31T10:00:00.5Z")]
    [InlineData("2026-01-31T10:00:00.0000001+01:00", "2026-01-31T09:00:00.0000001Z")]
    public async Task Instants_are_written_in_utc(string read, string written)
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.PostAsync("/api/v1/accounts/acme/notes", server.Token(Application.Role.Owner, "acme"), $$"""{"text":"a","at":"{{read}}"}""");
        Assert.Equal(written, answer.Json["at"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("$", "")]
    [InlineData("$.a.b[3].c", "/a/b/3/c")]
    [InlineData("$['a.b'].c", "/a.b/c")]
    [InlineData("$[0][1]", "/0/1")]
    [InlineData("$['x/y~z", "/x~1y~0z")]
    public void The_serializers_paths_become_pointers(string? path, string pointer) => Assert.Equal(pointer, JsonPointer.FromPath(path));

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_refused()
    {
        await using var server = await TestServer.StartAsync();
        byte[][] bodies =
        [
            [.. "{\"text\":\""u8, 0xFF, .. "\"}"u8],
            [.. "{\"text\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8], // a surrogate, encoded
            [0xFE, 0xFF],
            Encoding.Unicode.GetBytes("{\"text\":\"a\"}"),
        ];
        foreach (var body in bodies)
        {
            var answer = await server.PostAsync("/api/v1/accounts/acme/notes", server.Token(Application.Role.Owner, "acme"), Content.Bytes(body));
            Assert.Equal((400, "validation-failed"), (answer.Status, answer.Code));
        }

        Assert.Equal(0, server.Api.Handled);
    }
}
