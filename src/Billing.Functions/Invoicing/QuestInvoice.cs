using Billing.Application.Invoicing;
using Billing.Documents.Invoices;
using Billing.Documents.Pdf;
using Billing.Domain;
using QuestPDF.Fluent;
using QuestPDF.Helpers;
using QuestPDF.Infrastructure;

namespace Billing.Functions.Invoicing;

/// <summary>One document as QuestPDF's pages. The lines' header comes again on each page; a row is kept together where a page holds it.</summary>
internal sealed class QuestInvoice(InvoiceDocument invoice, InvoiceWording wording, Paper paper)
{
    private const float Gap = 22;

    public void Compose(PageDescriptor page)
    {
        page.Size((float)paper.Width, (float)paper.Height);
        page.MarginHorizontal((float)Theme.Margin);
        page.MarginTop((float)Theme.Margin);
        page.MarginBottom((float)Theme.Footer);
        page.DefaultTextStyle(style => style.FontSize((float)Theme.Text).FontColor(Of(Theme.Dark)).FontFamily(Fonts.Lato));
        page.Background().AlignTop().Height((float)Theme.Band).Background(Of(Theme.Accent));
        page.Content().SemanticArticle().Column(column =>
        {
            column.Spacing(Gap);
            column.Item().Element(Title);
            column.Item().Row(row => Halves(row, Facts, right => Party(right, invoice.Seller, null)));
            column.Item().Row(row => Halves(row, Buyer, Headline));
            column.Item().Element(Lines);
            column.Item().AlignRight().Width((float)(ContentWidth * (1 - Theme.SecondColumn))).Element(Totals);
            foreach (var note in invoice.Notes)
            {
                column.Item().Element(container => Note(container, note));
            }
        });
        page.Footer().Element(Footer);
    }

    private double ContentWidth => paper.Width - (2 * Theme.Margin);

    private static void Halves(RowDescriptor row, Action<IContainer> left, Action<IContainer> right)
    {
        row.RelativeItem((float)Theme.SecondColumn).Element(left);
        row.RelativeItem((float)(1 - Theme.SecondColumn)).Element(right);
    }

    private void Title(IContainer container) => container.Row(row =>
    {
        row.AutoItem().SemanticHeader1().Text(wording.Title).FontSize((float)Theme.Title).Bold();
        if (invoice.Status is { } status)
        {
            var (letters, ground) = Theme.Mark(status);
            row.AutoItem().PaddingLeft(14).AlignMiddle().Background(Of(ground)).PaddingHorizontal(9).PaddingVertical(3)
                .Text(wording.Mark(status)).FontColor(Of(letters)).Bold();
        }
    });

    private void Facts(IContainer container) => container.SemanticTable().Table(table =>
    {
        table.ColumnsDefinition(columns =>
        {
            columns.ConstantColumn(92);
            columns.RelativeColumn();
        });
        foreach (var (label, value) in wording.Facts())
        {
            table.Cell().AsSemanticHorizontalHeader().Text(label).FontColor(Of(Theme.Quiet));
            table.Cell().PaddingRight((float)Theme.ColumnGap).Text(Clean(value));
        }
    });

    private void Buyer(IContainer container)
    {
        if (invoice.Buyer is { } buyer)
        {
            Party(container.PaddingRight((float)Theme.ColumnGap), buyer, InvoiceWording.BillTo);
        }
    }

    private static void Party(IContainer container, InvoiceParty party, string? title) => container.Column(column =>
    {
        if (title is not null)
        {
            column.Item().SemanticHeader2().Text(title).FontSize((float)Theme.Small).FontColor(Of(Theme.Quiet)).Bold();
        }

        column.Item().Text(Clean(party.Name)).FontSize((float)Theme.Name).Bold();
        foreach (var line in InvoiceWording.Lines(party))
        {
            column.Item().Text(Clean(line));
        }
    });

    private void Headline(IContainer container) => container.Column(column =>
    {
        var (label, amount) = wording.Headline();
        column.Item().SemanticHeader2().Text(label).FontSize((float)Theme.Small).FontColor(Of(Theme.Quiet)).Bold();
        column.Item().ScaleToFit().Text(amount).FontSize((float)Theme.Headline).Bold();
        if (wording.Payment() is { } payment)
        {
            column.Item().Text(Clean(payment)).FontColor(Of(Theme.Quiet));
        }
    });

