using Billing.Documents.Pdf;
using Billing.Documents.Text;

namespace Billing.Documents.Invoices;

/// <summary>A line of text that has its place in a column.</summary>
/// <param name="Height">What it takes of the column.</param>
/// <param name="Element">Null: decoration.</param>
internal readonly record struct Piece(TextLine Line, double Height, Ink Ink, StructureElement? Element, double Indent = 0);

/// <summary>The pages as they fill, from top to bottom.</summary>
/// <param name="onNewPage">Draws what is on top of a page that continues the document, and answers where its content begins.</param>
internal sealed class Flow(PdfDocument document, Paper paper, Action<PdfPage> onNewPage)
{
    public PdfPage Page { get; private set; } = document.AddPage(paper.Width, paper.Height);

    /// <summary>Where the next thing goes.</summary>
    public double Y { get; set; } = Theme.Margin;

    public double Left { get; } = Theme.Margin;

    public double Right => paper.Width - Theme.Margin;

    public double Width => Right - Left;

    public double SecondColumn => Left + (Width * Theme.SecondColumn);

    public double Bottom => paper.Height - Theme.FooterRule - Theme.Leading;

    /// <summary>What a page that continues the document has room for.</summary>
    public double PageRoom => Bottom - ContinuedTop;

    private static double ContinuedTop => Theme.Margin + Theme.Leading + 8;

    public bool Fits(double height) => Y + height <= Bottom;

    public void NewPage()
    {
        Page = document.AddPage(paper.Width, paper.Height);
        onNewPage(Page);
        Y = ContinuedTop;
    }

    public void TextRight(TextLine line, double right, double y, Ink ink, StructureElement? element) => Page.Text(line, right - line.Width, y, ink, element);

    /// <summary>Two columns side by side, over as many pages as they need; continues below the longer one.</summary>
    public void Columns(IReadOnlyList<Piece> left, IReadOnlyList<Piece> right)
    {
        var (top, done, doneRight) = (Y, 0, 0);
        while (true)
        {
            (done, var leftEnd) = Fill(left, done, Left, top);
            (doneRight, var rightEnd) = Fill(right, doneRight, SecondColumn, top);
            Y = Math.Max(leftEnd, rightEnd);
            if (done == left.Count && doneRight == right.Count)
            {
                return;
            }

            NewPage();
            top = Y;
        }
    }

    private (int Done, double Y) Fill(IReadOnlyList<Piece> pieces, int from, double x, double y)
    {
        var at = from;
        for (; at < pieces.Count && y + pieces[at].Height <= Bottom; at++)
        {
            var piece = pieces[at];
            y += piece.Height;
            Page.Text(piece.Line, x + piece.Indent, y, piece.Ink, piece.Element);
        }

        return (at, y);
    }
}
