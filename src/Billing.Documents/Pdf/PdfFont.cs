using System.Text;
using Billing.Documents.Text;

namespace Billing.Documents.Pdf;

/// <param name="name">In the pages' resources: <c>F1</c>.</param>
internal abstract class PdfFont(string name)
{
    public string Name { get; } = name;

    /// <summary>The same character drawn as another one: a bracket that opens to the other side.</summary>
    public abstract Glyph DrawnAs(Glyph glyph, Rune shown);

    /// <summary>The operand of a show-text operator.</summary>
    public abstract void WriteCodes(PdfBuffer content, ReadOnlySpan<Glyph> glyphs);

    public abstract PdfReference Write(PdfFile file);
}
