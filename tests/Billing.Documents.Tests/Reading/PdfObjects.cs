using System.Globalization;
using System.Text;

namespace Billing.Documents.Tests.Reading;

internal sealed record PdfName(string Value);

internal sealed record PdfLink(int Number);

internal sealed record PdfStream(Dictionary<string, object?> Entries, byte[] Data);

/// <summary>An operator of a content stream, or one of the words around objects.</summary>
internal sealed record PdfWord(string Value);

/// <summary>Reads PDF syntax, and refuses what it does not know: the reader of the tests is strict so that others can be lenient.</summary>
internal sealed class PdfObjects(byte[] bytes, int at = 0)
{
    private const string Delimiters = "()<>[]/%{}";

    public int At { get; set; } = at;

    public bool IsAtEnd
    {
        get
        {
            SkipSpace();
            return At >= bytes.Length;
        }
    }

    /// <summary>A number is a double, a string its bytes, an array a list, null is null.</summary>
    public object? Next()
    {
        SkipSpace();
        switch ((char)bytes[At])
        {
            case '/':
                At++;
                return new PdfName(Regular());
            case '(':
                return Literal();
            case '<' when bytes[At + 1] == '<':
                return Dictionary();
            case '<':
                return Hexadecimal();
            case '[':
                At++;
                var list = new List<object?>();
                while (!Ends(']'))
                {
                    list.Add(Next());
                }

                return list;
            default:
                return WordOrNumber();
        }
    }

    public void Expect(string word)
    {
        var found = Next();
        Assert.True(found is PdfWord { Value: var value } && value == word, $"{word} is expected at {At}, not {found}.");
    }

    private object? WordOrNumber()
    {
        var word = Regular();
        Assert.NotEqual("", word);
        if (!double.TryParse(word, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return word switch { "null" => null, "true" => true, "false" => false, _ => new PdfWord(word) };
        }

        // Only what is followed by a generation and an R is a link.
        var after = At;
        if (word.All(char.IsAsciiDigit) && bytes.AsSpan(At).StartsWith(" 0 R"u8) && (At + 4 == bytes.Length || !IsRegular(bytes[At + 4])))
        {
            At = after + 4;
            return new PdfLink((int)number);
        }

        return number;
    }

    private Dictionary<string, object?> Dictionary()
    {
        At += 2;
        var entries = new Dictionary<string, object?>();
        while (!Ends('>'))
        {
            entries.Add(Assert.IsType<PdfName>(Next()).Value, Next());
        }

        Assert.Equal((byte)'>', bytes[At++]);
        return entries;
    }

    private byte[] Literal()
    {
        var text = new List<byte>();
        var depth = 0;
        do
        {
            switch ((char)bytes[At])
            {
                case '\\':
                    At++;
                    text.Add((char)bytes[At] switch
                    {
                        'n' => (byte)'\n',
                        'r' => (byte)'\r',
                        '(' or ')' or '\\' => bytes[At],
                        var other => throw new InvalidDataException($"\\{other} is no escape."),
                    });
                    break;
                case '(':
                    depth++;
                    break;
                case ')':
                    depth--;
                    break;
                default:
                    text.Add(bytes[At]);
                    break;
            }

            At++;
        }
        while (depth > 0);
        return [.. text];
    }

    private byte[] Hexadecimal()
    {
        var end = Array.IndexOf(bytes, (byte)'>', At);
        var text = Convert.FromHexString(Encoding.ASCII.GetString(bytes, At + 1, end - At - 1));
        At = end + 1;
        return text;
    }

    private bool Ends(char closing)
    {
        SkipSpace();
        if (bytes[At] != closing)
        {
            return false;
        }

        At++;
        return true;
    }

    private string Regular()
    {
        var start = At;
        while (At < bytes.Length && IsRegular(bytes[At]))
        {
            At++;
        }

        return Encoding.ASCII.GetString(bytes, start, At - start);
    }

    private static bool IsRegular(byte value) => value > ' ' && !Delimiters.Contains((char)value, StringComparison.Ordinal);

    private void SkipSpace()
    {
        while (At < bytes.Length && bytes[At] is (byte)' ' or (byte)'\n' or (byte)'\r' or 0)
        {
            At++;
        }
    }
}
