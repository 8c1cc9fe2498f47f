using Billing.Documents.Text;

namespace Billing.Documents.Pdf;

/// <summary>
/// One page and what is drawn on it. Coordinates are points from the upper left corner, downwards; all that is drawn either belongs to a node of the
/// document's structure or is an artifact: decoration that a screen reader passes over.
/// </summary>
internal sealed class PdfPage(PdfReference reference, double width, double height)
{
    /// <summary>How far from a quarter circle's end its control point is, as a share of the radius.</summary>
    private const double Kappa = 0.5523;

    private readonly PdfBuffer _content = new();

    public PdfReference Reference { get; } = reference;

    public double Width { get; } = width;

    public double Height { get; } = height;

    public ReadOnlySpan<byte> Content => _content.Written;

    /// <summary>How many pieces of the page belong to the structure: they are numbered from 0.</summary>
    public int MarkedContents { get; private set; }

    /// <param name="y">Of the base line.</param>
    /// <param name="element">Null: an artifact.</param>
    public void Text(TextLine line, double x, double y, Ink ink, StructureElement? element)
    {
        if (line.Glyphs.Length == 0)
        {
            return;
        }

        Open(element);
        _content.Write($"BT {ink.Red} {ink.Green} {ink.Blue} rg 1 0 0 1 {x} {Height - y} Tm\n");
        Show(line.InVisualOrder(), line.Size);
        _content.Write($"ET\nEMC\n");
    }

    /// <summary>A horizontal rule, as decoration.</summary>
    public void Rule(double x, double y, double length, double thickness, Ink ink) => Box(x, y, length, thickness, ink);

    public void Box(double x, double y, double width, double height, Ink ink)
    {
        Open(null);
        _content.Write($"{ink.Red} {ink.Green} {ink.Blue} rg {x} {Height - y - height} {width} {height} re f\nEMC\n");
    }

    /// <summary>A box with round ends.</summary>
    public void Pill(double x, double y, double width, double height, Ink ink)
    {
        var (r, k) = (height / 2, height / 2 * (1 - Kappa));
        var (left, right, bottom, top) = (x, x + width, Height - y - height, Height - y);
        Open(null);
        _content.Write($"{ink.Red} {ink.Green} {ink.Blue} rg {left + r} {bottom} m {right - r} {bottom} l\n");
        _content.Write($"{right - k} {bottom} {right} {bottom + k} {right} {bottom + r} c {right} {top - k} {right - k} {top} {right - r} {top} c\n");
        _content.Write($"{left + r} {top} l {left + k} {top} {left} {top - k} {left} {top - r} c\n");
        _content.Write($"{left} {bottom + k} {left + k} {bottom} {left + r} {bottom} c f\nEMC\n");
    }

    private void Show(ReadOnlySpan<Glyph> glyphs, double size)
    {
        for (var start = 0; start < glyphs.Length;)
        {
            var first = glyphs[start];
            var end = start + 1;
            while (end < glyphs.Length && glyphs[end].Font == first.Font && ReferenceEquals(glyphs[end].Actual, first.Actual))
            {
                end++;
            }

            if (first.Actual is { } actual)
            {
                _content.Write($"/Span << /ActualText <FEFF{PdfSyntax.Utf16(actual)}> >> BDC\n");
            }

            _content.Write($"/{first.Font.Name} {size} Tf ");
            first.Font.WriteCodes(_content, glyphs[start..end]);
            _content.Write($" Tj\n");
            if (first.Actual is not null)
            {
                _content.Write($"EMC\n");
            }

            start = end;
        }
    }

    private void Open(StructureElement? element)
    {
        if (element is null)
        {
            _content.Write($"/Artifact BMC\n");
            return;
        }

        element.Own(this, MarkedContents);
        _content.Write($"/{element.Role} << /MCID {MarkedContents} >> BDC\n");
        MarkedContents++;
    }
}
