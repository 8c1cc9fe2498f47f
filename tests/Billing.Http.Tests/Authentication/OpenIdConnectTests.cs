using System.Security.Cryptography;
using Billing.Http.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Billing.Http.Tests.Authentication;

public sealed class OpenIdConnectTests
{
    private const string Path = "/api/v1/accounts/acme";

    [Theory]
    [InlineData("RS256", "billing", 200)]
    [InlineData("ES256", "billing", 200)]
    [InlineData("RS256", "another", 401)]
    [InlineData("RS384", "billing", 401)]
    [InlineData("HS256 with the public key", "billing", 401)]
    public async Task Tokens_of_the_authority_are_let_in(string algorithm, string audience, int status)
    {
        await using var authority = await Authority.StartAsync();
        await using var server = await TestServer.StartAsync(new BillingHttpOptions { Authority = authority.Address, Audience = "billing" });
        Assert.Equal(status, (await server.GetAsync(Path, authority.Token(algorithm, audience))).Status);
    }

    [Fact]
    public async Task The_homes_own_key_and_the_authority_may_both_be_trusted()
    {
        await using var authority = await Authority.StartAsync();
        await using var server = await TestServer.StartAsync(TestServer.DefaultOptions with { Authority = authority.Address, Audience = "billing" });
        Assert.Equal(200, (await server.GetAsync(Path, authority.Token("RS256", "billing"))).Status);
        Assert.Equal(200, (await server.GetAsync(Path, server.Token(Application.Role.Service))).Status);
    }

    [Fact]
    public async Task An_authority_that_cannot_be_reached_makes_the_service_unavailable_not_the_token_wrong()
    {
        await using var authority = await Authority.StartAsync();
        var token = authority.Token("RS256", "billing");
        await authority.DisposeAsync();
        await using var server = await TestServer.StartAsync(new BillingHttpOptions { Authority = authority.Address, Audience = "billing" });
        var answer = await server.GetAsync(Path, token);
        Assert.Equal((503, "service-unavailable"), (answer.Status, answer.Code));
        Assert.True(answer.Headers.ContainsKey("Retry-After"));
    }

    [Fact]
    public void Nothing_to_trust_stops_the_start() =>
        Assert.Throws<ArgumentException>(() => new TokenValidator(new BillingHttpOptions(), TimeProvider.System));

    /// <summary>An OpenID Connect issuer as far as metadata and keys go.</summary>
    private sealed class Authority : IAsyncDisposable
    {
        private readonly WebApplication _app;
        private readonly RSA _rsa = RSA.Create(2048);
        private readonly ECDsa _ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        private Authority()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            _app = builder.Build();
            _app.Run(http => http.Response.WriteAsync(http.Request.Path == "/keys" ? Keys() : $$"""{"issuer":"{{Address}}","jwks_uri":"{{Address}}keys"}"""));
        }

        public Uri Address { get; private set; } = null!;

        public static async Task<Authority> StartAsync()
        {
            var authority = new Authority();
            await authority._app.StartAsync();
            authority.Address = new Uri(authority._app.Urls.First());
            return authority;
        }

        public string Token(string algorithm, string audience) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Address.ToString(),
            Audience = audience,
            Claims = new Dictionary<string, object> { ["sub"] = "x", ["role"] = "owner", ["account"] = "acme" },
            Expires = DateTime.UtcNow.AddHours(1),
            SigningCredentials = algorithm switch
            {
                "ES256" => new SigningCredentials(new ECDsaSecurityKey(_ec) { KeyId = "ec" }, algorithm),
                "HS256 with the public key" => new SigningCredentials(new SymmetricSecurityKey(_rsa.ExportSubjectPublicKeyInfo()) { KeyId = "rsa" }, "HS256"),
                _ => new SigningCredentials(new RsaSecurityKey(_rsa) { KeyId = "rsa" }, algorithm),
            },
        });

        public async ValueTask DisposeAsync()
        {
            await _app.DisposeAsync();
            _rsa.Dispose();
            _ec.Dispose();
        }

        private string Keys()
        {
            var (rsa, ec) = (_rsa.ExportParameters(false), _ec.ExportParameters(false));
            return $$"""
                {"keys":[{"kty":"RSA","use":"sig","kid":"rsa","n":"{{Base64UrlEncoder.Encode(rsa.Modulus)}}","e":"{{Base64UrlEncoder.Encode(rsa.Exponent)}}"},
                {"kty":"EC","use":"sig","kid":"ec","crv":"P-256","x":"{{Base64UrlEncoder.Encode(ec.Q.X)}}","y":"{{Base64UrlEncoder.Encode(ec.Q.Y)}}"}]}
                """;
        }
    }
}
