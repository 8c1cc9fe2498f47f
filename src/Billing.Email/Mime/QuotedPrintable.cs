using System.Text;

namespace Billing.Email.Mime;

/// <summary>Text in UTF-8 as RFC 2045, section 6.7 writes it: lines of at most 76 ASCII characters.</summary>
internal static class QuotedPrintable
{
    private const int MaxLine = 76;

    /// <param name="text">With line ends of any kind; they become CRLF.</param>
    public static void Write(StringBuilder to, string text)
    {
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            WriteLine(to, Encoding.UTF8.GetBytes(line));
            to.Append("\r\n");
        }
    }

    public static string Read(string encoded)
    {
        var bytes = new List<byte>(encoded.Length);
        var text = encoded.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '=')
            {
                bytes.Add(Convert.ToByte(text.Substring(at + 1, 2), 16));
                at += 2;
            }
            else
            {
                bytes.Add((byte)text[at]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static void WriteLine(StringBuilder to, byte[] line)
    {
        var length = 0;
        for (var at = 0; at < line.Length; at++)
        {
            var piece = Piece(line[at], isLast: at == line.Length - 1);

            // The last piece may fill the line; any other leaves room for the soft break.
            if (length + piece.Length > (at == line.Length - 1 ? MaxLine : MaxLine - 1))
            {
                to.Append("=\r\n");
                length = 0;
            }

            to.Append(piece);
            length += piece.Length;
        }
    }

    /// <summary>White space at a line's end could be lost on the way.</summary>
    private static string Piece(byte value, bool isLast) => value switch
    {
        (byte)' ' when !isLast => " ",
        >= 33 and <= 126 and not (byte)'=' => $"{(char)value}",
        _ => $"={value:X2}",
    };
}
