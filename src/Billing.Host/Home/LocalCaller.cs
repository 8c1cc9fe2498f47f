using System.Net;
using Microsoft.AspNetCore.Http;

namespace Billing.Host;

/// <summary>Who asks from this machine: the only ones whom a home shows what it keeps for its owner without a token.</summary>
internal static class LocalCaller
{
    /// <summary>
    /// From this machine, by a name of this machine (so that no page elsewhere lends its name to it), and not on somebody's behalf.
    /// </summary>
    public static bool IsLocal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && (http.Request.Host.Host is "localhost" || (IPAddress.TryParse(http.Request.Host.Host.Trim('[', ']'), out var host) && IPAddress.IsLoopback(host)))
        && !http.Request.Headers.Any(header =>
            header.Key is "Forwarded" or "Via" || header.Key.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// And from a page of this very server: not from another site, nor from another server on this machine. Browsers say so with every POST; whoever says
    /// nothing is nobody's page.
    /// </summary>
    public static bool IsOwnPage(HttpContext http) =>
        IsLocal(http)
        && http.Request.Headers.Origin == $"{http.Request.Scheme}://{http.Request.Host}"
        && (http.Request.Headers["Sec-Fetch-Site"] is { Count: 0 } or ["same-origin"]);
}
