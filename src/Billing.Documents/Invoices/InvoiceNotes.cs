using Billing.Application.Invoicing;
using Billing.Documents.Pdf;
using Billing.Documents.Text;

namespace Billing.Documents.Invoices;

/// <summary>What is said below the totals; a title stays with its first line.</summary>
internal static class InvoiceNotes
{
    private const double Gap = 22;

    public static void Draw(IEnumerable<InvoiceNote> notes, Typesetter type, StructureElement document, Flow flow)
    {
        foreach (var note in notes)
        {
            flow.Y += Gap;
            if (!flow.Fits(2 * Theme.Leading))
            {
                flow.NewPage();
            }

            Draw(type.Wrap(note.Title, Theme.Text, flow.Width, isBold: true), document.Add("H2"), Theme.Dark, flow);
            foreach (var paragraph in note.Text.Split('\n'))
            {
                Draw(type.Wrap(paragraph, Theme.Text, flow.Width), document.Add("P"), Theme.Quiet, flow);
            }
        }
    }

    private static void Draw(List<TextLine> lines, StructureElement element, Ink ink, Flow flow)
    {
        foreach (var line in lines)
        {
            if (!flow.Fits(Theme.Leading))
            {
                flow.NewPage();
            }

            flow.Y += Theme.Leading;
            flow.Page.Text(line, flow.Left, flow.Y, ink, element);
        }
    }
}
