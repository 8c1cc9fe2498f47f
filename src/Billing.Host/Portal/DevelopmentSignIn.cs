using System.Text.Json;
using Billing.Domain;
using Billing.Http;
using Microsoft.AspNetCore.Http;

namespace Billing.Host;

/// <summary>
/// Signing in by saying who one is, for whoever tries things at home: a short-lived token for a page of this server that a browser on this machine shows.
/// Another site's page does not get it (its name is not this machine's, or its origin is another's), nor does whoever comes by a proxy that says so.
/// </summary>
internal sealed class DevelopmentSignIn(PortalSettings settings, TokenIssuer issuer)
{
    public const string Path = "/portal/sign-in";

    private const int MostBytes = 1024;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <summary>Whether the caller may, as far as can be said before they have asked.</summary>
    public bool IsOpenTo(HttpContext http) => settings.HasDevelopmentSignIn && LocalCaller.IsLocal(http);

    public async Task AnswerAsync(HttpContext http)
    {
        var result = await SignInAsync(http);
        if (result.IsOk)
        {
            await http.Response.WriteAsJsonAsync(result.Value, PortalJson.Default.SignInAnswer, cancellationToken: http.RequestAborted);
        }
        else
        {
            await BillingPipeline.RefuseAsync(http, result.Error);
        }
    }

    private async Task<Result<SignInAnswer>> SignInAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.Headers.Allow = "POST";
            return new BillingError("method-not-allowed", "Signing in is a POST.");
        }

        if (!settings.HasDevelopmentSignIn || !LocalCaller.IsOwnPage(http))
        {
            return new BillingError("forbidden", "Only the portal itself, in a browser on this machine, signs in by saying who it is.");
        }

        if (!http.Request.HasJsonContentType() || http.Request.ContentLength is not (> 0 and <= MostBytes))
        {
            return new BillingError("unsupported-media-type", "Send a small JSON document: application/json in UTF-8.");
        }

        SignInRequest? request;
        try
        {
            request = await http.Request.ReadFromJsonAsync(PortalJson.Default.SignInRequest, http.RequestAborted);
        }
        catch (JsonException)
        {
            request = null;
        }

        return request is null ? BillingError.Invalid("", """Expected {"role","account"}.""") : Grant(request);
    }

    private Result<SignInAnswer> Grant(SignInRequest request)
    {
        if (Tokens.RoleOf(request.Role) is not { } role)
        {
            return BillingError.Invalid("/role", "Expected one of owner, admin, developer, service, operator.");
        }

        var account = Tokens.NeedsAccount(role) ? request.Account : null;
        if (Tokens.NeedsAccount(role) && !CallerId.IsValid(account ?? ""))
        {
            return CallerId.Invalid("/account");
        }

        var token = issuer.Issue(role, account, account is null ? $"{request.Role} (development)" : $"{request.Role}@{account} (development)", Life);
        return new SignInAnswer(token, request.Role, account, DateTimeOffset.UtcNow + Life);
    }
}
