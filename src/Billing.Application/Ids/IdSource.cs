using System.Buffers.Binary;
using System.Security.Cryptography;
using Billing.Domain;

namespace Billing.Application.Ids;

/// <summary>
/// Makes ids: a prefix and a ULID of the clock's instant. Those of one process sort by creation, also within a millisecond, also while a test clock stands.
/// Safe for parallel use.
/// </summary>
public sealed class IdSource(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _instant = DateTimeOffset.MinValue;
    private UInt128 _entropy;

    public string New(string prefix)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var isLater = now.ToUnixTimeMilliseconds() > _instant.ToUnixTimeMilliseconds();
            (_instant, _entropy) = isLater ? (now, Random(9)) : (_instant, _entropy + Random(4) + 1);
            Span<byte> bytes = stackalloc byte[16];
            BinaryPrimitives.WriteUInt128BigEndian(bytes, _entropy);
            return Ulid.Prefixed(prefix, _instant, bytes[6..]);
        }
    }

    /// <summary>Of the 10 bytes that a ULID has the highest begins as 0, so that there is always room for the next id.</summary>
    private static UInt128 Random(int count)
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[^count..]);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
