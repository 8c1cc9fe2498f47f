using Billing.Domain.Metering;

namespace Billing.Domain.Tests.Metering;

public sealed class UsageForecastTests
{
    private static readonly DateTimeOffset Start = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 5, 5)] // the month begins: nothing to go by
    [InlineData(10, 100, 300)]
    [InlineData(20, 1, 2)] // 1.5
    [InlineData(30, 100, 100)]
    [InlineData(29, 0, 0)]
    public void Sessions_go_on_as_since_the_month_began(int day, long used, long expected) =>
        Assert.Equal(expected, UsageForecast.Of(Facts(day) with { SessionsUsed = used }).SessionsAtPeriodEnd);

    [Theory]
    [InlineData(20, 0, 7000, 1000)]
    [InlineData(20, 17, 7000, 2333)] // an account of three days
    [InlineData(20, 20, 7000, 7000)] // and one of today
    [InlineData(20, 0, 3, 0)]
    public void Ai_cost_of_a_day_is_the_average_of_a_week_or_of_the_account_s_age(int day, int since, long micros, long expected) =>
        Assert.Equal(expected, UsageForecast.Of(Facts(day) with { AccountSince = Start.AddDays(since), AiMicros = new(micros) }).AiMicrosPerDay);

    [Theory]
    [InlineData(5_000, 7000, 5.0)]
    [InlineData(1_500, 7000, 1.5)]
    [InlineData(0, 7000, 0.0)]
    [InlineData(-1, 0, 0.0)]
    [InlineData(5_000, 0, null)]
    [InlineData(long.MaxValue, 7000, null)]
    [InlineData(3_651_000, 7000, null)]
    public void Credits_last_as_long_as_that_cost_goes_on(long credits, long weeksMicros, double? days)
    {
        var facts = Facts(20) with { Credits = new(credits), AiMicros = new(weeksMicros) };

        Assert.Equal(days is { } some ? facts.Now.AddDays(some) : null, UsageForecast.Of(facts).CreditsLastUntil);
    }

    private static ForecastFacts Facts(int day) => new(Start.AddDays(day), Start, Start.AddDays(30), 0, Start, Micros.Zero, Micros.Zero);
}
