using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Billing.Domain;

/// <summary>ULIDs as the specification writes them: 48 bits of Unix milliseconds, 80 bits of entropy, 26 characters of Crockford's base 32.</summary>
public static class Ulid
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static readonly SearchValues<char> Digits = SearchValues.Create(Alphabet);

    /// <param name="entropy">Ten bytes or more; the first ten are used.</param>
    public static string Format(DateTimeOffset at, ReadOnlySpan<byte> entropy)
    {
        Span<char> text = stackalloc char[26];
        var time = at.ToUnixTimeMilliseconds();
        for (var i = 9; i >= 0; i--, time >>= 5)
        {
            text[i] = Alphabet[(int)(time & 31)];
        }

        UInt128 random = 0;
        for (var i = 0; i < 10; i++)
        {
            random = (random << 8) | entropy[i];
        }

        for (var i = 25; i >= 10; i--, random >>= 5)
        {
            text[i] = Alphabet[(int)(random & 31)];
        }

        return new string(text);
    }

    /// <summary>A made id with its prefix: <c>ord_01J…</c>.</summary>
    public static string Prefixed(string prefix, DateTimeOffset at, ReadOnlySpan<byte> entropy) => $"{prefix}_{Format(at, entropy)}";

    /// <summary>When a made id was made, to the millisecond.</summary>
    /// <param name="madeId">With its prefix.</param>
    public static DateTimeOffset InstantOf(string madeId)
    {
        var time = 0L;
        foreach (var digit in madeId.AsSpan(madeId.IndexOf('_', StringComparison.Ordinal) + 1, 10))
        {
            time = (time << 5) | (long)Alphabet.IndexOf(digit, StringComparison.Ordinal);
        }

        return DateTimeOffset.FromUnixTimeMilliseconds(time);
    }

    public static bool IsPrefixed([NotNullWhen(true)] string? text, string prefix) =>
        text is not null && text.Length == prefix.Length + 27 && text.StartsWith(prefix, StringComparison.Ordinal) && text[prefix.Length] == '_'
        && text.AsSpan(prefix.Length + 1).IndexOfAnyExcept(Digits) < 0;
}
