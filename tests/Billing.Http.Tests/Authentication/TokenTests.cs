using System.Security.Cryptography;
using System.Text;
using Billing.Application;
using Billing.Http.Tests.Support;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Billing.Http.Tests.Authentication;

public sealed class TokenTests
{
    private const string Path = "/api/v1/accounts/acme";
    private static readonly string[] Critical = ["b64"];
    private static readonly byte[] Key = TestServer.DefaultOptions.SigningKey.ToArray();

    [Theory]
    [InlineData("genuine", 200)]
    [InlineData("expired within the skew", 200)]
    [InlineData("expired", 401)]
    [InlineData("without exp", 401)]
    [InlineData("not yet valid", 401)]
    [InlineData("another key", 401)]
    [InlineData("another issuer", 401)]
    [InlineData("another audience", 401)]
    [InlineData("without sub", 401)]
    [InlineData("HS512", 401)]
    [InlineData("alg none", 401)]
    [InlineData("critical extension", 401)]
    [InlineData("signature cut", 401)]
    [InlineData("payload changed", 401)]
    [InlineData("not a token", 401)]
    [InlineData("three dots", 401)]
    [InlineData("empty", 401)]
    [InlineData("huge", 401)]
    [InlineData("role unknown", 403)]
    [InlineData("role missing", 403)]
    [InlineData("account no id", 404)]
    public async Task Only_genuine_tokens_are_let_in(string kind, int status)
    {
        await using var server = await TestServer.StartAsync();
        for (var attempt = 0; attempt < 2; attempt++) // the second comes from the cache, where there is one
        {
            var answer = await GetAsync(server, $"Bearer {Make(kind)}");
            Assert.Equal(status, answer.Status);
            Assert.Equal(status == 401, answer.Headers.ContainsKey("WWW-Authenticate"));
        }

        Assert.Equal(status == 200, server.Api.Handled > 0);
    }

    [Theory]
    [InlineData("bearer {0}", 200)]
    [InlineData("Basic {0}", 401)]
    [InlineData("{0}", 401)]
    [InlineData("Bearer", 401)]
    [InlineData("Bearer {0}, Bearer {0}", 401)]
    public async Task The_scheme_is_bearer(string header, int status)
    {
        await using var server = await TestServer.StartAsync();
        var answer = await GetAsync(server, string.Format(header, server.Token(Role.Owner, "acme")));
        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task Two_authorization_headers_are_none()
    {
        await using var server = await TestServer.StartAsync();
        var answer = await GetAsync(server, $"Bearer {server.Token(Role.Owner, "acme")}", $"Bearer {server.Token(Role.Operator)}");
        Assert.Equal(401, answer.Status);
    }

    [Fact]
    public async Task Another_tenants_account_looks_as_if_it_did_not_exist()
    {
        await using var server = await TestServer.StartAsync();
        var anothers = await server.GetAsync("/api/v1/accounts/other", server.Token(Role.Owner, "acme"));
        var missing = await server.GetAsync("/api/v1/accounts/gone", server.Token(Role.Owner, "gone"));
        Assert.Equal((404, "account-not-found"), (missing.Status, missing.Code));
        Assert.Equal(Comparable(missing), Comparable(anothers));
    }

    [Fact]
    public async Task Names_of_claims_are_configurable()
    {
        await using var server = await TestServer.StartAsync(TestServer.DefaultOptions with { RoleClaim = "roles", AccountClaim = "org" });
        var token = Signed(claims =>
        {
            claims["roles"] = new List<string> { "somebody", "owner" };
            claims["org"] = "acme";
        });
        Assert.Equal(200, (await server.GetAsync(Path, token)).Status);
    }

    private static (int Status, string Body, string Headers) Comparable(Answer answer)
    {
        var body = answer.Json.AsObject();
        body.Remove("traceId");
        var headers = answer.Headers.Where(header => header.Key != "Date").Select(header => $"{header.Key}: {header.Value}").Order();
        return (answer.Status, body.ToJsonString(), string.Join('\n', headers));
    }

    private static Task<Answer> GetAsync(TestServer server, params string[] authorization) =>
        server.SendAsync(HttpMethod.Get, Path, adjust: request => request.Headers.TryAddWithoutValidation("Authorization", authorization));

    private static string Make(string kind) => kind switch
    {
        "genuine" => Signed(),
        "expired within the skew" => Signed(expires: DateTime.UtcNow.AddSeconds(-10)),
        "expired" => Signed(expires: DateTime.UtcNow.AddSeconds(-40)),
        "without exp" => Unexpiring(),
        "not yet valid" => Signed(claims => claims["nbf"] = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds()),
        "another key" => Signed(key: RandomNumberGenerator.GetBytes(32)),
        "another issuer" => Signed(issuer: "somebody"),
        "another audience" => Signed(audience: "somebody"),
        "without sub" => Signed(claims => claims.Remove("sub")),
        "HS512" => Signed(key: RandomNumberGenerator.GetBytes(64), algorithm: SecurityAlgorithms.HmacSha512),
        "alg none" => $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{Signed().Split('.')[1]}.",
        "critical extension" => Signed(head: new Dictionary<string, object> { ["crit"] = Critical, ["b64"] = true }),
        "signature cut" => Signed()[..^4],
        "payload changed" => Changed(),
        "not a token" => "x",
        "three dots" => "...",
        "empty" => "",
        "huge" => new string('a', 20_000),
        "role unknown" => Signed(claims => claims["role"] = "emperor"),
        "role missing" => Signed(claims => claims.Remove("role")),
        "account no id" => Signed(claims => claims["account"] = "a b"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string Changed()
    {
        var parts = Signed().Split('.');
        var payload = Base64UrlEncoder.Decode(parts[1]).Replace("owner", "operator", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(payload)}.{parts[2]}";
    }

    private static string Unexpiring()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var head = Base64UrlEncoder.Encode("""{"alg":"HS256","typ":"JWT"}""");
        const string Self = TokenIssuer.SelfIssued;
        var payload = Base64UrlEncoder.Encode($$"""{"iss":"{{Self}}","aud":"{{Self}}","sub":"x","role":"owner","account":"acme","iat":{{now}}}""");
        return $"{head}.{payload}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(Key, Encoding.ASCII.GetBytes($"{head}.{payload}")))}";
    }

    private static string Signed(
        Action<Dictionary<string, object>>? adjust = null, DateTime? expires = null, byte[]? key = null,
        string issuer = TokenIssuer.SelfIssued, string audience = TokenIssuer.SelfIssued, string algorithm = SecurityAlgorithms.HmacSha256,
        Dictionary<string, object>? head = null)
    {
        var claims = new Dictionary<string, object> { ["sub"] = "x", ["role"] = "owner", ["account"] = "acme" };
        adjust?.Invoke(claims);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Claims = claims,
            AdditionalHeaderClaims = head,
            Expires = expires ?? DateTime.UtcNow.AddHours(1),
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(key ?? Key), algorithm),
        });
    }
}
