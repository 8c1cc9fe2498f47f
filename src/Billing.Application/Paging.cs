using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Billing.Application;

/// <summary>One page of a list; <c>NextCursor</c> is null on the last.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>What page a caller asks for.</summary>
/// <param name="Limit">1 to 100 items.</param>
/// <param name="After">
/// The decoded cursor, null for the first page: what follows the list's own prefix in the row key of the next item (inclusive). Prefix + After therefore
/// always lies inside the list's range, whatever a caller invents.
/// </param>
public sealed record PageRequest(int Limit, string? After)
{
    public const int MaxLimit = 100;
    public const int DefaultLimit = 20;

    public static PageRequest First { get; } = new(DefaultLimit, null);
}

/// <summary>Cursors are opaque to callers: base64url of the end of a row key.</summary>
public static class Cursor
{
    private const int MaxKeyChars = 400;
    private static readonly SearchValues<char> KeyChars =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-|+@~");

    /// <param name="keyEnd">The next item's row key without the list's prefix.</param>
    public static string Encode(string keyEnd) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(keyEnd));

    public static bool TryDecode(string cursor, out string keyEnd)
    {
        keyEnd = "";
        if (cursor.Length is 0 or > MaxKeyChars * 2 || !Base64Url.IsValid(cursor))
        {
            return false;
        }

        keyEnd = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        return keyEnd.Length is > 0 and <= MaxKeyChars && !keyEnd.AsSpan().ContainsAnyExcept(KeyChars);
    }
}
