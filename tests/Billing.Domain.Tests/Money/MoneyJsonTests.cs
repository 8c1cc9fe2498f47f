using System.Text.Json;

namespace Billing.Domain.Tests.Money;

public sealed class MoneyJsonTests
{
    [Theory]
    [InlineData("""{"amount":5000,"currency":"USD"}""", "50.00 USD")]
    [InlineData("""{ "currency": "JPY", "amount": -1 }""", "-1 JPY")]
    public void Money_is_an_amount_of_minor_units_and_a_currency(string json, string money)
    {
        var read = JsonSerializer.Deserialize<Domain.Money>(json);
        Assert.Equal(money, read.ToString());
        Assert.Equal(read, JsonSerializer.Deserialize<Domain.Money>(JsonSerializer.Serialize(read)));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("5000")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"amount":1}""")]
    [InlineData("""{"currency":"USD"}""")]
    [InlineData("""{"amount":1.5,"currency":"USD"}""")]
    [InlineData("""{"amount":"1","currency":"USD"}""")]
    [InlineData("""{"amount":9223372036854775808,"currency":"USD"}""")]
    [InlineData("""{"amount":1,"currency":"usd"}""")]
    [InlineData("""{"amount":1,"currency":null}""")]
    [InlineData("""{"amount":1,"currency":"\ud800"}""")]
    [InlineData("""{"amount":1,"amount":2,"currency":"USD"}""")]
    [InlineData("""{"amount":1,"currency":"USD","tip":1}""")]
    [InlineData("""{"amount":1,"currency":"USD","\ud800":1}""")]
    [InlineData("""{"amount":1,"currency":"USD" """)]
    public void Anything_else_is_no_money(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Domain.Money>(json));
}
