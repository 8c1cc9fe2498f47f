using Billing.Application.Invoicing;
using Billing.Application.Ports;

namespace Billing.Documents.Tests.Invoices;

/// <summary>What every renderer of invoices keeps, whatever draws its pages.</summary>
public abstract class InvoiceRendererConformance
{
    public static TheoryData<string> Names => [.. Samples.ByName.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_sample_becomes_a_whole_file(string name) => AssertWhole(Create().Render(Samples.ByName[name]));

    [Fact]
    public void Any_document_becomes_a_whole_file()
    {
        var renderer = Create();
        Assert.All(Enumerable.Range(1, 25), seed => AssertWhole(renderer.Render(Samples.Random(seed))));
    }

    [Theory]
    [InlineData("paid")]
    [InlineData("yen")]
    [InlineData("dinar")]
    public void The_same_document_gives_the_same_bytes(string name)
    {
        var invoice = Samples.ByName[name];
        var renderer = Create();

        var first = renderer.Render(invoice);

        Assert.Equal(first, renderer.Render(invoice));
        Assert.Equal(first, Create().Render(invoice));
        Assert.NotEqual(first, renderer.Render(invoice with { Number = "000013" }));
    }

    private protected abstract IInvoiceRenderer Create();

    private static void AssertWhole(ReadOnlyMemory<byte> file)
    {
        Assert.True(file.Span.StartsWith("%PDF-"u8), "The file does not begin as a PDF.");
        Assert.True(file.Span.TrimEnd("\r\n"u8).EndsWith("%%EOF"u8), "The file does not end as a PDF.");
    }
}
