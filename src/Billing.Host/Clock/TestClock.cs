using Billing.Http;

namespace Billing.Host;

/// <summary>
/// The clock of a home that was started with <c>--now</c>: it starts there and moves only when told. Timers stay the machine's. Its instant is kept in the data
/// directory, for what was written there must not lie in the future after a restart: a directory's clock goes on where it stopped, or at a later <c>--now</c>.
/// </summary>
internal sealed class TestClock : TimeProvider
{
    /// <summary>Far enough for every story, and no arithmetic on dates ends there.</summary>
    public static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string _file;
    private long _ticks;

    private TestClock(string file, DateTimeOffset now) => (_file, _ticks) = (file, now.UtcTicks);

    /// <exception cref="HomeException">The instant is later than <see cref="Latest"/>.</exception>
    public static TestClock Open(HomeDirectory home, DateTimeOffset start)
    {
        if (start > Latest)
        {
            throw new HomeException($"A test clock starts before {InstantText.Format(Latest)}.");
        }

        var clock = new TestClock(home.ClockInstant, start);
        clock.MoveTo(Kept(home) is { } kept && kept > start ? kept : start);
        return clock;
    }

    /// <summary>A clock that nobody else learns of.</summary>
    public static TestClock Standing(HomeDirectory home, DateTimeOffset now) => new(home.ClockInstant, now);

    /// <summary>Where the test clock of a data directory stands; null where it never had one.</summary>
    public static DateTimeOffset? Kept(HomeDirectory home) =>
        File.Exists(home.ClockInstant) && InstantText.TryParse(File.ReadAllText(home.ClockInstant), out var kept) ? kept : null;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Kept before it is shown: nothing is ever written with an instant that a restart would not know.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        HomeDirectory.Replace(_file, InstantText.Format(instant));
        Volatile.Write(ref _ticks, instant.UtcTicks);
    }
}
