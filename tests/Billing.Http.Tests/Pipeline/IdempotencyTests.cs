using Billing.Application;
using Billing.Http.Tests.Support;

namespace Billing.Http.Tests.Pipeline;

public sealed class IdempotencyTests
{
    private const string Notes = "/api/v1/accounts/acme/notes";

    [Theory]
    [InlineData("a", true)]
    [InlineData("!~9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d", true)]
    [InlineData("", false)]
    [InlineData("a b", true)]
    [InlineData("a\tb", false)]
    public async Task A_key_is_printable_ascii(string key, bool taken)
    {
        await using var server = await TestServer.StartAsync();
        var answer = await PostAsync(server, key, """{"text":"a"}""");
        Assert.Equal(taken ? 201 : 400, answer.Status);
        Assert.Equal(taken ? key : null, server.Api.Seen?.Idempotency?.Key);
    }

    [Theory]
    [InlineData(255, 201)]
    [InlineData(256, 400)]
    public async Task A_key_has_at_most_255_characters(int length, int status)
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal(status, (await PostAsync(server, new string('k', length), """{"text":"a"}""")).Status);
    }

    [Fact]
    public async Task Two_keys_are_refused()
    {
        await using var server = await TestServer.StartAsync();
        string[] lines =
        [
            $"POST {Notes} HTTP/1.1", "Host: x", $"Authorization: Bearer {server.Token(Role.Owner, "acme")}",
            "Idempotency-Key: a", "Idempotency-Key: b", "Content-Type: application/json", "Content-Length: 12", "", """{"text":"a"}""",
        ];
        Assert.StartsWith("HTTP/1.1 400", await server.SendRawAsync(string.Join("\r\n", lines)), StringComparison.Ordinal);
        Assert.Equal(0, server.Api.Handled);
    }

    [Fact]
    public async Task The_fingerprint_tells_bodies_and_paths_apart_and_nothing_else()
    {
        await using var server = await TestServer.StartAsync();
        var first = await FingerprintAsync(server, Notes, """{"text":"a"}""");
        Assert.Equal(first, await FingerprintAsync(server, Notes, """{"text":"a"}"""));
        Assert.NotEqual(first, await FingerprintAsync(server, Notes, """{"text":"b"}"""));
        Assert.NotEqual(first, await FingerprintAsync(server, "/api/v1/accounts/acme/apps/x/deployments", """{"text":"a"}"""));
        Assert.Matches("^[0-9a-f]{64}$", first);
    }

    [Fact]
    public async Task Without_the_header_there_is_no_key_and_a_get_ignores_it()
    {
        await using var server = await TestServer.StartAsync();
        await server.PostAsync(Notes, server.Token(Role.Owner, "acme"), """{"text":"a"}""");
        Assert.Null(server.Api.Seen!.Idempotency);
        await server.SendAsync(
            HttpMethod.Get, "/api/v1/accounts/acme", server.Token(Role.Owner, "acme"), adjust: request => request.Headers.Add("Idempotency-Key", "k"));
        Assert.Null(server.Api.Seen!.Idempotency);
    }

    [Theory]
    [InlineData("again", 201, true)]
    [InlineData("once", 201, false)]
    [InlineData("decline again", 402, true)]
    [InlineData("decline", 402, false)]
    public async Task A_replay_is_told(string text, int status, bool replayed)
    {
        await using var server = await TestServer.StartAsync();
        var answer = await PostAsync(server, "k", $$"""{"text":"{{text}}"}""");
        Assert.Equal((status, replayed), (answer.Status, answer.Headers.TryGetValue("Idempotent-Replayed", out var value) && value == "true"));
    }

    private static async Task<string> FingerprintAsync(TestServer server, string path, string body)
    {
        await server.PostAsync(path, server.Token(Role.Owner, "acme"), body, request => request.Headers.Add("Idempotency-Key", "k"));
        return server.Api.Seen!.Idempotency!.Fingerprint;
    }

    private static Task<Answer> PostAsync(TestServer server, string key, string body) =>
        server.PostAsync(Notes, server.Token(Role.Owner, "acme"), body, request => request.Headers.TryAddWithoutValidation("Idempotency-Key", key));
}
