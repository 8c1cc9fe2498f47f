using System.Globalization;
using Billing.Domain.Metering;

namespace Billing.Domain.Tests.Metering;

public sealed class TrendWindowTests
{
    private static readonly DateTimeOffset Now = At("2026-03-29T12:34:56Z");

    [Theory]
    [InlineData("24h", null, null, null, "UTC", "2026-03-28T13:00:00Z", "2026-03-29T13:00:00Z", 24)]
    [InlineData("24h", null, null, "day", "UTC", "2026-03-28T00:00:00Z", "2026-03-30T00:00:00Z", 2)]
    [InlineData("7d", null, null, null, "UTC", "2026-03-23T00:00:00Z", "2026-03-30T00:00:00Z", 7)]
    [InlineData("7d", null, null, null, "Europe/Paris", "2026-03-22T23:00:00Z", "2026-03-29T22:00:00Z", 7)] // a day of 23 hours
    [InlineData("7d", null, null, "hour", "Europe/Paris", "2026-03-22T23:00:00Z", "2026-03-29T22:00:00Z", 167)]
    [InlineData("90d", null, null, null, "UTC", "2025-12-30T00:00:00Z", "2026-03-30T00:00:00Z", 90)]
    [InlineData(null, null, null, null, "UTC", "2026-03-23T00:00:00Z", "2026-03-30T00:00:00Z", 7)]
    [InlineData(null, "2026-01-01T00:30:00Z", "2026-01-01T02:00:00Z", "hour", "UTC", "2026-01-01T00:00:00Z", "2026-01-01T02:00:00Z", 2)]
    [InlineData(null, "2026-01-01T00:30:00Z", "2026-01-01T02:00:01Z", "hour", "UTC", "2026-01-01T00:00:00Z", "2026-01-01T03:00:00Z", 3)]
    [InlineData(null, "2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z", null, "UTC", "2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z", 2)]
    [InlineData(null, "2026-03-29T12:00:00Z", null, "hour", "UTC", "2026-03-29T12:00:00Z", "2026-03-29T13:00:00Z", 1)]
    [InlineData(null, "2026-03-29T12:34:56Z", null, "hour", "UTC", "2026-03-29T12:00:00Z", "2026-03-29T13:00:00Z", 1)]
    [InlineData(null, "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z", "hour", "UTC", "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z", 8784)] // a year
    [InlineData(null, "2000-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "day", "UTC", "2000-01-01T00:00:00Z", "2026-01-01T00:00:00Z", 9497)]
    public void Windows(string? range, string? from, string? to, string? granularity, string zone, string start, string end, int points)
    {
        var window = Ask(range, from, to, granularity, zone).Value;

        Assert.Equal((At(start), At(end), points), (window.From, window.To, window.Starts.Count));
        Assert.Equal(window.Starts, window.Starts.Order());
    }

    [Theory]
    [InlineData("1h", null, null, null)]
    [InlineData("7d", "2026-01-01T00:00:00Z", null, null)]
    [InlineData(null, null, "2026-01-01T00:00:00Z", null)]
    [InlineData(null, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", null)]
    [InlineData(null, "2026-03-29T12:34:57Z", null, null)]
    [InlineData(null, "2025-01-01T00:00:00Z", "2026-02-21T16:00:01Z", "hour")]
    [InlineData(null, "1998-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "day")]
    [InlineData(null, "1969-12-31T23:59:59Z", "1970-01-02T00:00:00Z", "day")]
    [InlineData(null, "9999-12-31T00:00:00Z", "9999-12-31T23:59:59Z", "hour")]
    public void Refusals(string? range, string? from, string? to, string? granularity) =>
        Assert.Equal("validation-failed", Ask(range, from, to, granularity, "Pacific/Kiritimati").Error?.Code);

    private static Result<TrendWindow> Ask(string? range, string? from, string? to, string? granularity, string zone)
    {
        Assert.True(AccountZone.TryGet(zone, out var known));
        TrendGranularity? wanted = granularity is null ? null : Enum.Parse<TrendGranularity>(granularity, ignoreCase: true);
        return TrendWindow.Of(new(range, from is null ? null : At(from), to is null ? null : At(to), wanted), known, Now);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
