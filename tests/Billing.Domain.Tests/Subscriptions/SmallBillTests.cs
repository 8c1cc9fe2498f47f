using Billing.Domain.Payments;
using Billing.Domain.Subscriptions;

namespace Billing.Domain.Tests.Subscriptions;

/// <summary>Cards take no less than half a dollar; what is less is carried.</summary>
public sealed class SmallBillTests
{
    [Theory]
    //          items   credit before   total   credit after   the settling lines
    [InlineData(50,     0,              50,     0,             "")]
    [InlineData(49,     0,              0,      -49,           "Carried to the next invoice -49")]
    [InlineData(1,      0,              0,      -1,            "Carried to the next invoice -1")]
    [InlineData(0,      0,              0,      0,             "")]
    [InlineData(5000,   -49,            5049,   0,             "Carried from before 49")]
    [InlineData(20,     -20,            0,      -40,           "Carried from before 20, Carried to the next invoice -40")]
    [InlineData(30,     -20,            50,     0,             "Carried from before 20")]
    [InlineData(-20,    -20,            -20,    0,             "")]
    [InlineData(-5,     -20,            -5,     -15,           "")]
    [InlineData(1020,   1000,           0,      -20,           "Account credit -1000, Carried to the next invoice -20")]
    [InlineData(1000,   1000,           0,      0,             "Account credit -1000")]
    [InlineData(100,    1000,           0,      900,           "Account credit -100")]
    public void What_is_too_little_to_be_charged_waits_for_the_next(long items, long before, long total, long after, string settling)
    {
        var bill = Bill.Of([new QuoteLine("item", "Something", Usd(items))], Usd(before));

        Assert.Equal((Usd(total), Usd(after)), (bill.Total, bill.CreditBalance));
        Assert.Equal(bill.Total.Minor, bill.Lines.Sum(line => line.Amount.Minor));
        Assert.Equal(settling, string.Join(", ", bill.Lines.Skip(1).Select(line => $"{line.Description} {line.Amount.Minor}")));
    }

    [Theory]
    [InlineData("USD", 50)]
    [InlineData("GBP", 30)]
    [InlineData("JPY", 50)]
    [InlineData("HUF", 175_00)]
    public void Each_currency_has_its_own_least(string currency, long minor) =>
        Assert.Equal(minor, SmallestCharge.In(Currency.Parse(currency)).Minor);

    private static Billing.Domain.Money Usd(long minor) => new(minor, Currency.Usd);
}
