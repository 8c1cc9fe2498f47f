using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Billing.Application;

namespace Billing.Http;

/// <summary>
/// Tokens that were found genuine, by their SHA-256, until they expire. Two generations of bounded size: a full young one becomes the old one, and what was in
/// the old one and is still in use comes back with its next request.
/// </summary>
internal sealed class TokenCache(int capacity)
{
    private ConcurrentDictionary<TokenHash, Entry> _young = new();
    private ConcurrentDictionary<TokenHash, Entry> _old = new();

    public Caller? Find(TokenHash hash, DateTimeOffset now)
    {
        if (!_young.TryGetValue(hash, out var entry))
        {
            if (!_old.TryGetValue(hash, out entry))
            {
                return null;
            }

            Add(hash, entry.Caller, entry.Expires);
        }

        return now < entry.Expires ? entry.Caller : null;
    }

    public void Add(TokenHash hash, Caller caller, DateTimeOffset expires)
    {
        if (_young.Count >= capacity)
        {
            (_old, _young) = (_young, new ConcurrentDictionary<TokenHash, Entry>());
        }

        _young[hash] = new Entry(caller, expires);
    }

    private sealed record Entry(Caller Caller, DateTimeOffset Expires);
}

internal readonly record struct TokenHash(UInt128 High, UInt128 Low)
{
    public static TokenHash Of(ReadOnlySpan<char> token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(token), hash);
        var halves = MemoryMarshal.Cast<byte, UInt128>(hash);
        return new TokenHash(halves[0], halves[1]);
    }
}
