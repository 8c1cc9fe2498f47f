namespace Billing.Domain.Tests.Time;

public sealed class BusinessDaysTests
{
    [Theory]
    //          from                       days  is
    [InlineData("2026-02-02 Monday",       0,    "2026-02-02 Monday")]
    [InlineData("2026-02-02 Monday",       4,    "2026-02-06 Friday")]
    [InlineData("2026-02-02 Monday",       5,    "2026-02-09 Monday")]
    [InlineData("2026-02-06 Friday",       1,    "2026-02-09 Monday")]
    [InlineData("2026-02-07 Saturday",     1,    "2026-02-09 Monday")]
    [InlineData("2026-02-08 Sunday",       4,    "2026-02-12 Thursday")]
    [InlineData("2026-02-08 Sunday",       8,    "2026-02-18 Wednesday")]
    [InlineData("2026-02-08 Sunday",       15,   "2026-02-27 Friday")]
    [InlineData("2025-12-31 Wednesday",    15,   "2026-01-21 Wednesday")]
    public void They_are_Monday_to_Friday(string from, int days, string expected) =>
        Assert.Equal(expected, $"{BusinessDays.After(DateOnly.Parse(from[..10]), days):yyyy-MM-dd dddd}");
}
