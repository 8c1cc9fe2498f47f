using System.Text;
using Billing.Application.Invoicing;
using Billing.Application.Orders;
using Billing.Application.Ports;
using Billing.Application.Tests.World;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Orders;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Tests.Invoicing;

public sealed class InvoiceSumTests
{
    private const int Invoices = 1_000;

    /// <summary>
    /// Orders of a buyer who moves, gains and loses a VAT id, and changes seats, add-ons and plans as the days go by. What a PDF shows of its document is
    /// held by the renderer's own tests.
    /// </summary>
    [Fact]
    public async Task Lines_tax_and_total_agree_in_the_order_the_invoice_the_document_and_the_report()
    {
        var (random, stage) = (new Random(20260131), await new Stage().WithAccountAsync());
        await stage.PayWithAsync("pm_card_visa");
        var orders = new Dictionary<string, OrderView>();
        while (orders.Count < Invoices)
        {
            if (random.Next(4) == 0)
            {
                await stage.AdvanceAsync(stage.Clock.Now.AddDays(random.Next(1, 9)));
            }

            var placed = await stage.OrderAsync(Wanted(random));
            if (placed is { IsOk: true, Value: { InvoiceId: { } id } order })
            {
                orders.Add(id, order);
            }
        }

        var printed = new Printed();
        var printer = new InvoicePrinter(stage.Home.Invoices, printed);
        var report = Encoding.UTF8.GetString(Stage.Ok(await stage.Home.Invoices.ExportAsync(Stage.Acme, default, Stage.Request())).Bytes.Span).Split("\r\n");
        var costs = report[1..^1].Select(row => row.Split(',')).ToDictionary(row => row[0], row => row[2]);
        foreach (var (id, order) in orders)
        {
            var invoice = Stage.Ok(await stage.Home.Invoices.GetAsync(Stage.Acme, id, Stage.Request()));
            Stage.Ok(await printer.PdfAsync(Stage.Acme, id, Stage.Request()));
            AssertAgree(order, invoice, printed.Last!, costs[order.OrderId]);
        }

        await Books.AuditAsync(stage, stage.Tables, Stage.Acme);
    }

    private static void AssertAgree(OrderView order, InvoiceView invoice, InvoiceDocument document, string cost)
    {
        Assert.Equal(order.Total, Sum(order.Lines.Select(line => line.Amount)));
        Assert.Equal(order.Total, invoice.Cost);
        Assert.Equal(invoice.Cost, Sum(invoice.Lines.Select(line => line.Amount)) + invoice.Tax);
        Assert.Equal(invoice.Tax, Sum(invoice.Taxes.Select(tax => tax.Amount)));
        Assert.Equal(invoice.Subtotal, Sum(invoice.Taxes.Select(tax => tax.Taxable)) + Sum(Untaxed(invoice)));
        Assert.Equal(invoice.Cost.Digits(), cost);
        Assert.Equal(document.Subtotal, Sum(document.Lines.Select(line => line.Amount)));
        Assert.Equal(document.Total, document.Subtotal + Sum(document.Taxes.Select(tax => tax.Amount)));
        Assert.Equal(document.AmountDue, document.Total + Sum(document.Settlements.Select(settlement => settlement.Amount)));
        Assert.Equal((invoice.Subtotal, invoice.Tax, Money.Zero(Currency.Usd)), (document.Subtotal, document.Total - document.Subtotal, document.AmountDue));
        foreach (var tax in invoice.Taxes)
        {
            var lines = invoice.Lines.Where(line => line.Detail?.Tax == tax.Treatment);
            Assert.Equal(tax.Amount, Sum(lines.Select(line => tax.Treatment.On(line.Amount))));
        }
    }

    private static IEnumerable<Money> Untaxed(InvoiceView invoice) =>
        invoice.Lines.Where(line => line is { Kind: LineKind.Item, Detail: null or { Tax: null } }).Select(line => line.Amount);

    private static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero(Currency.Usd), (sum, amount) => sum + amount);

    private static OrderBody Wanted(Random random) => new()
    {
        Plan = random.Next(3) == 0 ? "essential" : "advanced",
        Interval = random.Next(12) == 0 ? BillingInterval.Year : BillingInterval.Month,
        Seats = new SeatsBody(random.Next(5), Agents(random), null),
        AddOns = random.Next(3) switch { 0 => [], 1 => ["advanced-rag"], _ => ["voice-gateway-asr-tts", "advanced-rag"] },
        SupportPlan = random.Next(2) == 0 ? "support-standard" : null,
        Effective = OrderEffective.Now,
        BillingInformation = random.Next(3) == 0 ? Buyer(random) : null,
    };

    private static WantedSeats Agents(Random random) => new(random.Next(2) == 0 ? SeatType.Named : SeatType.Concurrent, random.Next(4));

    private static BillingInformation Buyer(Random random)
    {
        var (country, taxId) = random.Next(6) switch
        {
            0 => ("US", null),
            1 => ("DE", null),
            2 => ("DE", "DE136695976"),
            3 => ("FI", null),
            4 => ("HU", null),
            _ => ("IE", "IE6388047V"),
        };
        return new BillingInformation("Acme", "billing@acme.example", new("1 Street", "City", "1", country), taxId);
    }

    /// <summary>Keeps what it was to print.</summary>
    private sealed class Printed : IInvoiceRenderer
    {
        public InvoiceDocument? Last { get; private set; }

        public ReadOnlyMemory<byte> Render(InvoiceDocument invoice)
        {
            Last = invoice;
            return default;
        }
    }
}
