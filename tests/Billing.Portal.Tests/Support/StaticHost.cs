using Billing.Host;
using Billing.Host.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Billing.Portal.Tests;

/// <summary>The built portal on a host that has nothing but files, with a <c>portal.json</c> and a content policy as docs/deployment.md has them.</summary>
internal sealed class StaticHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly PortalFiles _files = PortalFiles.Load(Path.Combine(AppContext.BaseDirectory, "portal"));
    private string _configuration = "";
    private string _policy = "";

    private StaticHost()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(http =>
        {
            http.Response.Headers.ContentSecurityPolicy = _policy;
            var path = http.Request.Path.Value!;
            return path == "/portal.json" ? http.Response.WriteAsync(_configuration) : _files.Find(path, isPage: true)!.AnswerAsync(http);
        });
    }

    public Uri Address => new(_app.Urls.Single());

    public static async Task<StaticHost> StartAsync()
    {
        var host = new StaticHost();
        await host._app.StartAsync();
        return host;
    }

    /// <summary>Says whose API the portal is for, and whom it asks who people are.</summary>
    public void Introduce(BillingServer home, Issuer issuer)
    {
        var api = home.Address.GetLeftPart(UriPartial.Authority);
        _configuration = $$"""
            {"apiBase":"{{api}}/api/v1","clock":false,"payments":{"provider":"simulator","publishableKey":null},"outbox":null,
             "signIn":{"kind":"openIdConnect","authority":"{{issuer.Address}}","clientId":"{{Issuer.Client}}","scope":"openid profile"} }
            """;
        _policy = $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self' {api} {issuer.Address}; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
