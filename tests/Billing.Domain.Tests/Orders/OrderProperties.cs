using Billing.Domain.Catalog;
using Billing.Domain.Orders;
using Billing.Domain.Subscriptions;
using Billing.Domain.Taxes;
using Billing.Domain.Tests.Catalog;
using FsCheck;
using FsCheck.Fluent;
using static Billing.Domain.Tests.Orders.Customer;

namespace Billing.Domain.Tests.Orders;

/// <summary>Any sequence of orders. Each number of a run is one order: its digits say how many days later and what is wanted.</summary>
public sealed class OrderProperties
{
    private static readonly DateOnly Start = Date("2026-01-31");

    [Fact]
    public void Lines_sum_to_the_total_and_the_account_credit_adds_up() => ForAllRuns(run => Play(run, (before, quote, _) =>
    {
        var lines = quote.Bill.Lines.Aggregate(Usd(0), (sum, line) => sum + line.Amount);
        var given = quote.Bill.Total.IsNegative ? -quote.Bill.Total : Usd(0);
        var used = quote.Bill.Lines.Where(line => line.Item == Bill.CreditItem).Aggregate(Usd(0), (sum, line) => sum - line.Amount);
        return lines == quote.Bill.Total && quote.Bill.CreditBalance.Minor > -50 && quote.Bill.CreditBalance == before.Credit + given - used;
    }));

    [Fact]
    public void Credits_of_an_item_never_exceed_what_was_charged_for_it() => ForAllRuns(run =>
    {
        var (customer, net) = (new Customer(), new Dictionary<string, long>());
        Play(run, (_, _, _) => true, customer);
        return customer.Bills.All(bill =>
        {
            foreach (var line in bill.Lines.Where(line => line.Item != Bill.CreditItem))
            {
                net[line.Item] = net.GetValueOrDefault(line.Item) + line.Amount.Minor;
            }

            return net.Values.All(amount => amount >= 0);
        });
    });

    [Fact]
    public void A_preview_equals_the_order_and_deciding_again_changes_nothing() => ForAllRuns(run => Play(run, (before, quote, order) =>
    {
        var preview = before.Preview(order.Request, order.Date).Value;
        var again = new Customer { Subscription = quote.Next, Credit = quote.Bill.CreditBalance }.Preview(order.Request, order.Date);
        var isSame = StateJson.Of(preview.Next) == StateJson.Of(quote.Next) && preview.Bill.Lines.SequenceEqual(quote.Bill.Lines);
        return isSame && again.Error?.Code == "nothing-to-change";
    }));

    /// <summary>The naive model: each day costs a day's share of what is held at its end. Each line may round by half a cent.</summary>
    [Fact]
    public void Each_day_is_paid_at_the_price_of_what_is_held_on_it() => ForAllRuns(run =>
    {
        var customer = new Customer();
        var (lines, exact) = (new List<QuoteLine>(), 0L);
        lines.AddRange(customer.Pay(new OrderRequest { Plan = "essential" }, "2026-03-01").Bill.Lines);
        var orders = new Queue<int>(run);
        for (var date = Date("2026-03-01"); date < Date("2026-04-01"); date = date.AddDays(1))
        {
            while (orders.TryPeek(out var next) && next % 3 == 0)
            {
                var request = Wanted(orders.Dequeue()) with { Interval = null, Effective = OrderEffective.Now };
                if (customer.Preview(request, $"{date:yyyy-MM-dd}").IsOk)
                {
                    lines.AddRange(customer.Pay(request, $"{date:yyyy-MM-dd}").Bill.Lines.Where(line => line.Item != Bill.CreditItem));
                }
            }

            orders.TryDequeue(out _);
            exact += BillableItem.Of(customer.Subscription.Selection!, ShippedCatalog.Value).Sum(item => item.Price.Minor);
        }

        return Math.Abs((lines.Sum(line => line.Amount.Minor) * 31) - exact) * 2 <= lines.Count * 31;
    });

    private static void ForAllRuns(Func<int[], bool> holds) =>
        Prop.ForAll(Gen.Choose(0, 9_999_999).ArrayOf().ToArbitrary(), holds).QuickCheckThrowOnFailure();

    /// <summary>Runs the orders, renewing as periods end, and asks of each that is not refused whether it holds.</summary>
    private static bool Play(int[] run, Func<Customer, OrderQuote, (OrderRequest Request, string Date), bool> holds, Customer? played = null)
    {
        var (customer, date) = (played ?? new Customer(), Start);
        foreach (var number in run.Prepend(1))
        {
            date = date.AddDays(number % 20);
            while (customer.Subscription.IsPaid && customer.Subscription.PaidPeriod.End <= date)
            {
                customer.Renew();
            }

            customer.Tax = TaxOf(number);
            var order = (Request: Wanted(number), Date: $"{date:yyyy-MM-dd}");
            if (!customer.Preview(order.Request, order.Date).IsOk)
            {
                continue;
            }

            var before = new Customer { Subscription = customer.Subscription, Credit = customer.Credit, Tax = customer.Tax };
            if (!holds(before, customer.Pay(order.Request, order.Date), order))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The buyer moves, and gets and loses a VAT id.</summary>
    private static TaxTreatment? TaxOf(int number) => (number % 11) switch
    {
        < 4 => new TaxTreatment("VAT", "DE", 1900),
        < 7 => new TaxTreatment("VAT", "FI", 2550),
        7 => new TaxTreatment("VAT", "DE", 0, IsReverseCharge: true),
        _ => null,
    };

    private static OrderRequest Wanted(int number) => new()
    {
        Plan = number % 7 < 3 ? "essential" : "advanced",
        Interval = (number / 7 % 5) switch { 0 => BillingInterval.Year, 1 => BillingInterval.Month, _ => null },
        TeamSeats = number / 35 % 4 is var team and < 3 ? team : null,
        ContactCenter = (number / 140 % 4) switch
        {
            0 => new WantedSeats(SeatType.Named, 3),
            1 => new WantedSeats(SeatType.Concurrent, 2),
            2 => new WantedSeats(null, 0),
            _ => null,
        },
        AddOns = (number / 560 % 4) switch { 0 => [], 1 => ["advanced-rag"], 2 => ["voice-gateway-asr-tts", "advanced-rag"], _ => null },
        SupportPlan = number / 2240 % 3 == 0 ? "support-premium" : null,
        WithoutSupportPlan = number / 2240 % 3 == 1,
        Effective = (number / 6720 % 3) switch { 0 => OrderEffective.Now, 1 when number > 1 => OrderEffective.NextRenewal, _ => null },
    };
}
