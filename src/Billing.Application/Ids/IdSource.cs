using System.Security.Cryptography;
using Billing.Domain;

namespace Billing.Application.Ids;

/// <summary>Makes ids: a prefix and a ULID of the clock's instant, so that ids sort by creation under a test clock too.</summary>
public sealed class IdSource(TimeProvider clock)
{
    public string New(string prefix)
    {
        Span<byte> entropy = stackalloc byte[10];
        RandomNumberGenerator.Fill(entropy);
        return Ulid.Prefixed(prefix, clock.GetUtcNow(), entropy);
    }
}
