using System.Security.Cryptography;
using System.Text;

namespace Billing.Email.Acs;

/// <summary>
/// What signs a request to Azure Communication Services: method, path and query exactly as sent, date, host with its port, and the hash of the body.
/// Source: "Sign an HTTP request", Azure Communication Services.
/// </summary>
internal static class AcsSignature
{
    public static string HashOf(ReadOnlySpan<byte> body) => Convert.ToBase64String(SHA256.HashData(body));

    /// <param name="date">RFC 1123, in GMT.</param>
    /// <param name="contentHash">By <see cref="HashOf"/>.</param>
    public static string Sign(ReadOnlySpan<byte> key, string method, Uri uri, string date, string contentHash) =>
        Hmac(key, $"{method}\n{uri.PathAndQuery}\n{date};{uri.Authority};{contentHash}");

    public static string Header(string signature) => $"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}";

    internal static string Hmac(ReadOnlySpan<byte> key, string text) => Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
}
