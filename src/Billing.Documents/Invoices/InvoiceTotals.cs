using Billing.Documents.Pdf;
using Billing.Documents.Text;
using Billing.Domain;

namespace Billing.Documents.Invoices;

/// <summary>From the lines to what is due, on the right side.</summary>
internal sealed class InvoiceTotals
{
    private const double LeastGap = 24;
    private const double Gap = 8;
    private const double Padding = 5;
    private const double BoldPadding = 8;
    private readonly List<Entry> _entries = [];
    private readonly StructureElement _table;
    private readonly Flow _flow;

    public InvoiceTotals(InvoiceWording wording, Typesetter type, StructureElement document, Flow flow)
    {
        (_flow, _table) = (flow, document.Add("Table"));
        foreach (var (label, amount, isBold) in wording.Totals())
        {
            var text = type.Line(MoneyText.Of(amount), Theme.Text, isBold);
            var width = Math.Max(flow.Right - flow.SecondColumn - text.Width - LeastGap, flow.Width / 4);
            _entries.Add(new Entry(type.Wrap(label, Theme.Text, width, isBold), text, isBold));
        }
    }

    public double Height => Gap + _entries.Sum(entry => entry.Height);

    public void Draw()
    {
        _flow.Y += Gap;
        foreach (var entry in _entries)
        {
            if (!_flow.Fits(entry.Height))
            {
                _flow.NewPage();
            }

            Draw(entry);
        }
    }

    private void Draw(Entry entry)
    {
        var row = _table.Add("TR");
        var label = row.Add("TH", "/O /Table /Scope /Row");
        var y = _flow.Y + (entry.IsBold ? BoldPadding : Padding) - 3;
        if (entry.IsBold)
        {
            _flow.Page.Rule(_flow.SecondColumn, _flow.Y + 2, _flow.Right - _flow.SecondColumn, Theme.Hairline, Theme.Dark);
        }

        var amountY = y + Theme.Leading;
        foreach (var line in entry.Label)
        {
            y += Theme.Leading;
            _flow.Page.Text(line, _flow.SecondColumn, y, entry.IsBold ? Theme.Dark : Theme.Quiet, label);
        }

        _flow.TextRight(entry.Amount, _flow.Right, amountY, Theme.Dark, row.Add("TD"));
        _flow.Y += entry.Height;
    }

    private readonly record struct Entry(List<TextLine> Label, TextLine Amount, bool IsBold)
    {
        public double Height => (Label.Count * Theme.Leading) + (IsBold ? BoldPadding + 2 : Padding);
    }
}
