namespace Billing.Documents.Text;

/// <summary>A piece of text on one line, in the order in which it is read.</summary>
/// <param name="Size">In points.</param>
internal readonly record struct TextLine(ReadOnlyMemory<Glyph> Glyphs, double Size)
{
    /// <summary>In points, without the spaces at its end.</summary>
    public double Width
    {
        get
        {
            var (width, visible) = (0, 0);
            foreach (var glyph in Glyphs.Span)
            {
                width += glyph.Advance;
                visible = TextBreaks.IsSpace(glyph.Character) ? visible : width;
            }

            return visible * Size / 1_000;
        }
    }

    /// <summary>From left to right.</summary>
    public ReadOnlySpan<Glyph> InVisualOrder() => Direction.Reorder(Glyphs);
}
