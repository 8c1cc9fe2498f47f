using Billing.Domain.Metering;

namespace Billing.Domain.Tests.Metering;

public sealed class UsageLayoutTests
{
    /// <summary>When the layout is changed, to how many partitions, and what then holds for the months 2026-11, 2026-12, 2027-01 and 2027-02.</summary>
    private const string Changes = """
        at                      to   11  12  01  02
        2026-11-01T00:00:00Z     4    2   4   4   4
        2026-11-30T22:59:59Z     8    2   8   8   8
        2026-11-30T23:00:00Z    16    2   8  16  16
        2026-12-15T00:00:00Z     5    2   8   5   5
        2026-12-31T23:59:59Z     7    2   8   5   7
        2027-01-31T22:00:00Z     1    2   8   5   1
        """;

    [Fact]
    public void A_number_changes_only_for_months_that_can_have_no_event_yet()
    {
        var layout = new UsageLayout { Partitions = 2 };
        foreach (var cells in Changes.Split('\n').Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            var at = DateTimeOffset.Parse(cells[0]);
            var before = layout;
            layout = layout.Spread(int.Parse(cells[1]), at);

            DateOnly[] months = [new(2026, 11, 1), new(2026, 12, 1), new(2027, 1, 1), new(2027, 2, 1)];
            Assert.Equal(cells[2..], months.Select(month => $"{layout.PartitionsOfEvents(month)}"));
            Assert.All(months.Where(month => month <= UsageLayout.MonthOf(at.AddMinutes(59))), month =>
                Assert.Equal(before.PartitionsOfEvents(month), layout.PartitionsOfEvents(month)));
            Assert.Equal(2, layout.Partitions);
        }
    }

    [Fact]
    public void A_number_has_bounds()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => UsageLayout.Default.Spread(0, DateTimeOffset.UnixEpoch));
        Assert.Throws<ArgumentOutOfRangeException>(() => UsageLayout.Default.Spread(UsageLayout.MostPartitions + 1, DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void What_is_given_up_stays_given_up()
    {
        var layout = UsageLayout.Default.KeepEventsFrom(new(2026, 3, 1)).KeepEventsFrom(new(2025, 1, 1));

        Assert.True(UsageLayout.Default.KeepsEventsOf(new(1970, 1, 1)));
        Assert.Equal((false, true), (layout.KeepsEventsOf(new(2026, 2, 1)), layout.KeepsEventsOf(new(2026, 3, 1))));
    }
}
