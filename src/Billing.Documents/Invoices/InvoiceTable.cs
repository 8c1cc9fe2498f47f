using Billing.Application.Invoicing;
using Billing.Documents.Pdf;
using Billing.Documents.Text;
using Billing.Domain;

namespace Billing.Documents.Invoices;

/// <summary>The lines, over as many pages as they need, the header again on each. Columns that no line fills are left out.</summary>
internal sealed class InvoiceTable
{
    private const double HeaderHeight = 20;
    private readonly Flow _flow;
    private readonly StructureElement _table;
    private readonly List<Column> _columns = [];
    private readonly int _rows;

    public InvoiceTable(InvoiceDocument invoice, InvoiceWording wording, Typesetter type, StructureElement document, Flow flow)
    {
        (_flow, _table, _rows) = (flow, document.Add("Table"), invoice.Lines.Length);
        var right = flow.Right;
        AddRight(InvoiceWording.Amount, line => [type.Line(MoneyText.Of(line.Amount), Theme.Text)]);
        AddRight(InvoiceWording.UnitPrice, line => line.UnitPrice is { } price ? [type.Line(MoneyText.Of(price), Theme.Text)] : []);
        AddRight(InvoiceWording.Quantity, line => type.Wrap(line.Quantity ?? "", Theme.Text, Theme.WidestQuantity));

        var width = right - flow.Left;
        _columns.Insert(0, new Column(Title(InvoiceWording.Description), flow.Left, false, [.. invoice.Lines.Select(line => (List<TextLine>)
        [
            .. type.Wrap(line.Description, Theme.Text, width),
            .. line.Period is { } period ? type.Wrap(wording.Period(period), Theme.Small, width) : [],
        ])]));

        TextLine Title(string text) => type.Line(text, Theme.Small, isBold: true);

        void AddRight(string title, Func<InvoiceDocumentLine, List<TextLine>> cell)
        {
            var column = new Column(Title(title), right, true, [.. invoice.Lines.Select(cell)]);
            if (column.Cells.Exists(lines => lines.Count > 0))
            {
                _columns.Insert(0, column);
                right -= column.Width + Theme.ColumnGap;
            }
        }
    }

    /// <param name="tail">The height of what is to follow the last line on its page, as long as it leaves half the page to that line.</param>
    public void Draw(double tail)
    {
        var room = _flow.PageRoom - HeaderHeight;
        var kept = tail < room / 2 ? tail : 0;
        var fragments = Fragments((int)((room - kept - (2 * Theme.RowPadding)) / Theme.Leading)).ToList();
        var body = default(StructureElement);
        foreach (var (index, fragment) in fragments.Index())
        {
            var isFirst = body is null;
            var needed = fragment.Height + (isFirst ? HeaderHeight : 0) + (index == fragments.Count - 1 ? kept : 0);
            var isOnNewPage = !_flow.Fits(needed);
            if (isOnNewPage)
            {
                _flow.NewPage();
            }

            if (isFirst || isOnNewPage)
            {
                DrawHeader(isFirst);
            }

            Draw(fragment, body ??= _table.Add("TBody"));
        }
    }

    /// <summary>A row is one fragment, unless it is taller than a page.</summary>
    private IEnumerable<Fragment> Fragments(int linesAtMost)
    {
        for (var row = 0; row < _rows; row++)
        {
            var lines = _columns.Max(column => column.Cells[row].Count);
            var cells = new StructureElement[_columns.Count];
            for (var from = 0; from < lines; from += linesAtMost)
            {
                yield return new Fragment(row, from, Math.Min(lines, from + linesAtMost), cells);
            }
        }
    }

    private void DrawHeader(bool isFirst)
    {
        var row = isFirst ? _table.Add("THead").Add("TR") : null;
        foreach (var column in _columns)
        {
            Place(column, column.Title, _flow.Y + 10, Theme.Quiet, row?.Add("TH", "/O /Table /Scope /Column"));
        }

        _flow.Y += HeaderHeight;
        _flow.Page.Rule(_flow.Left, _flow.Y - 2, _flow.Width, 1, Theme.Dark);
    }

    private void Draw(Fragment fragment, StructureElement body)
    {
        if (fragment.From == 0)
        {
            var row = body.Add("TR");
            foreach (var (index, _) in _columns.Index())
            {
                fragment.Elements[index] = row.Add("TD");
            }
        }

        foreach (var (index, column) in _columns.Index())
        {
            var y = _flow.Y + Theme.RowPadding - 3.5;
            foreach (var line in column.Cells[fragment.Row].Skip(fragment.From).Take(fragment.To - fragment.From))
            {
                y += Theme.Leading;
                Place(column, line, y, line.Size < Theme.Text ? Theme.Quiet : Theme.Dark, fragment.Elements[index]);
            }
        }

        _flow.Y += fragment.Height;
        _flow.Page.Rule(_flow.Left, _flow.Y, _flow.Width, Theme.Hairline, Theme.Line);
    }

    private void Place(Column column, TextLine line, double y, Ink ink, StructureElement? element) =>
        _flow.Page.Text(line, column.IsRight ? column.Edge - line.Width : column.Edge, y, ink, element);

    /// <param name="Edge">Where its text is aligned: the right edge of numbers, the left one of words.</param>
    private sealed record Column(TextLine Title, double Edge, bool IsRight, List<List<TextLine>> Cells)
    {
        public double Width { get; } = Cells.SelectMany(lines => lines).Select(line => line.Width).Append(Title.Width).Max();
    }

    /// <summary>The text lines of a row from the first to before the second.</summary>
    private readonly record struct Fragment(int Row, int From, int To, StructureElement[] Elements)
    {
        public double Height => ((To - From) * Theme.Leading) + (2 * Theme.RowPadding);
    }
}
