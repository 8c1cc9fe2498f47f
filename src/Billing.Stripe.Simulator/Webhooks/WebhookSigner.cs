using System.Security.Cryptography;
using System.Text;

namespace Billing.Stripe.Simulator.Webhooks;

/// <summary>The <c>Stripe-Signature</c> header: <c>t=…,v1=…</c>, a <c>v1</c> for each secret that is valid; HMAC-SHA256 over <c>t + "." + body</c>.</summary>
internal static class WebhookSigner
{
    public static string Header(string body, IEnumerable<string> secrets, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeSeconds();
        var signed = Encoding.UTF8.GetBytes($"{seconds}.{body}");
        var signatures = secrets.Select(secret => "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed)));
        return $"t={seconds},{string.Join(',', signatures)}";
    }
}
