using System.Text;

namespace Billing.Email.Mime;

/// <summary>Header lines of RFC 5322, folded, with words of RFC 2047 where they are not ASCII.</summary>
internal static class HeaderText
{
    private const int MaxLine = 76;
    private const string WordStart = "=?utf-8?B?";
    private const string WordEnd = "?=";

    /// <summary>The most bytes of which the base64 fits into an encoded word of 75 characters.</summary>
    private const int MaxWordBytes = (75 - 12) / 4 * 3;

    /// <summary>Free text, such as a subject. Control characters become spaces: none can begin a header of its own.</summary>
    public static void WriteText(StringBuilder to, string name, string text)
    {
        var clean = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        var isPlain = Ascii.IsValid(clean) && !clean.Contains("=?", StringComparison.Ordinal);
        WriteFolded(to, name, isPlain ? clean.Split(' ') : [.. Words(clean)]);
    }

    /// <summary>Addresses, separated by commas.</summary>
    public static void WriteAddresses(StringBuilder to, string name, IEnumerable<string> addresses)
    {
        var all = addresses.ToList();
        WriteFolded(to, name, [.. all.Select((address, index) => index < all.Count - 1 ? address + "," : address)]);
    }

    /// <summary>A name and its address: <c>Acme Billing &lt;billing@acme.example&gt;</c>.</summary>
    public static string Mailbox(string? displayName, string address)
    {
        if (string.IsNullOrWhiteSpace(displayName))
        {
            return address;
        }

        var isAtoms = displayName.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_');
        return $"{(isAtoms ? displayName : string.Join(' ', Words(displayName)))} <{address}>";
    }

    /// <summary>A folded and encoded text as it was written.</summary>
    public static string Read(string line)
    {
        var text = new StringBuilder();
        var wasWord = false;
        foreach (var each in line.Split(' '))
        {
            var isWord = each.StartsWith(WordStart, StringComparison.Ordinal) && each.EndsWith(WordEnd, StringComparison.Ordinal);
            text.Append(text.Length == 0 || (isWord && wasWord) ? "" : " ");
            text.Append(isWord ? Encoding.UTF8.GetString(Convert.FromBase64String(each[WordStart.Length..^WordEnd.Length])) : each);
            wasWord = isWord;
        }

        return text.ToString();
    }

    /// <summary>Words are kept whole, also longer ones than a line.</summary>
    private static void WriteFolded(StringBuilder to, string name, IReadOnlyList<string> words)
    {
        to.Append(name).Append(':');
        var length = name.Length + 1;
        foreach (var word in words)
        {
            if (length + 1 + word.Length > MaxLine && length > name.Length + 1)
            {
                to.Append("\r\n");
                length = 0;
            }

            to.Append(' ').Append(word);
            length += 1 + word.Length;
        }

        to.Append("\r\n");
    }

    /// <summary>Each holds whole characters, as RFC 2047 wants it; the white space between two of them is not shown.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var bytes = new List<byte>(MaxWordBytes);
        var rune = new byte[4];
        foreach (var each in text.EnumerateRunes())
        {
            var length = each.EncodeToUtf8(rune);
            if (bytes.Count + length > MaxWordBytes)
            {
                yield return Word(bytes);
                bytes.Clear();
            }

            bytes.AddRange(rune.AsSpan(0, length));
        }

        yield return Word(bytes);
    }

    private static string Word(List<byte> bytes) => WordStart + Convert.ToBase64String([.. bytes]) + WordEnd;
}
