using Billing.Domain.Accounts;
using Billing.Domain.Orders;
using Billing.Domain.Subscriptions;
using Billing.Domain.Taxes;
using Billing.Domain.Tests.Catalog;
using Billing.Domain.Tests.Orders;
using static Billing.Domain.Tests.Orders.Customer;

namespace Billing.Domain.Tests.Taxes;

public sealed class TaxTests
{
    private static readonly TaxTreatment German = new("VAT", "DE", 1900);
    private static readonly TaxTreatment Finnish = new("VAT", "FI", 2550);
    private static readonly TaxTreatment Owed = new("VAT", "DE", 0, IsReverseCharge: true);

    // The seller is in IE and registered with the One Stop Shop; the columns: the buyer's country, its tax id, the tax.
    [Theory]
    [InlineData("US", null, null)]
    [InlineData("US", "12-3456789", null)]
    [InlineData("GB", null, null)] // a rate, but no registration
    [InlineData("CH", null, null)]
    [InlineData("DE", null, "VAT 19 % (DE)")]
    [InlineData("DE", "12/345/67890", "VAT 19 % (DE)")]
    [InlineData("DE", "DE136695976", "VAT 0 % (reverse charge)")]
    [InlineData("DE", "FR83404833048", "VAT 19 % (DE)")]
    [InlineData("FI", null, "VAT 25.5 % (FI)")]
    [InlineData("GR", "EL094012834", "VAT 0 % (reverse charge)")]
    [InlineData("GR", null, "VAT 24 % (GR)")]
    [InlineData("IE", null, "VAT 23 % (IE)")]
    [InlineData("IE", "IE6388047V", "VAT 23 % (IE)")] // the seller's own country
    public void The_tax_is_that_of_the_buyer(string country, string? taxId, string? label) =>
        Assert.Equal(label, ShippedCatalog.Value.Tax.Of(Buyer(country, taxId))?.Label);

    [Fact]
    public void Nobody_known_pays_no_tax() => Assert.Null(ShippedCatalog.Value.Tax.Of(null));

    [Fact]
    public void A_registration_of_its_own_collects_the_countrys_tax()
    {
        var terms = ShippedCatalog.Value.Tax with { Registrations = ["CH", "GB"] };

        Assert.Equal("VAT 8.1 % (CH)", terms.Of(Buyer("CH", null))?.Label);
        Assert.Equal("VAT 20 % (GB)", terms.Of(Buyer("GB", "XI980780684"))?.Label);
        Assert.Null(terms.Of(Buyer("DE", null)));
    }

    // The net amount, the rate in basis points, the tax: half away from zero, on both sides of it.
    [Theory]
    [InlineData(5000, 1900, 950)]
    [InlineData(1451, 2500, 363)]
    [InlineData(50, 1900, 10)]
    [InlineData(-50, 1900, -10)]
    [InlineData(49, 1900, 9)]
    [InlineData(-2742, 2550, -699)]
    [InlineData(1, 810, 0)]
    [InlineData(0, 1900, 0)]
    public void Tax_is_rounded_half_away_from_zero(long net, int basisPoints, long tax) =>
        Assert.Equal(Usd(tax), new TaxTreatment("VAT", "XX", basisPoints).On(Usd(net)));

    [Fact]
    public void Tax_is_rounded_on_each_line_and_stands_on_one()
    {
        var customer = new Customer { Tax = Finnish };

        var bill = customer.Pay(new OrderRequest { Plan = "essential", TeamSeats = 1, AddOns = ["advanced-rag"] }, "2026-03-01").Bill;

        Assert.Equal(
            """
            Essential, 1 month from 2026-03-01: 50.00 USD
            Team seats, 1 × 10.00 USD, 1 month from 2026-03-01: 10.00 USD
            Advanced RAG, 1 month from 2026-03-01: 20.00 USD
            VAT 25.5 % (FI): 20.40 USD
            """,
            Text(bill));
        Assert.Equal(Usd(100_40), bill.Total);
    }