    private void Lines(IContainer container) => container.SemanticTable().Table(table =>
    {
        // Columns that no line fills are left out.
        var hasQuantity = invoice.Lines.Any(line => line.Quantity is not null);
        var hasPrice = invoice.Lines.Any(line => line.UnitPrice is not null);
        table.ColumnsDefinition(columns =>
        {
            columns.RelativeColumn(5);
            Optional(hasQuantity, () => columns.ConstantColumn((float)Theme.WidestQuantity));
            Optional(hasPrice, () => columns.RelativeColumn(2));
            columns.RelativeColumn(2);
        });
        table.Header(header =>
        {
            Head(header.Cell(), InvoiceWording.Description);
            Optional(hasQuantity, () => Head(header.Cell(), InvoiceWording.Quantity, isRight: true));
            Optional(hasPrice, () => Head(header.Cell(), InvoiceWording.UnitPrice, isRight: true));
            Head(header.Cell(), InvoiceWording.Amount, isRight: true);
        });
        foreach (var line in invoice.Lines)
        {
            Body(table.Cell()).Column(column =>
            {
                column.Item().Text(Clean(line.Description));
                if (line.Period is { } period)
                {
                    column.Item().Text(wording.Period(period)).FontSize((float)Theme.Small).FontColor(Of(Theme.Quiet));
                }
            });
            Optional(hasQuantity, () => Body(table.Cell()).AlignRight().Text(Clean(line.Quantity ?? "")));
            Optional(hasPrice, () => Body(table.Cell()).AlignRight().Text(line.UnitPrice is { } price ? MoneyText.Of(price) : ""));
            Body(table.Cell()).AlignRight().Text(MoneyText.Of(line.Amount));
        }
    });

    private void Totals(IContainer container) => container.SemanticTable().Table(table =>
    {
        table.ColumnsDefinition(columns =>
        {
            columns.RelativeColumn();
            columns.RelativeColumn();
        });
        foreach (var (label, amount, isBold) in wording.Totals())
        {
            Total(table.Cell().AsSemanticHorizontalHeader(), isBold).Text(Clean(label)).FontColor(Of(isBold ? Theme.Dark : Theme.Quiet)).Weight(isBold);
            Total(table.Cell(), isBold).AlignRight().Text(MoneyText.Of(amount)).Weight(isBold);
        }
    });

    private static void Note(IContainer container, InvoiceNote note) => container.Column(column =>
    {
        column.Item().EnsureSpace(2 * (float)Theme.Leading).SemanticHeader2().Text(Clean(note.Title)).Bold();
        foreach (var paragraph in note.Text.Split('\n'))
        {
            column.Item().Text(Clean(paragraph)).FontColor(Of(Theme.Quiet));
        }
    });

    private void Footer(IContainer container) =>
        container.BorderTop((float)Theme.Hairline).BorderColor(Of(Theme.Line)).PaddingTop(6).DefaultTextStyle(Small).Row(row =>
        {
            row.RelativeItem().PaddingRight((float)Theme.ColumnGap).Text(Clean($"{invoice.Seller.Name} · {wording.NumberedTitle}")).ClampLines(1);
            row.AutoItem().Text(text =>
            {
                text.Span("Page ");
                text.CurrentPageNumber();
                text.Span(" of ");
                text.TotalPages();
            });
        });

    private static TextStyle Small(TextStyle style) => style.FontSize((float)Theme.Small).FontColor(Of(Theme.Quiet));

    private static void Head(IContainer cell, string title, bool isRight = false)
    {
        var box = cell.BorderBottom(1).BorderColor(Of(Theme.Dark)).PaddingBottom(6);
        (isRight ? box.AlignRight() : box).Text(title).FontSize((float)Theme.Small).FontColor(Of(Theme.Quiet)).Bold();
    }

    private static IContainer Body(IContainer cell) =>
        cell.PreventPageBreak().BorderBottom((float)Theme.Hairline).BorderColor(Of(Theme.Line)).PaddingVertical((float)Theme.RowPadding).PaddingRight(4);

    private static IContainer Total(IContainer cell, bool isBold) =>
        isBold ? cell.BorderTop((float)Theme.Hairline).BorderColor(Of(Theme.Dark)).PaddingVertical(5) : cell.PaddingVertical(2.5f);

    private static void Optional(bool isThere, Action write)
    {
        if (isThere)
        {
            write();
        }
    }

    private static string Clean(string text) => QuestInvoiceRenderer.Plain(text);

    private static Color Of(Ink ink) => Color.FromHex($"#{ink.Rgb:X6}");
}

internal static class QuestText
{
    public static TextBlockDescriptor Weight(this TextBlockDescriptor text, bool isBold) => isBold ? text.Bold() : text;
}
