using System.Text;
using Billing.Documents.Fonts;
using Billing.Documents.Text;

namespace Billing.Documents.Pdf;

/// <summary>One of the two Helveticas, which readers bring along (ISO 32000-1, 9.6.2.2).</summary>
internal sealed class BuiltInFont(string name, bool isBold) : PdfFont(name)
{
    private static readonly bool[] NeedsEscape = [.. Enumerable.Range(0, 256).Select(code => code is '(' or ')' or '\\')];

    /// <exception cref="InvalidOperationException">The character is none of WinAnsi.</exception>
    public Glyph GlyphOf(Rune character, string? actual = null) => WinAnsi.TryEncode(character, out var code)
        ? new Glyph(this, code, Helvetica.Advance(code, isBold), character, actual)
        : throw new InvalidOperationException($"The built-in fonts have no U+{character.Value:X4}.");

    public override Glyph DrawnAs(Glyph glyph, Rune shown) => GlyphOf(shown, glyph.Actual);

    public override void WriteCodes(PdfBuffer content, ReadOnlySpan<Glyph> glyphs)
    {
        Span<byte> text = stackalloc byte[2];
        content.WriteLatin("(");
        foreach (var glyph in glyphs)
        {
            (text[0], text[1]) = ((byte)'\\', (byte)glyph.Code);
            content.Write(NeedsEscape[glyph.Code] ? text : text[1..]);
        }

        content.WriteLatin(")");
    }

    public override PdfReference Write(PdfFile file) =>
        file.Add($"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica{(isBold ? "-Bold" : "")} /Encoding /WinAnsiEncoding >>");
}
