namespace Billing.Domain.Tests.Money;

public sealed class MoneyTextTests
{
    [Theory]
    [InlineData(0, "USD", "$0.00")]
    [InlineData(5, "USD", "$0.05")]
    [InlineData(123450, "USD", "$1,234.50")]
    [InlineData(-123456789, "EUR", "-€1,234,567.89")]
    [InlineData(100, "JPY", "¥100")]
    [InlineData(1000, "JPY", "¥1,000")]
    [InlineData(1250, "KWD", "KWD\u00A01.250")]
    [InlineData(-99999999, "KWD", "-KWD\u00A099,999.999")]
    [InlineData(100000, "CHF", "CHF\u00A01,000.00")]
    [InlineData(long.MinValue, "JPY", "-¥9,223,372,036,854,775,808")]
    public void An_amount_reads_as_its_currency_is_written(long minor, string currency, string text) =>
        Assert.Equal(text, MoneyText.Of(new Domain.Money(minor, Currency.Parse(currency))));
}
