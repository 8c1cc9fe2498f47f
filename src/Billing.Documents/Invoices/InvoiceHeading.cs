using Billing.Application.Invoicing;
using Billing.Documents.Pdf;
using Billing.Documents.Text;

namespace Billing.Documents.Invoices;

/// <summary>The upper part of the first page: what this is, who sells, who buys, how much.</summary>
internal sealed class InvoiceHeading(InvoiceDocument invoice, InvoiceWording wording, Typesetter type, StructureElement document, Flow flow)
{
    private const double LabelWidth = 92;
    private const double BlockGap = 24;

    public void Draw()
    {
        flow.Page.Box(0, 0, flow.Page.Width, Theme.Band, Theme.Accent);
        DrawTitle();
        flow.Columns(Facts(), Party(invoice.Seller, null));
        flow.Y += BlockGap;
        flow.Columns(invoice.Buyer is { } buyer ? Party(buyer, InvoiceWording.BillTo) : [], Headline());
        flow.Y += BlockGap;
    }

    private void DrawTitle()
    {
        var title = type.Line(wording.Title, Theme.Title, isBold: true);
        var y = flow.Y + Theme.Title;
        flow.Page.Text(title, flow.Left, y, Theme.Dark, document.Add("H1"));
        if (invoice.Status is { } status)
        {
            const double height = 17, padding = 9;
            var mark = type.Line(wording.Mark(status), Theme.Text, isBold: true);
            var (letters, ground) = Theme.Mark(status);
            var x = flow.Left + title.Width + 14;
            flow.Page.Pill(x, y - 18, mark.Width + (2 * padding), height, ground);
            flow.Page.Text(mark, x + padding, y - 6, letters, document.Add("P"));
        }

        flow.Y = y + 12;
    }

    private List<Piece> Facts()
    {
        var pieces = new List<Piece>();
        foreach (var (label, value) in wording.Facts())
        {
            var element = document.Add("P");
            pieces.Add(new Piece(type.Line(label, Theme.Text), Theme.Leading + 2, Theme.Quiet, element));
            var height = 0.0;
            foreach (var line in type.Wrap(value, Theme.Text, flow.SecondColumn - flow.Left - LabelWidth - 8))
            {
                pieces.Add(new Piece(line, height, Theme.Dark, element, LabelWidth));
                height = Theme.Leading;
            }
        }

        return pieces;
    }

    private List<Piece> Party(InvoiceParty party, string? title)
    {
        var pieces = new List<Piece>();
        var width = title is null ? flow.Right - flow.SecondColumn : flow.SecondColumn - flow.Left - Theme.ColumnGap;
        if (title is not null)
        {
            Add(pieces, title, "H2", Theme.Small, Theme.Leading, Theme.Quiet, width, isBold: true);
        }

        Add(pieces, party.Name, "P", Theme.Name, Theme.Leading + 3, Theme.Dark, width, isBold: true);
        foreach (var line in InvoiceWording.Lines(party))
        {
            Add(pieces, line, "P", Theme.Text, Theme.Leading, Theme.Dark, width);
        }

        return pieces;
    }

    private List<Piece> Headline()
    {
        var (label, text) = wording.Headline();
        var width = flow.Right - flow.SecondColumn;
        var size = Math.Min(Theme.Headline, Theme.Headline * width / type.Line(text, Theme.Headline, isBold: true).Width);
        var pieces = new List<Piece>();
        Add(pieces, label, "H2", Theme.Small, Theme.Leading, Theme.Quiet, width, isBold: true);
        pieces.Add(new Piece(type.Line(text, size, isBold: true), Theme.Headline + 5, Theme.Dark, document.Add("P")));
        if (wording.Payment() is { } payment)
        {
            Add(pieces, payment, "P", Theme.Text, Theme.Leading + 4, Theme.Quiet, width);
        }

        return pieces;
    }

    private void Add(List<Piece> pieces, string text, string role, double size, double height, Ink ink, double width, bool isBold = false)
    {
        var element = document.Add(role);
        pieces.AddRange(type.Wrap(text, size, width, isBold).Select(line => new Piece(line, height, ink, element)));
    }
}
