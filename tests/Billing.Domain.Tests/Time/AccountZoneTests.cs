using System.Globalization;

namespace Billing.Domain.Tests.Time;

public sealed class AccountZoneTests
{
    [Theory]
    [InlineData("Pacific/Honolulu", "2012-07-16T21:17:03Z", "2012-07-16")] // Kill Bill, TestBillCycleDayCalculator
    [InlineData("Europe/Paris", "2012-07-16T21:17:03Z", "2012-07-16")]
    [InlineData("UTC", "2012-07-16T21:17:03Z", "2012-07-16")]
    [InlineData("Asia/Tokyo", "2012-07-16T21:17:03Z", "2012-07-17")]
    [InlineData("Pacific/Auckland", "2026-01-31T11:00:00Z", "2026-02-01")]
    [InlineData("Pacific/Auckland", "2026-01-31T10:59:59.9999999Z", "2026-01-31")]
    public void An_instant_falls_on_a_local_date(string zone, string instant, string date) =>
        Assert.Equal(Date(date), Zone(zone).DateOf(Instant(instant)));

    [Theory]
    [InlineData("UTC", "2026-03-01", "2026-03-01T00:00:00Z")]
    [InlineData("Pacific/Honolulu", "2026-03-01", "2026-03-01T10:00:00Z")]
    [InlineData("Pacific/Auckland", "2026-03-01", "2026-02-28T11:00:00Z")]
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z")] // midnight does not exist: the day starts at 01:00
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z")] // midnight comes twice: the first
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z")] // the whole day was skipped: the next one's start
    [InlineData("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z")]
    public void A_local_day_starts_at_its_first_instant(string zone, string date, string instant) =>
        Assert.Equal(Instant(instant), Zone(zone).StartOf(Date(date)));

    [Theory]
    [InlineData("Pacific/Honolulu")]
    [InlineData("Pacific/Auckland")]
    [InlineData("America/New_York")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("America/Havana")]
    [InlineData("Europe/London")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("UTC")]
    public void Days_tile_the_line_of_instants(string id)
    {
        var zone = Zone(id);
        var start = zone.StartOf(new DateOnly(2015, 1, 1));
        for (var date = new DateOnly(2015, 1, 1); date.Year < 2029; date = date.AddDays(1))
        {
            var end = zone.StartOf(date.AddDays(1));
            Assert.Equal(date, zone.DateOf(start));
            Assert.Equal(date, zone.DateOf(end.AddTicks(-1)));
            start = end;
        }
    }

    [Theory]
    [InlineData("2024-03-09", "2024-03-11", 47)]
    [InlineData("2024-11-02", "2024-11-04", 49)]
    public void Two_days_are_two_days_whatever_the_clocks_do(string start, string end, int hours)
    {
        var zone = Zone("America/New_York");
        Assert.Equal(2, new BillingPeriod(Date(start), Date(end)).Days);
        Assert.Equal(TimeSpan.FromHours(hours), zone.StartOf(Date(end)) - zone.StartOf(Date(start)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("utc")]
    [InlineData("UTC+3")]
    [InlineData("+03:00")]
    [InlineData("Mars/Olympus")]
    public void Only_ids_of_the_tz_database_are_zones(string? id)
    {
        Assert.False(AccountZone.TryGet(id, out var zone));
        Assert.Null(zone);
    }

    private static AccountZone Zone(string id) => AccountZone.TryGet(id, out var zone) ? zone : throw new ArgumentException(id);

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
