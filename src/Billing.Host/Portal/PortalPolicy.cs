using Microsoft.AspNetCore.Http;

namespace Billing.Host;

/// <summary>What browsers may do on the portal's pages: run and show what comes from here, and talk to here; beyond that, to whom the settings name.</summary>
internal sealed class PortalPolicy
{
    private readonly string _content;
    private readonly string _features;

    public PortalPolicy(PortalSettings settings)
    {
        var issuer = settings is { Authority: { } authority, ClientId: not null } ? " " + authority.GetLeftPart(UriPartial.Authority) : "";
        var (scripts, calls, frames, payment) = settings.PublishableKey is null
            ? ("", "", "'none'", "()")
            : (" https://js.stripe.com", " https://api.stripe.com", "https://js.stripe.com https://hooks.stripe.com", "(self \"https://js.stripe.com\")");
        _content = $"default-src 'none'; script-src 'self'{scripts}; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'{issuer}{calls}; "
            + $"frame-src {frames}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        _features = $"camera=(), geolocation=(), microphone=(), payment={payment}, usb=()";
    }

    public void Write(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = _content;
        headers["Permissions-Policy"] = _features;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.XContentTypeOptions = "nosniff";
        if (http.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }
    }
}
