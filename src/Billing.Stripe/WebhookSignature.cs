using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Billing.Stripe;

/// <summary>
/// The <c>Stripe-Signature</c> header, <c>t=…,v1=…[,v1=…]</c>: HMAC-SHA256 over <c>t + "." + raw body</c>, a <c>v1</c> for each secret while one is rolled
/// (docs.stripe.com/webhooks/signature). Other schemes are passed over: <c>v0</c> is no signature of a live event.
/// </summary>
public static class WebhookSignature
{
    /// <summary>How far <c>t</c> may lie from now, either way.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>True where any signature is one of any secret's, and the instant is within the tolerance.</summary>
    /// <param name="rawBody">The bytes as they came.</param>
    public static bool Verify(ReadOnlySpan<byte> rawBody, string? header, IEnumerable<string> secrets, DateTimeOffset now, TimeSpan? tolerance = null)
    {
        if (!TryRead(header, out var timestamp, out var signatures) || !IsWithin(timestamp, now, tolerance ?? Tolerance))
        {
            return false;
        }

        var prefix = Encoding.ASCII.GetBytes($"{timestamp}.");
        byte[] signed = [.. prefix, .. rawBody];
        var isGenuine = false;
        foreach (var secret in secrets)
        {
            var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
            foreach (var signature in signatures)
            {
                isGenuine |= CryptographicOperations.FixedTimeEquals(expected, signature);
            }
        }

        return isGenuine;
    }

    private static bool IsWithin(long timestamp, DateTimeOffset now, TimeSpan tolerance) =>
        (Int128)now.ToUnixTimeSeconds() - timestamp is var age && age <= (long)tolerance.TotalSeconds && age >= -(long)tolerance.TotalSeconds;

    private static bool TryRead(string? header, out long timestamp, out List<byte[]> signatures)
    {
        (timestamp, signatures) = (0, []);
        var hasTimestamp = false;
        foreach (var part in (header ?? "").Split(','))
        {
            switch (part.Split('=', 2))
            {
                case ["t", var text]:
                    // One that is written otherwise than we write it would be signed over another text than ours.
                    var isPlain = long.TryParse(text, NumberStyles.None, null, out timestamp) && timestamp.ToString() == text;
                    if (hasTimestamp || !isPlain)
                    {
                        return false;
                    }

                    hasTimestamp = true;
                    break;
                case ["v1", { Length: 64 } hex] when hex.All(char.IsAsciiHexDigit):
                    signatures.Add(Convert.FromHexString(hex));
                    break;
            }
        }

        return hasTimestamp && signatures.Count > 0;
    }
}
