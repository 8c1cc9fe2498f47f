using Billing.Domain.Orders;
using Billing.Domain.Catalog;

namespace Billing.Domain.Tests.Orders;

public sealed class OrderLinesTests
{
    [Fact]
    public void A_first_subscription_charges_in_full_and_anchors_today()
    {
        var request = new OrderRequest
        {
            Plan = "advanced",
            TeamSeats = 2,
            ContactCenter = new WantedSeats(SeatType.Concurrent, 50),
            AddOns = ["advanced-rag"],
            SupportPlan = "support-standard",
        };

        var quote = new Customer().Pay(request, "2026-01-31");

        Assert.Equal(OrderKind.Subscribe, quote.Kind);
        Assert.Equal(
            """
            Advanced, 1 month from 2026-01-31: 150.00 USD
            Team seats, 2 × 10.00 USD, 1 month from 2026-01-31: 20.00 USD
            Contact Center AI seats, concurrent, 50 × 60.00 USD, 1 month from 2026-01-31: 3000.00 USD
            Advanced RAG, 1 month from 2026-01-31: 20.00 USD
            Standard support, 1 month from 2026-01-31: 25.00 USD
            """,
            Text(quote));
        Assert.Equal(Customer.Usd(3215_00), quote.Bill.Total);
        Assert.Equal(new BillingPeriod(Customer.Date("2026-01-31"), Customer.Date("2026-02-28")), quote.Next.PaidPeriod);
    }

    [Fact]
    public void An_upgrade_gives_back_and_charges_the_rest_of_the_period()
    {
        var customer = Customer.Of(new OrderRequest { Plan = "essential", TeamSeats = 1 }, "2026-03-01");

        var quote = customer.Pay(new OrderRequest { Plan = "advanced", TeamSeats = 2 }, "2026-03-15");

        Assert.Equal(
            """
            Credit: Essential, 17 of 31 days: -27.42 USD
            Credit: Team seats, 1 × 10.00 USD, 17 of 31 days: -5.48 USD
            Advanced, 17 of 31 days: 82.26 USD
            Team seats, 2 × 10.00 USD, 17 of 31 days: 10.97 USD
            """,
            Text(quote));
        Assert.Equal(new BillingPeriod(Customer.Date("2026-03-01"), Customer.Date("2026-04-01")), quote.Next.PaidPeriod);
    }

    [Fact]
    public void What_does_not_change_has_no_line()
    {
        var customer = Customer.OfAdvanced();

        var quote = customer.Pay(new OrderRequest { Plan = "advanced", AddOns = ["advanced-rag"] }, "2026-03-31");

        Assert.Equal("Advanced RAG, 1 of 31 days: 0.65 USD", Text(quote));
    }

    [Fact]
    public void Another_type_of_seats_is_another_item()
    {
        var customer = Customer.Of(new OrderRequest { Plan = "advanced", AgentAi = new WantedSeats(SeatType.Named, 10) }, "2026-04-01");

        var quote = customer.Pay(new OrderRequest { AgentAi = new WantedSeats(SeatType.Concurrent, null) }, "2026-04-16");

        Assert.Equal(
            """
            Credit: Agent AI seats, named, 10 × 25.00 USD, 15 of 30 days: -125.00 USD
            Agent AI seats, concurrent, 10 × 35.00 USD, 15 of 30 days: 175.00 USD
            """,
            Text(quote));
    }

    [Fact]
    public void Another_interval_starts_a_new_period_today_and_keeps_the_months_of_allowance()
    {
        var customer = Customer.OfAdvanced();

        var quote = customer.Pay(new OrderRequest { Interval = BillingInterval.Year }, "2026-03-15");

        Assert.Equal(
            """
            Credit: Advanced, 17 of 31 days: -82.26 USD
            Advanced, 1 year from 2026-03-15: 1500.00 USD
            """,
            Text(quote));
        Assert.Equal(new BillingPeriod(Customer.Date("2026-03-15"), Customer.Date("2027-03-15")), quote.Next.PaidPeriod);
        Assert.Equal(new BillingPeriod(Customer.Date("2026-03-01"), Customer.Date("2026-04-01")), quote.Next.AllowanceWindow(Customer.Date("2026-03-20")));
    }

    [Fact]
    public void A_net_credit_stays_on_the_account_and_pays_later_orders_and_renewals()
    {
        var customer = Customer.Of(new OrderRequest { Plan = "advanced", SupportPlan = "support-premium" }, "2026-03-01");

        var given = customer.Pay(new OrderRequest { WithoutSupportPlan = true, Effective = OrderEffective.Now }, "2026-03-15");
        Assert.Equal("Credit: Premium support, 17 of 31 days: -54.84 USD", Text(given));
        Assert.Equal((Customer.Usd(-54_84), Customer.Usd(0), Customer.Usd(54_84)), (given.Bill.Total, given.Bill.Payable, customer.Credit));

        var paid = customer.Pay(new OrderRequest { AddOns = ["advanced-rag"] }, "2026-03-15");
        Assert.Equal("Advanced RAG, 17 of 31 days: 10.97 USD\nAccount credit: -10.97 USD", Text(paid));
        Assert.Equal((Customer.Usd(0), Customer.Usd(43_87)), (paid.Bill.Total, customer.Credit));

        var renewal = customer.Renew();
        Assert.Equal((Customer.Usd(170_00 - 43_87), Customer.Usd(0)), (renewal.Bill.Total, customer.Credit));
    }

    [Fact]
    public void A_credit_is_at_most_what_was_charged()
    {
        var customer = Customer.OfAdvanced();
        var cheap = customer.Subscription.Charges[0] with { Charged = Customer.Usd(30_00) };
        customer.Subscription = customer.Subscription with { Charges = [cheap] };

        var quote = customer.Pay(new OrderRequest { Plan = "essential", Effective = OrderEffective.Now }, "2026-03-02");

        Assert.Equal("Credit: Advanced, 30 of 31 days: -30.00 USD\nEssential, 30 of 31 days: 48.39 USD", Text(quote));
    }

    private static string Text(OrderQuote quote) => string.Join('\n', quote.Bill.Lines.Select(line => $"{line.Description}: {line.Amount}"));
}
