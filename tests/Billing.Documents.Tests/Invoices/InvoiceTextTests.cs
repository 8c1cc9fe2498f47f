namespace Billing.Documents.Tests.Invoices;

/// <summary>What is to be read on the pages, line by line; and that it adds up.</summary>
public sealed class InvoiceTextTests
{
    [Theory]
    [InlineData("paid")]
    [InlineData("pending")]
    [InlineData("credit-note")]
    [InlineData("yen")]
    [InlineData("dinar")]
    [InlineData("bare")]
    public void The_pages_say_what_was_approved(string name)
    {
        var text = Rendered.Of(Samples.ByName[name], Rendered.TestFonts).Text;
        var received = Path.Combine(AppContext.BaseDirectory, $"{name}.received.txt");
        File.WriteAllText(received, text);

        var approved = Path.Combine(AppContext.BaseDirectory, "Approved", $"{name}.txt");
        Assert.True(File.Exists(approved), $"Nothing is approved yet: read {received}, and keep it as Approved/{name}.txt.");
        Assert.Equal(File.ReadAllText(approved), text);
    }

    [Fact]
    public void Lines_and_tax_sum_to_the_total_in_print()
    {
        foreach (var seed in Enumerable.Range(0, 1_000))
        {
            var invoice = Samples.Random(seed);
            var shown = Rendered.Of(invoice).Shown;

            var rows = shown.GroupBy(text => (text.Page, text.Y)).ToDictionary(row => row.Key, row => row.OrderBy(text => text.X).ToList());
            long Printed(string label) => rows.Values.Where(row => row.Exists(text => text.Text == label)).Select(row => Minor(row[^1].Text)).Last();
            var lines = rows.Values.Where(row => row[0].Text.StartsWith('#')).Select(row => Minor(row[^1].Text)).ToList();
            var tax = rows.Values.Where(row => row.Exists(text => text.Text.StartsWith("VAT", StringComparison.Ordinal))).Sum(row => Minor(row[^1].Text));

            Assert.True(lines.Count == invoice.Lines.Length, $"Seed {seed}: {lines.Count} of {invoice.Lines.Length} lines are printed.");
            Assert.True(lines.Sum() + tax == Printed("Total") && Printed("Total") == invoice.Total.Minor, $"Seed {seed}: the sum is wrong in print.");
        }
    }

    private static long Minor(string amount) => long.Parse(new string([.. amount.Where(c => char.IsAsciiDigit(c) || c == '-')]));
}
