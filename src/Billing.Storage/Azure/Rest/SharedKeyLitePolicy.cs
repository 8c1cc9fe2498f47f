using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Billing.Storage.Azure.Rest;

/// <summary>
/// Signs each attempt with the account's key: the date and the path exactly as sent. Source: "Authorize with Shared Key", Table service,
/// Shared Key Lite.
/// </summary>
internal sealed class SharedKeyLitePolicy(string account, string key) : HttpPipelineSynchronousPolicy
{
    private readonly byte[] _key = Convert.FromBase64String(key);

    public override void OnSendingRequest(HttpMessage message)
    {
        var date = DateTimeOffset.UtcNow.ToString("R");
        message.Request.Headers.SetValue("x-ms-date", date);
        message.Request.Headers.SetValue("Authorization", Authorization(date, message.Request.Uri.ToUri()));
    }

    public string Authorization(string date, Uri uri)
    {
        var signature = HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{date}\n{CanonicalResource(account, uri)}"));
        return $"SharedKeyLite {account}:{Convert.ToBase64String(signature)}";
    }

    /// <summary>Of the query only <c>comp</c> counts.</summary>
    public static string CanonicalResource(string account, Uri uri)
    {
        var comp = uri.Query.TrimStart('?').Split('&').FirstOrDefault(part => part.StartsWith("comp=", StringComparison.OrdinalIgnoreCase));
        return $"/{account}{uri.AbsolutePath}{(comp is null ? "" : $"?{comp}")}";
    }
}
