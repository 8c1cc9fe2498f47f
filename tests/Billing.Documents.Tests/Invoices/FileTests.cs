using System.Text;
using System.Xml.Linq;
using Billing.Application.Invoicing;
using Billing.Documents.Tests.Reading;

namespace Billing.Documents.Tests.Invoices;

/// <summary>The file around the pages: the same every time, described, tagged.</summary>
public sealed class FileTests
{
    [Fact]
    public void Documents_rendered_side_by_side_do_not_mix()
    {
        var renderer = Rendered.Renderer(Rendered.TestFonts);
        var expected = Samples.ByName.Values.Select(invoice => Convert.ToHexString(renderer.Render(invoice).Span)).ToList();

        var rendered = Enumerable.Range(0, 20).AsParallel().AsOrdered()
            .SelectMany(_ => Samples.ByName.Values.Select(invoice => Convert.ToHexString(renderer.Render(invoice).Span))).ToList();

        Assert.All(rendered.Chunk(expected.Count), round => Assert.Equal(expected, round));
    }

    [Fact]
    public void The_file_says_what_it_is()
    {
        var seller = Samples.Seller with { Name = "Søren & «Łódź» <Ltd>" };
        var pdf = Rendered.Of(Samples.ByName["paid"] with { Seller = seller }, Rendered.TestFonts).Pdf;

        var information = pdf.Dictionary(pdf.Trailer["Info"]);
        Assert.Equal("Invoice 000012", ReadPdf.Text(information["Title"]));
        Assert.Equal(seller.Name, ReadPdf.Text(information["Author"]));
        Assert.Equal("D:20260131000000Z", ReadPdf.Text(information["CreationDate"]));
        Assert.Equal("en", ReadPdf.Text(pdf.Catalog["Lang"]));
        Assert.Equal(true, pdf.Dictionary(pdf.Catalog["ViewerPreferences"])["DisplayDocTitle"]);

        var xmp = XElement.Parse(Encoding.UTF8.GetString(pdf.Stream(pdf.Catalog["Metadata"]).Data));
        XNamespace dc = "http://purl.org/dc/elements/1.1/";
        Assert.Equal("Invoice 000012", xmp.Descendants(dc + "title").Single().Value.Trim());
        Assert.Equal(seller.Name, xmp.Descendants(dc + "creator").Single().Value.Trim());
    }

    [Theory]
    [InlineData("US", 612, 792)]
    [InlineData("CA", 612, 792)]
    [InlineData("MX", 612, 792)]
    [InlineData("DE", 595.28, 841.89)]
    [InlineData("JP", 595.28, 841.89)]
    public void The_paper_is_the_buyers(string country, double width, double height)
    {
        var buyer = Samples.Acme with { Address = Samples.Acme.Address! with { Country = country } };

        var pdf = Rendered.Of(Samples.ByName["paid"] with { Buyer = buyer }).Pdf;

        Assert.Equal([0.0, 0.0, width, height], pdf.List(pdf.Pages[0]["MediaBox"]));
    }

    [Fact]
    public void Every_page_is_tagged_from_end_to_end()
    {
        var lines = Enumerable.Range(0, 60).Select(i => new InvoiceDocumentLine($"L{i}", Samples.Usd(i)));
        var rendered = Rendered.Of(Samples.Invoice(Samples.Acme, "USD", 19, lines));
        var pdf = rendered.Pdf;
        Assert.Equal(true, pdf.Dictionary(pdf.Catalog["MarkInfo"])["Marked"]);
        var root = pdf.Dictionary(pdf.Catalog["StructTreeRoot"]);

        // The tree, in reading order, with the text of its leaves.
        var read = new List<(string Role, string Text)>();
        Walk(root["K"], root, []);

        Assert.Equal(rendered.Shown.Count(text => text.Content is not null), read.Count);
        Assert.Equal(("Document/H1", "Invoice"), read[0]);
        Assert.Equal(2, read.Count(leaf => leaf.Role == "Document/Table/THead/TR/TH"));
        Assert.Equal(
            Enumerable.Range(0, 60).SelectMany(i => (string[])[$"L{i}", Domain.MoneyText.Of(Samples.Usd(i))]),
            read.Where(leaf => leaf.Role == "Document/Table/TBody/TR/TD").Select(leaf => leaf.Text));
        Assert.Equal(["Subtotal", "VAT 19 % on $17.70", "Total"], read.Where(leaf => leaf.Role == "Document/Table/TR/TH").Select(leaf => leaf.Text));

        void Walk(object? node, Dictionary<string, object?> parent, string[] path)
        {
            var element = pdf.Dictionary(node);
            Assert.Same(parent, pdf.Dictionary(element["P"]));
            string[] here = [.. path, ((PdfName)element["S"]!).Value];
            foreach (var child in pdf.List(element["K"]))
            {
                if (child is PdfLink)
                {
                    Walk(child, element, here);
                    continue;
                }

                var (page, content) = child is Dictionary<string, object?> on ? (on["Pg"], (double)on["MCID"]!) : (element["Pg"], (double)child!);
                var index = pdf.Pages.IndexOf(pdf.Dictionary(page));
                Assert.Same(element, pdf.Dictionary(OwnerOf(index, (int)content)));
                var text = Assert.Single(rendered.Shown, text => text.Page == index && text.Content == (int)content);
                read.Add((string.Join('/', here), text.Text));
            }
        }

        object? OwnerOf(int page, int content)
        {
            Assert.Equal((double)page, pdf.Pages[page]["StructParents"]);
            var parents = pdf.List(pdf.Dictionary(root["ParentTree"])["Nums"]);
            Assert.Equal((double)page, parents[page * 2]);
            return pdf.List(parents[(page * 2) + 1])[content];
        }
    }
}
