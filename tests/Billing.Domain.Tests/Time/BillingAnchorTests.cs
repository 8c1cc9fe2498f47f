using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Billing.Domain.Tests.Time;

public sealed class BillingAnchorTests
{
    // The boundary facts of public systems: Lago, Flexprice, Stripe.
    private const string Facts = """
        anchor     | interval | index | start      | end
        2024-01-31 | Month    |     0 | 2024-01-31 | 2024-02-29
        2024-01-31 | Month    |     1 | 2024-02-29 | 2024-03-31
        2024-01-31 | Month    |     2 | 2024-03-31 | 2024-04-30
        2024-01-30 | Month    |     0 | 2024-01-30 | 2024-02-29
        2024-01-30 | Month    |     1 | 2024-02-29 | 2024-03-30
        2024-01-30 | Month    |     3 | 2024-04-30 | 2024-05-30
        2023-01-31 | Month    |     1 | 2023-02-28 | 2023-03-31
        2023-12-31 | Month    |     2 | 2024-02-29 | 2024-03-31
        2024-12-31 | Month    |     2 | 2025-02-28 | 2025-03-31
        2024-02-29 | Month    |     1 | 2024-03-29 | 2024-04-29
        2024-08-31 | Month    |     6 | 2025-02-28 | 2025-03-31
        2024-01-31 | Month    |    -2 | 2023-11-30 | 2023-12-31
        2024-01-31 | Year     |     0 | 2024-01-31 | 2025-01-31
        2024-02-29 | Year     |     0 | 2024-02-29 | 2025-02-28
        2024-02-29 | Year     |     1 | 2025-02-28 | 2026-02-28
        2024-02-29 | Year     |     3 | 2027-02-28 | 2028-02-29
        2023-02-28 | Year     |     1 | 2024-02-28 | 2025-02-28
        """;

    public static TheoryData<string> Rows => [.. Facts.Split('\n').Skip(1)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_boundary_is_computed_from_the_anchor(string row)
    {
        var cells = row.Split('|', StringSplitOptions.TrimEntries);
        var anchor = new BillingAnchor(Date(cells[0]));
        var interval = Enum.Parse<BillingInterval>(cells[1]);
        Assert.Equal(new BillingPeriod(Date(cells[3]), Date(cells[4])), anchor.Period(interval, int.Parse(cells[2])));
    }

    [Fact]
    public void Periods_tile_the_line_and_hold_each_date_once() =>
        Prop.ForAll<DateTime, DateTime, bool>((first, moment, yearly) =>
        {
            var (anchor, date) = (new BillingAnchor(InRange(first)), InRange(moment));
            var interval = yearly ? BillingInterval.Year : BillingInterval.Month;
            var index = anchor.IndexHolding(interval, date);
            var period = anchor.Period(interval, index);
            return period.Contains(date)
                && period == anchor.PeriodHolding(interval, date)
                && period.Days > 0
                && period.End == anchor.Period(interval, index + 1).Start
                && period.Start == anchor.Period(interval, index - 1).End;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Months_of_the_same_anchor_fit_into_its_years() =>
        Prop.ForAll<DateTime, DateTime>((first, moment) =>
        {
            var (anchor, date) = (new BillingAnchor(InRange(first)), InRange(moment));
            var (year, month) = (anchor.PeriodHolding(BillingInterval.Year, date), anchor.PeriodHolding(BillingInterval.Month, date));
            return year.Start <= month.Start && month.End <= year.End;
        }).QuickCheckThrowOnFailure();

    // Around leap years and centuries, well inside what DateOnly can hold.
    private static DateOnly InRange(DateTime moment) => new DateOnly(1990, 1, 1).AddDays((int)(moment.Ticks / TimeSpan.TicksPerDay % 40_000));

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
