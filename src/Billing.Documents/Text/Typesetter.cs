using System.Text;
using Billing.Documents.Fonts;
using Billing.Documents.Pdf;

namespace Billing.Documents.Text;

/// <summary>
/// Turns text into glyphs for one document: Helvetica where it has all of a text; else one font of the machine for the whole text, so that a name is not
/// pieced together; else a font for each word; else for each character; else a readable substitute.
/// </summary>
/// <param name="region">Whose form of Chinese characters is wanted where the text does not tell (<see cref="FontLibrary.Find"/>).</param>
internal sealed class Typesetter(FontLibrary library, string? region) : IDisposable
{
    private readonly BuiltInFont _regular = new("F1", isBold: false);
    private readonly BuiltInFont _bold = new("F2", isBold: true);
    private readonly Dictionary<FontFace, EmbeddedFont?> _embedded = [];
    private readonly SortedSet<Rune> _missing = [];

    public IEnumerable<PdfFont> Fonts => [_regular, _bold, .. _embedded.Values.OfType<EmbeddedFont>().Where(font => font.IsUsed)];

    /// <summary>What a substitute was printed for.</summary>
    public IReadOnlySet<Rune> Missing => _missing;

    public TextLine Line(string text, double size, bool isBold = false) => new(Set(text, isBold), size);

    public List<TextLine> Wrap(string text, double size, double width, bool isBold = false) => TextBreaks.Wrap(Set(text, isBold), size, width);

    public void Dispose()
    {
        foreach (var font in _embedded.Values)
        {
            font?.Dispose();
        }
    }

    private Glyph[] Set(string text, bool isBold)
    {
        var characters = CleanText.Of(text);
        var glyphs = new List<Glyph>(characters.Length);
        if (FaceFor(characters, isBold, RegionOf(characters)) is (true, var whole))
        {
            Set(characters, 0, characters.Length, whole, isBold, glyphs);
            return [.. glyphs];
        }

        for (var start = 0; start < characters.Length;)
        {
            var end = Array.FindIndex(characters, start, TextBreaks.IsSpace) is var space and >= 0 ? space + 1 : characters.Length;
            var (_, face) = FaceFor(characters.AsSpan(start..end), isBold, RegionOf(characters));
            Set(characters, start, end, face, isBold, glyphs);
            start = end;
        }

        return [.. glyphs];
    }

    /// <summary>The font for the first character that Helvetica lacks, and whether it has all the others; none where Helvetica has all.</summary>
    private (bool HasAll, FontFace? Face) FaceFor(ReadOnlySpan<Rune> characters, bool isBold, string? region)
    {
        foreach (var character in characters)
        {
            if (!WinAnsi.Has(character))
            {
                var face = library.Find(character, isBold, region);
                return (face is not null && HasAll(face, characters), face);
            }
        }

        return (true, null);
    }

    private static bool HasAll(FontFace face, ReadOnlySpan<Rune> characters)
    {
        foreach (var character in characters)
        {
            if (face.GlyphOf(character) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private void Set(Rune[] characters, int start, int end, FontFace? face, bool isBold, List<Glyph> glyphs)
    {
        for (var at = start; at < end; at++)
        {
            var character = characters[at];
            var glyph = face is null ? null : Embedded(face, characters, at);
            if (glyph is null && !WinAnsi.Has(character) && library.Find(character, isBold, RegionOf(characters)) is { } other)
            {
                glyph = Embedded(other, characters, at);
            }

            if (glyph is not null)
            {
                glyphs.Add(glyph.Value);
            }
            else if (WinAnsi.Has(character))
            {
                glyphs.Add(BuiltIn(isBold).GlyphOf(character));
            }
            else
            {
                Substitute(character, isBold, glyphs);
            }
        }
    }

    private Glyph? Embedded(FontFace face, Rune[] characters, int at)
    {
        if (!_embedded.TryGetValue(face, out var font))
        {
            _embedded.Add(face, font = Open(face));
        }

        return font?.GlyphOf(characters[at], ArabicForms.At(characters, at)) ?? font?.GlyphOf(characters[at], characters[at]);
    }

    private EmbeddedFont? Open(FontFace face)
    {
        try
        {
            return new EmbeddedFont($"F{_embedded.Count + 3}", FontSubset.Open(face));
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException or OverflowException)
        {
            return null;
        }
    }

    private void Substitute(Rune character, bool isBold, List<Glyph> glyphs)
    {
        _missing.Add(character);
        var actual = character.ToString();
        glyphs.AddRange(Substitutes.For(character).EnumerateRunes().Select(part => BuiltIn(isBold).GlyphOf(part, actual)));
    }

    private BuiltInFont BuiltIn(bool isBold) => isBold ? _bold : _regular;

    /// <summary>Kana are Japanese, Hangul is Korean; Chinese characters alone are whatever the document's region says.</summary>
    private string? RegionOf(Rune[] characters)
    {
        foreach (var character in characters)
        {
            if (character.Value is >= 0x3040 and <= 0x30FF)
            {
                return "JP";
            }

            if (character.Value is >= 0xAC00 and <= 0xD7A3)
            {
                return "KR";
            }
        }

        return region;
    }
}
