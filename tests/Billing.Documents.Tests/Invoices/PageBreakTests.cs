using Billing.Application.Invoicing;
using Billing.Documents.Tests.Reading;

namespace Billing.Documents.Tests.Invoices;

public sealed class PageBreakTests
{
    private const double Margin = 50;

    [Fact]
    public void Pages_break_where_a_reader_expects_it()
    {
        var pages = 0;
        foreach (var seed in Enumerable.Range(0, 200))
        {
            var invoice = Samples.Random(seed);
            var rendered = Rendered.Of(invoice);
            try
            {
                CheckPages(invoice, rendered);
            }
            catch (Exception problem)
            {
                throw new InvalidOperationException($"Seed {seed}.", problem);
            }

            pages = Math.Max(pages, rendered.Pdf.Pages.Count);
        }

        Assert.InRange(pages, 4, 100);
    }

    [Theory]
    [InlineData(200, 3)]
    [InlineData(3, 2_000)]
    [InlineData(1, 20_000)]
    public void Nothing_is_lost_of_what_is_longer_than_a_page(int lines, int words)
    {
        var text = string.Join(' ', Enumerable.Range(0, words).Select(i => $"w{i}"));
        var invoice = Samples.Invoice(Samples.Acme, "USD", 19, Enumerable.Range(0, lines).Select(_ => new InvoiceDocumentLine(text, Samples.Usd(100))));

        var shown = Rendered.Of(invoice).Shown;

        var printed = string.Concat(shown.Where(t => t.Content is not null && t.X == Margin && t.Text.StartsWith('w')).Select(t => t.Text.TrimEnd() + " "));
        Assert.Equal(string.Concat(Enumerable.Repeat(text + " ", lines)), printed);
    }

    [Fact]
    public void Names_and_addresses_of_any_length_find_room()
    {
        var longest = new string('W', 200);
        var party = new InvoiceParty(longest, new(longest, longest, longest, "DE", longest, longest), longest, longest) { Details = [longest, longest] };
        var invoice = Samples.Invoice(party, "USD", 0, [new("Plan", Samples.Usd(1))]) with { Seller = party, Corrects = longest, OrderId = longest };

        var shown = Rendered.Of(invoice).Shown;

        const int timesPrinted = (2 * 10) + 2;
        Assert.Equal(timesPrinted * longest.Length, shown.Where(text => text.Content is not null).Sum(text => text.Text.Count(c => c == 'W')));
        Inside(shown, 841.89);
    }

    private static void CheckPages(InvoiceDocument invoice, Rendered rendered)
    {
        var shown = rendered.Shown;
        Inside(shown, invoice.Buyer?.Address?.Country is "US" or "CA" ? 792 : 841.89);
        var count = rendered.Pdf.Pages.Count;
        foreach (var page in shown.GroupBy(text => text.Page))
        {
            Assert.Single(page, text => text.Text == $"Page {page.Key + 1} of {count}" && text.Content is null);
        }

        // Every line once, in order, on the page of a header above it.
        var rows = shown.Where(text => text.Text.StartsWith('#') && text.X == Margin).ToList();
        Assert.Equal(Enumerable.Range(1, invoice.Lines.Length).Select(number => $"#{number}"), rows.Select(row => row.Text.TrimEnd().Split(' ')[0]));
        var headers = shown.Where(text => text.Text == "Description" && text.X == Margin).ToDictionary(header => header.Page);
        Assert.All(rows, row => Assert.True(headers[row.Page].Y > row.Y));

        // The first header is the table's own, the others repeat it for the eye alone.
        Assert.All(headers.Values, header => Assert.Equal(header.Page == headers.Keys.Min(), header.Content is not null));

        // Under every header a part of a line, and the total on a page with one.
        var parts = shown.Where(text => text.Content is not null && text.X == Margin).ToList();
        Assert.All(headers.Values, header => Assert.Contains(parts, part => part.Page == header.Page && part.Y < header.Y));
        var total = shown.Last(text => text.Text == "Total" && text.Size < 10 && text.Font.EndsWith("Bold", StringComparison.Ordinal));
        Assert.Contains(total.Page, headers.Keys);
        Assert.Contains(parts, part => part.Page == total.Page && part.Y > total.Y && part.Y < headers[total.Page].Y);
    }

    private static void Inside(IEnumerable<Shown> shown, double height) =>
        Assert.All(shown, text => Assert.True(text.X >= Margin - 0.01 && text.X < 612 - Margin && text.Y > 30 && text.Y < height - 30, $"{text} is outside."));
}
