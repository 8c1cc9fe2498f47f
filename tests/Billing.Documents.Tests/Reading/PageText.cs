using System.Text;

namespace Billing.Documents.Tests.Reading;

/// <summary>A line of text as it stands on a page.</summary>
/// <param name="Y">Of the base line, from the page's bottom.</param>
/// <param name="Text">What it means: what a search finds, and what is copied.</param>
/// <param name="Drawn">What the eye sees.</param>
/// <param name="Content">The number of its marked content; null: an artifact.</param>
internal sealed record Shown(int Page, double X, double Y, double Size, string Font, string Text, string Drawn, int? Content);

/// <summary>What a page's content says, and that it is well formed: everything marked, everything that opens closed, every font there.</summary>
internal sealed class PageText
{
    private readonly ReadPdf _pdf;
    private readonly int _page;
    private readonly Dictionary<string, Func<byte[], string>> _fonts;
    private readonly Dictionary<string, string> _names;
    private readonly List<Shown> _shown = [];
    private readonly Stack<(int? Content, string? Actual)> _marks = [];
    private readonly StringBuilder _drawn = new();
    private StringBuilder? _text;
    private (string Name, double Size) _font;
    private (double X, double Y) _at;

    private PageText(ReadPdf pdf, int page)
    {
        (_pdf, _page) = (pdf, page);
        var fonts = pdf.Dictionary(pdf.Dictionary(pdf.Pages[page]["Resources"])["Font"]);
        _fonts = fonts.ToDictionary(font => font.Key, font => Decoder(pdf.Dictionary(font.Value)));
        _names = fonts.ToDictionary(font => font.Key, font => ((PdfName)pdf.Dictionary(font.Value)["BaseFont"]!).Value);
    }

    /// <summary>In the order in which they are drawn.</summary>
    public static List<Shown> Of(ReadPdf pdf) => [.. Enumerable.Range(0, pdf.Pages.Count).SelectMany(page => new PageText(pdf, page).Read())];

    /// <summary>As a reader sees it: lines from top to bottom, each from left to right.</summary>
    public static string AsSeen(IEnumerable<Shown> shown) => string.Concat(shown
        .GroupBy(text => (text.Page, Y: Math.Round(text.Y, 1)))
        .OrderBy(line => line.Key.Page).ThenByDescending(line => line.Key.Y)
        .Select(line => string.Join("  |  ", line.OrderBy(text => text.X).Select(text => text.Text.TrimEnd())) + "\n"));

    private List<Shown> Read()
    {
        var content = new PdfObjects(_pdf.Stream(_pdf.Pages[_page]["Contents"]).Data);
        var operands = new List<object?>();
        while (!content.IsAtEnd)
        {
            var next = content.Next();
            if (next is PdfWord word)
            {
                Do(word.Value, operands);
                operands.Clear();
            }
            else
            {
                operands.Add(next);
            }
        }

        Assert.Empty(_marks);
        Assert.Null(_text);
        return _shown;
    }

    private void Do(string word, List<object?> operands)
    {
        switch (word)
        {
            case "BMC":
                Assert.Equal([new PdfName("Artifact")], operands);
                _marks.Push((null, null));
                break;
            case "BDC":
                var properties = _pdf.Dictionary(operands[1]);
                _marks.Push(((int?)(double?)properties.GetValueOrDefault("MCID"), properties.TryGetValue("ActualText", out var a) ? ReadPdf.Text(a) : null));
                _text?.Append(_marks.Peek().Actual);
                break;
            case "EMC":
                _marks.Pop();
                break;
            case "BT":
                Assert.Null(_text);
                _text = new StringBuilder();
                break;
            case "Tm":
                Assert.Equal([1.0, 0.0, 0.0, 1.0], operands.Take(4));
                _at = ((double)operands[4]!, (double)operands[5]!);
                break;
            case "Tf":
                _font = (((PdfName)operands[0]!).Value, (double)operands[1]!);
                break;
            case "Tj":
                Assert.NotEmpty(_marks);
                var drawn = _fonts[_font.Name]((byte[])operands[0]!);
                _drawn.Append(drawn);
                _text!.Append(_marks.Peek().Actual is null ? drawn : "");

                break;
            case "ET":
                _shown.Add(new Shown(_page, _at.X, _at.Y, _font.Size, _names[_font.Name], _text!.ToString(), _drawn.ToString(), _marks.Peek().Content));
                _drawn.Clear();
                _text = null;
                break;
            default:
                Assert.Contains(word, (string[])["rg", "re", "f", "m", "l", "c"]);
                Assert.NotEmpty(_marks);
                break;
        }
    }

    private Func<byte[], string> Decoder(Dictionary<string, object?> font)
    {
        if (font["Subtype"] is PdfName { Value: "Type1" })
        {
            Assert.Equal(new PdfName("WinAnsiEncoding"), font["Encoding"]);
            const string upper = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";
            return bytes => new([.. bytes.Select(code => code is >= 0x80 and < 0xA0 ? upper[code - 0x80] : (char)code)]);
        }

        var map = new Dictionary<int, string>();
        var lines = Encoding.ASCII.GetString(_pdf.Stream(font["ToUnicode"]).Data).Split('\n');
        foreach (var parts in lines.Where(line => line.StartsWith('<')).Select(line => line.Split(['<', '>', ' '], StringSplitOptions.RemoveEmptyEntries)))
        {
            if (parts is [var code, var text] && code != "0000")
            {
                map.Add(Convert.ToInt32(code, 16), Encoding.BigEndianUnicode.GetString(Convert.FromHexString(text)));
            }
        }

        return bytes => string.Concat(bytes.Chunk(2).Select(code => map[(code[0] << 8) | code[1]]));
    }
}
