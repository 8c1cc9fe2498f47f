using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Billing.Portal.Tests;

/// <summary>
/// An OpenID Connect issuer with one person, acme's owner: who is not signed in there until they are asked, and then is until they sign out. It holds the
/// portal to the code flow with PKCE.
/// </summary>
internal sealed class Issuer : IAsyncDisposable
{
    public const string Audience = "billing";
    public const string Client = "portal";

    private readonly WebApplication _app;
    private readonly ECDsaSecurityKey _key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "1" };
    private readonly ConcurrentDictionary<string, IQueryCollection> _asked = new(StringComparer.Ordinal);

    private Issuer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public string Address => _app.Urls.Single();

    /// <summary>Whether the person is signed in here.</summary>
    public bool IsSignedIn { get; private set; }

    public static async Task<Issuer> StartAsync()
    {
        var issuer = new Issuer();
        await issuer._app.StartAsync();
        return issuer;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        http.Response.Headers.AccessControlAllowOrigin = "*";
        switch (http.Request.Path.Value)
        {
            case "/.well-known/openid-configuration":
                await http.Response.WriteAsync($$"""
                    {"issuer":"{{Address}}","jwks_uri":"{{Address}}/keys","authorization_endpoint":"{{Address}}/authorize","token_endpoint":"{{Address}}/token",
                     "end_session_endpoint":"{{Address}}/sign-out","id_token_signing_alg_values_supported":["ES256"]}
                    """);
                break;
            case "/keys":
                var point = _key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
                var (x, y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
                await http.Response.WriteAsync($$"""{"keys":[{"kty":"EC","kid":"1","alg":"ES256","crv":"P-256","x":"{{x}}","y":"{{y}}"}]}""");
                break;
            case "/authorize":
                http.Response.Redirect(Authorize(http.Request.Query));
                break;
            case "/token":
                http.Response.ContentType = "application/json";
                await http.Response.WriteAsync(Redeem(await http.Request.ReadFormAsync()));
                break;
            case "/sign-out":
                IsSignedIn = false;
                http.Response.Redirect(http.Request.Query["post_logout_redirect_uri"].ToString());
                break;
        }
    }

    private string Authorize(IQueryCollection query)
    {
        IsSignedIn |= query["prompt"] != "none";
        var code = Guid.NewGuid().ToString();
        _asked[code] = query;
        var result = IsSignedIn ? $"code={code}" : "error=login_required";
        return $"{query["redirect_uri"]}?{result}&state={query["state"]}";
    }

    private string Redeem(IFormCollection form)
    {
        var proof = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        return _asked.TryRemove(form["code"].ToString(), out var asked) && asked["code_challenge"] == proof
            ? $$"""{"token_type":"Bearer","expires_in":600,"access_token":"{{Token(Audience)}}","id_token":"{{Token(Client, asked["nonce"].ToString())}}"}"""
            : throw new InvalidOperationException("The code is another's.");
    }

    private string Token(string audience, string? nonce = null) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Address,
        Audience = audience,
        Claims = new Dictionary<string, object> { ["sub"] = "ann", ["role"] = "owner", ["account"] = "acme", ["nonce"] = nonce ?? "" },
        Expires = DateTime.UtcNow.AddMinutes(10),
        SigningCredentials = new(_key, SecurityAlgorithms.EcdsaSha256),
    });
}
