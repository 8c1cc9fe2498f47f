using System.Security.Cryptography;
using System.Text;
using Billing.Application;
using Microsoft.AspNetCore.Http;

namespace Billing.Http;

/// <summary>The <c>Idempotency-Key</c> header (contract, section 1): 1 to 255 printable ASCII characters.</summary>
internal static class IdempotencyHeader
{
    public const string Name = "Idempotency-Key";
    public const string ReplayedName = "Idempotent-Replayed";
    private const int MaxLength = 255;

    /// <returns>False where the header is there and wrong.</returns>
    public static bool TryRead(HttpRequest request, ReadOnlySpan<byte> body, out IdempotencyKey? key)
    {
        key = null;
        if (!request.Headers.TryGetValue(Name, out var values))
        {
            return true;
        }

        if (values.Count != 1 || values[0] is not { Length: > 0 and <= MaxLength } text || text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return false;
        }

        key = new IdempotencyKey(text, Fingerprint(request, body));
        return true;
    }

    private static string Fingerprint(HttpRequest request, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path.Value}\n"));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
