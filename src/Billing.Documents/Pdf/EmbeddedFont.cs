using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Billing.Documents.Fonts;
using Billing.Documents.Text;

namespace Billing.Documents.Pdf;

/// <summary>
/// A font of the machine's, of which the file takes the glyphs that it shows (ISO 32000-1, 9.7). A character's code is its glyph's index in the subset; two
/// characters that look the same have two codes, so that copying the text gives each back.
/// </summary>
internal sealed class EmbeddedFont(string name, FontSubset subset) : PdfFont(name), IDisposable
{
    private readonly SortedDictionary<int, Rune> _characters = [];
    private readonly Dictionary<(Rune Character, Rune Shown), int> _codes = [];

    public bool IsUsed => _codes.Count > 0;

    /// <summary>Null where the font does not have it, or has it broken.</summary>
    /// <param name="shown">What is drawn for the character: itself, or, of an Arabic letter, one of its forms.</param>
    public Glyph? GlyphOf(Rune character, Rune shown)
    {
        if (!_codes.TryGetValue((character, shown), out var code))
        {
            try
            {
                if (subset.Face.GlyphOf(shown) is not (> 0 and var glyph))
                {
                    return null;
                }

                code = subset.Add(glyph);
            }
            catch (Exception problem) when (problem is InvalidDataException or IOException or OverflowException)
            {
                return null;
            }

            _codes.Add((character, shown), code);
            _characters.Add(code, character);
        }

        return new Glyph(this, code, subset.Face.InThousandths(subset.Advances[code]), character, null);
    }

    public override Glyph DrawnAs(Glyph glyph, Rune shown) => GlyphOf(glyph.Character, shown) ?? glyph;

    public override void WriteCodes(PdfBuffer content, ReadOnlySpan<Glyph> glyphs)
    {
        content.WriteLatin("<");
        foreach (var glyph in glyphs)
        {
            content.WriteLatin(glyph.Code.ToString("X4", CultureInfo.InvariantCulture));
        }

        content.WriteLatin(">");
    }

    public override PdfReference Write(PdfFile file)
    {
        var face = subset.Face;
        var program = subset.Write();
        var tag = new string([.. SHA256.HashData(program).Take(6).Select(value => (char)('A' + (value % 26)))]);
        var baseName = $"{tag}+{face.PostScriptName}";
        var embedded = face.Outlines == OutlineKind.TrueType
            ? $"/FontFile2 {file.AddStream($"/Length1 {program.Length}", program)}"
            : $"/FontFile3 {file.AddStream("/Subtype /CIDFontType0C", program)}";
        var (ascent, descent) = (face.InThousandths(face.Ascent), face.InThousandths(face.Descent));
        const int symbolic = 4;
        var descriptor = file.Add(
            $"<< /Type /FontDescriptor /FontName /{baseName} /Flags {symbolic} /FontBBox [{string.Join(' ', face.Box.Select(face.InThousandths))}] "
            + $"/ItalicAngle 0 /Ascent {ascent} /Descent {descent} /CapHeight {ascent} /StemV {(face.IsBold ? 140 : 80)} {embedded} >>");
        var kind = face.Outlines == OutlineKind.TrueType ? "/CIDFontType2 /CIDToGIDMap /Identity" : "/CIDFontType0";
        var descendant = file.Add(
            $"<< /Type /Font /Subtype {kind} /BaseFont /{baseName} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            + $"/FontDescriptor {descriptor} /W [0 [{string.Join(' ', subset.Advances.Select(face.InThousandths))}]] >>");
        var toUnicode = file.AddStream("", Encoding.ASCII.GetBytes(CharactersByCode()));
        return file.Add(
            $"<< /Type /Font /Subtype /Type0 /BaseFont /{baseName} /Encoding /Identity-H /DescendantFonts [{descendant}] /ToUnicode {toUnicode} >>");
    }

    public void Dispose() => subset.Dispose();

    /// <summary>The CMap that gives the text back (ISO 32000-1, 9.10.3); a block of it holds at most a hundred characters.</summary>
    private string CharactersByCode()
    {
        var map = new StringBuilder(
            """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """);
        foreach (var block in _characters.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (code, character) in block)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{code:X4}> <{PdfSyntax.Utf16(character.ToString())}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
