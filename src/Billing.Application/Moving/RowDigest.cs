using System.Security.Cryptography;

namespace Billing.Application.Moving;

/// <summary>SHA-256 over lines, each with the line feed that ends it: what <c>sha256sum</c> says of the same lines.</summary>
public sealed class RowDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Lines { get; private set; }

    public void Add(ReadOnlySpan<byte> line)
    {
        _hash.AppendData(line);
        _hash.AppendData("\n"u8);
        Lines++;
    }

    /// <summary>64 lower-case hexadecimal digits, of the lines so far.</summary>
    public override string ToString() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();
}
