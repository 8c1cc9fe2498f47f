using System.Globalization;
using Billing.Domain.Orders;
using Billing.Domain.Subscriptions;
using Billing.Domain.Taxes;
using Billing.Domain.Tests.Catalog;

namespace Billing.Domain.Tests.Orders;

/// <summary>An account as orders see it: its subscription and credit, moved on by each order that is paid.</summary>
internal sealed class Customer
{
    public Subscription Subscription { get; set; } = Subscription.None;

    public Domain.Money Credit { get; set; } = Domain.Money.Zero(Currency.Usd);

    public SeatsInUse InUse { get; set; } = SeatsInUse.None;

    /// <summary>As the account's buyer is taxed from now on.</summary>
    public TaxTreatment? Tax { get; set; }

    public bool IsEnterprise { get; init; }

    /// <summary>All that was settled, in its order.</summary>
    public List<Bill> Bills { get; } = [];

    public static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static Domain.Money Usd(long minor) => new(minor, Currency.Usd);

    /// <summary>An advanced plan by month from 1 March 2026, 31 days.</summary>
    public static Customer OfAdvanced() => Of(new OrderRequest { Plan = "advanced" }, "2026-03-01");

    public static Customer Of(OrderRequest request, string date)
    {
        var customer = new Customer();
        customer.Pay(request, date);
        return customer;
    }

    public Result<OrderQuote> Preview(OrderRequest request, string date) => OrderDecision.Quote(Context(Date(date)), request);

    /// <summary>Orders and pays.</summary>
    public OrderQuote Pay(OrderRequest request, string date)
    {
        var quote = Preview(request, date).Value;
        Settle(quote.Bill, quote.Next);
        return quote;
    }

    /// <summary>Refused with the code, and nothing changed.</summary>
    public void Refuses(OrderRequest request, string date, string code, string? pointer)
    {
        var before = StateJson.Of(Subscription);
        var error = Preview(request, date).Error;
        Assert.Equal((code, pointer), (error?.Code, error?.Pointer));
        Assert.Equal(before, StateJson.Of(Subscription));
    }

    /// <summary>The renewal of the running period, paid.</summary>
    public RenewalQuote Renew(bool upgradeAdvised = false)
    {
        var quote = Renewal.Quote(Subscription, ShippedCatalog.Value, Credit, upgradeAdvised, Tax);
        Settle(quote.Bill, quote.Next);
        return quote;
    }

    private void Settle(Bill bill, Subscription next)
    {
        Bills.Add(bill);
        (Subscription, Credit) = (next, bill.CreditBalance);
    }

    private OrderContext Context(DateOnly today) => new(ShippedCatalog.Value, Subscription, today, InUse, Credit, Tax, IsEnterprise);
}
