using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Billing.Host;

/// <summary>
/// The portal at <c>/</c>, and the two things that only a home can tell it: how one signs in, and a token for whoever tries it at home. Whatever is not the
/// portal's goes on to the API.
/// </summary>
internal sealed class PortalPages(PortalSettings settings, Home home, EmailSetup emails, DevelopmentSignIn signIn)
{
    /// <summary>What is said where the portal should be, and at the start.</summary>
    public const string NotBuilt = "The portal was not built: Node 20.19 or newer and npm are needed when the server is built. "
        + "Install them, then start it again with dotnet run --project src/Billing.Host. The API is served without it, at /api.";

    private const string ConfigurationPath = "/portal.json";

    private readonly PortalFiles _files = PortalFiles.Load(settings.Folder);
    private readonly PortalPolicy _policy = new(settings);

    /// <summary>Says at the start where the portal is, and whom it lets in.</summary>
    public void SayWhere(string url, ILogger logger)
    {
        if (!_files.IsBuilt)
        {
            logger.LogWarning(NotBuilt);
            return;
        }

        var whom = settings.HasDevelopmentSignIn
            ? "Browsers on this machine sign in as whoever they say; Billing__Portal__DevelopmentSignIn=off ends that."
            : settings is { Authority: not null, ClientId: not null } ? "Sign in at the OpenID Connect issuer." : "Sign in with a token.";
        logger.LogInformation("The portal: {Url}/ {Whom}", url, whom);
    }

    /// <summary>Says at the demo's end where its account is to be seen.</summary>
    public void SayWhereToLook(string url) => Console.WriteLine(_files.IsBuilt
        ? $"Look around at {url}/ as Owner of acme, or as Operator; the clock in the corner moves. Ctrl+C ends it."
        : $"{NotBuilt} The demo's is {url}/api/docs. Ctrl+C ends it.");

    public void Use(IApplicationBuilder app) => app.Use(AnswerAsync);

    private Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        var path = http.Request.Path.Value ?? "";
        if (path == "/api" || path.StartsWith("/api/", StringComparison.Ordinal))
        {
            return next(http);
        }

        if (path == DevelopmentSignIn.Path)
        {
            http.Response.Headers.CacheControl = "no-store";
            return signIn.AnswerAsync(http);
        }

        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            return next(http);
        }

        _policy.Write(http);
        if (path == ConfigurationPath)
        {
            http.Response.Headers.CacheControl = "no-store";
            return http.Response.WriteAsJsonAsync(View(http), PortalJson.Default.PortalView, cancellationToken: http.RequestAborted);
        }

        return _files.Find(path, WantsPage(http)) is { } file ? file.AnswerAsync(http)
            : path == "/" ? SayNotBuiltAsync(http)
            : next(http);
    }

    private static bool WantsPage(HttpContext http) => http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static Task SayNotBuiltAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsync(NotBuilt, http.RequestAborted);
    }

    private PortalView View(HttpContext http) => new(
        "/api/v1",
        signIn.IsOpenTo(http) ? new DevelopmentSignInView(DevelopmentSignIn.Path)
            : settings is { Authority: { } authority, ClientId: { } client }
                ? new OpenIdConnectView(authority.AbsoluteUri, client, settings.Scope, settings.RoleClaim, settings.AccountClaim)
            : new TokenSignInView(),
        home.TestClock is not null,
        new PortalPaymentsView(settings.Provider == PaymentProvider.Stripe ? "stripe" : "simulator", settings.PublishableKey),
        emails.Service is null && LocalCaller.IsLocal(http) ? "/outbox" : null);
}
