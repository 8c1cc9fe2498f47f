namespace Billing.Domain.Metering;

/// <summary>
/// A quarter of an hour of UTC, counted from 0001-01-01T00:00Z. Rollups count by it, because every hour and every local day of every zone
/// (offsets are multiples of 15 minutes) is a whole number of slots.
/// </summary>
public readonly record struct Slot(int Index)
{
    /// <summary>Length in ticks of 100 ns; also the length of a billing session (contract, section 6).</summary>
    public const long Ticks = 15 * TimeSpan.TicksPerMinute;

    public const int PerHour = 4;

    public const int PerDay = 96;

    /// <summary>The first instant of the slot.</summary>
    public DateTimeOffset Start => new(Index * Ticks, TimeSpan.Zero);

    /// <summary>The UTC day that the slot lies in.</summary>
    public DateOnly Day => DateOnly.FromDayNumber(Index / PerDay);

    /// <summary>0 to 95.</summary>
    public int OfDay => Index % PerDay;

    public static Slot Of(long utcTicks) => new((int)(utcTicks / Ticks));

    public static Slot Of(DateTimeOffset instant) => Of(instant.UtcTicks);

    public static Slot FirstOf(DateOnly day) => new(day.DayNumber * PerDay);
}
