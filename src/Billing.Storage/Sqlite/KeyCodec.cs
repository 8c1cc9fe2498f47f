using System.Text;

namespace Billing.Storage.Sqlite;

/// <summary>
/// Keys as bytes whose memcmp order is the ordinal order of UTF-16 code units: each unit on its own in UTF-8's bit pattern (CESU-8),
/// 1 byte for ASCII, 3 for half a surrogate pair. UTF-8 itself would put U+E000..U+FFFF before all that lies beyond the basic plane.
/// </summary>
internal static class KeyCodec
{
    public static byte[] Encode(ReadOnlySpan<char> key)
    {
        var bytes = new byte[Length(key)];
        if (bytes.Length == key.Length)
        {
            Encoding.ASCII.GetBytes(key, bytes);
            return bytes;
        }

        var at = 0;
        foreach (var unit in key)
        {
            if (unit < 0x80)
            {
                bytes[at++] = (byte)unit;
                continue;
            }

            if (unit < 0x800)
            {
                bytes[at++] = (byte)(0xC0 | (unit >> 6));
            }
            else
            {
                bytes[at++] = (byte)(0xE0 | (unit >> 12));
                bytes[at++] = (byte)(0x80 | ((unit >> 6) & 0x3F));
            }

            bytes[at++] = (byte)(0x80 | (unit & 0x3F));
        }

        return bytes;
    }

    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (Ascii.IsValid(bytes))
        {
            return Encoding.ASCII.GetString(bytes);
        }

        Span<char> units = bytes.Length <= 2048 ? stackalloc char[bytes.Length] : new char[bytes.Length];
        var length = 0;
        for (var at = 0; at < bytes.Length;)
        {
            var first = bytes[at++];
            units[length++] = first switch
            {
                < 0x80 => (char)first,
                < 0xE0 => (char)(((first & 0x1F) << 6) | (bytes[at++] & 0x3F)),
                _ => (char)(((first & 0x0F) << 12) | ((bytes[at++] & 0x3F) << 6) | (bytes[at++] & 0x3F)),
            };
        }

        return new(units[..length]);
    }

    private static int Length(ReadOnlySpan<char> key)
    {
        var length = key.Length;
        foreach (var unit in key)
        {
            length += unit < 0x80 ? 0 : unit < 0x800 ? 1 : 2;
        }

        return length;
    }
}
