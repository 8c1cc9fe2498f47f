using Billing.Application.Ids;

namespace Billing.Application.Tests.Ids;

public sealed class IdSourceTests
{
    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    [Fact]
    public void Ids_sort_by_creation_while_the_clock_stands_moves_or_steps_back()
    {
        var clock = new Clock();
        var source = new IdSource(clock);
        var ids = new List<string>();
        foreach (var step in new[] { 0, 1, -60_000, 60_001 })
        {
            clock.Now += TimeSpan.FromMilliseconds(step);
            ids.AddRange(Enumerable.Range(0, 1_000).Select(_ => source.New("ord")));
        }

        Assert.Equal(ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), ids);
    }
}
