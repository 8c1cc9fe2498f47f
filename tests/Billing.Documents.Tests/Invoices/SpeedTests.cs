using System.Diagnostics;
using Billing.Application.Invoicing;

namespace Billing.Documents.Tests.Invoices;

/// <summary>
/// The bounds are 10 ms for an invoice and a second for a thousand lines on a machine that does nothing else; here ten times that, for one that builds and
/// tests beside it.
/// </summary>
public sealed class SpeedTests
{
    [Theory]
    [InlineData("paid")]
    [InlineData("yen")]
    public void An_invoice_is_rendered_in_a_moment(string name)
    {
        var renderer = Rendered.Renderer(Rendered.TestFonts);
        Time(() => renderer.Render(Samples.ByName[name]), 50);

        Assert.InRange(Time(() => renderer.Render(Samples.ByName[name]), 201), 0, 100);
    }

    [Fact]
    public void A_thousand_lines_take_a_breath()
    {
        var lines = Enumerable.Range(0, 1_000).Select(i => new InvoiceDocumentLine($"Line {i}", Samples.Usd(i), "1", Samples.Usd(i)));
        var invoice = Samples.Invoice(Samples.Acme, "USD", 19, lines);

        Assert.InRange(Time(() => Rendered.Renderer(null).Render(invoice), 5), 0, 10_000);
    }

    /// <summary>The median, in milliseconds.</summary>
    private static double Time(Action render, int times)
    {
        var taken = new double[times];
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            render();
            taken[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(taken);
        return taken[times / 2];
    }
}
