using System.Text;
using Billing.Http.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Billing.Http.Tests.Json;

/// <summary>Whatever comes is taken or refused: never a failure of ours.</summary>
public sealed class JunkTests
{
    private static readonly string[] Names = ["text", "interval", "seats", "team", "tags", "price", "amount", "currency", "at", "data", "\\ud800", "x\\u0000"];

    private static readonly string[] Leaves =
    [
        "null", "true", "0", "-1", "1.5", "1e400", "99999999999999999999", "[]", "{}",
        "\"\"", "\"a\"", "\"month\"", "\"USD\"", "\"\\ud800\"", "\"\\u0000\"", "\"2026-01-31T10:00:00Z\"",
    ];

    [Fact]
    public async Task Random_bytes_are_refused()
    {
        await using var server = await TestServer.StartAsync();
        var token = server.Token(Application.Role.Owner, "acme");
        Prop.ForAll<byte[]>(bytes => Post(server, token, bytes) == 400).QuickCheckThrowOnFailure();
        Assert.Equal(0, server.Api.Handled);
    }

    [Fact]
    public async Task Random_json_is_taken_or_refused()
    {
        await using var server = await TestServer.StartAsync();
        var token = server.Token(Application.Role.Owner, "acme");
        Prop.ForAll(Object(3).ToArbitrary(), body => Post(server, token, Encoding.UTF8.GetBytes(body)) is 201 or 400)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public async Task A_valid_body_with_one_byte_changed_is_taken_or_refused()
    {
        await using var server = await TestServer.StartAsync();
        var token = server.Token(Application.Role.Owner, "acme");
        var valid = """
            {"text":"a\u00e9","interval":"nextYear","seats":{"team":1},"tags":["x"],"price":{"amount":5,"currency":"USD"},"at":"2026-01-31T10:00:00Z"}
            """u8.ToArray();
        Prop.ForAll<int, byte>((at, value) =>
        {
            byte[] changed = [.. valid];
            changed[(int)(Math.Abs((long)at) % changed.Length)] = value;
            return Post(server, token, changed) is 201 or 400;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static int Post(TestServer server, string token, byte[] body) =>
        server.PostAsync("/api/v1/accounts/acme/notes", token, Content.Bytes(body)).GetAwaiter().GetResult().Status;

    private static Gen<string> Object(int depth) =>
        from members in Gen.ListOf(from name in Gen.Elements(Names)
                                   from value in Value(depth)
                                   select $"\"{name}\":{value}")
        select $"{{{string.Join(',', members)}}}";

    private static Gen<string> Value(int depth)
    {
        var leaf = Gen.Elements(Leaves);
        return depth == 0 ? leaf : Gen.OneOf(leaf, Object(depth - 1), from items in Gen.ListOf(Value(depth - 1)) select $"[{string.Join(',', items)}]");
    }
}