    [Fact]
    public void A_proration_gives_the_tax_back_that_was_charged()
    {
        var customer = new Customer { Tax = German };
        customer.Pay(new OrderRequest { Plan = "essential" }, "2026-03-01");

        var bill = customer.Pay(new OrderRequest { Plan = "advanced" }, "2026-03-15").Bill;

        // 19 % of -27.42 is -5.2098, of 82.26 15.6294: rounded each, then summed.
        Assert.Equal("Credit: Essential, 17 of 31 days: -27.42 USD\nAdvanced, 17 of 31 days: 82.26 USD\nVAT 19 % (DE): 10.42 USD", Text(bill));
        Assert.Equal(Usd(65_26), bill.Total);
    }

    [Fact]
    public void What_is_given_back_takes_the_tax_of_its_charge_whoever_the_buyer_is_by_now()
    {
        var customer = new Customer { Tax = German };
        customer.Pay(new OrderRequest { Plan = "essential" }, "2026-03-01");

        customer.Tax = Owed;
        var bill = customer.Pay(new OrderRequest { Plan = "advanced" }, "2026-03-15").Bill;
        Assert.Equal("Credit: Essential, 17 of 31 days: -27.42 USD\nAdvanced, 17 of 31 days: 82.26 USD\nVAT 19 % (DE): -5.21 USD", Text(bill));

        customer.Tax = Finnish;
        bill = customer.Pay(new OrderRequest { Plan = "essential", Effective = OrderEffective.Now }, "2026-03-15").Bill;
        Assert.Equal("Credit: Advanced, 17 of 31 days: -82.26 USD\nEssential, 17 of 31 days: 27.42 USD\nVAT 25.5 % (FI): 6.99 USD", Text(bill));
    }

    [Fact]
    public void A_net_credit_holds_its_tax_and_pays_later_bills_with_theirs()
    {
        var customer = new Customer { Tax = German };
        customer.Pay(new OrderRequest { Plan = "advanced", SupportPlan = "support-premium" }, "2026-03-01");

        var given = customer.Pay(new OrderRequest { WithoutSupportPlan = true, Effective = OrderEffective.Now }, "2026-03-15").Bill;
        Assert.Equal("Credit: Premium support, 17 of 31 days: -54.84 USD\nVAT 19 % (DE): -10.42 USD", Text(given));
        Assert.Equal((Usd(-65_26), Usd(65_26)), (given.Total, customer.Credit));

        var paid = customer.Pay(new OrderRequest { AddOns = ["advanced-rag"] }, "2026-03-15").Bill;
        Assert.Equal("Advanced RAG, 17 of 31 days: 10.97 USD\nVAT 19 % (DE): 2.08 USD\nAccount credit: -13.05 USD", Text(paid));
        Assert.Equal((Usd(0), Usd(52_21)), (paid.Total, customer.Credit));
    }

    [Fact]
    public void The_reverse_charge_adds_no_line_and_stays_with_the_items()
    {
        var customer = new Customer { Tax = Owed };

        var bill = customer.Pay(new OrderRequest { Plan = "essential" }, "2026-03-01").Bill;

        Assert.Equal((Usd(50_00), Owed), (bill.Total, bill.Lines.Single().Detail!.Tax));
        Assert.Equal(Owed, customer.Subscription.Charges.Single().Tax);
    }

    [Fact]
    public void A_line_says_how_its_amount_came_about()
    {
        var customer = new Customer { Tax = German };
        customer.Pay(new OrderRequest { Plan = "essential", TeamSeats = 2 }, "2026-03-01");
        var charges = customer.Subscription.Charges.Select(charge => charge with { Invoice = "000001" });
        customer.Subscription = customer.Subscription with { Charges = [.. charges] };

        var lines = customer.Pay(new OrderRequest { TeamSeats = 3 }, "2026-03-15").Bill.Lines;

        var rest = new BillingPeriod(Date("2026-03-15"), Date("2026-04-01"));
        Assert.Equal(new LineDetail("Team seats", 2, Usd(10_00), rest, new DayShare(17, 31), German, "000001"), lines[0].Detail);
        Assert.Equal(new LineDetail("Team seats", 3, Usd(10_00), rest, new DayShare(17, 31), German), lines[1].Detail);
        Assert.Null(customer.Subscription.Charges[^1].Invoice);
    }

    private static string Text(Bill bill) => string.Join('\n', bill.Lines.Select(line => $"{line.Description}: {line.Amount}"));

    private static BillingInformation Buyer(string country, string? taxId) => new("B", "b@b.example", new("1 Street", "City", "1", country), taxId);
}
