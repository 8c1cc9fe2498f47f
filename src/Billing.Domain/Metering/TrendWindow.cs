namespace Billing.Domain.Metering;

/// <summary>How long one point of the trends is.</summary>
public enum TrendGranularity
{
    /// <summary>A whole hour of UTC.</summary>
    Hour,

    /// <summary>A whole day of the account's zone: 23 to 25 hours where clocks change.</summary>
    Day,
}

/// <summary>What a caller asks the trends for; what is left out is null.</summary>
/// <param name="Range"><c>24h</c>, <c>7d</c>, <c>30d</c> or <c>90d</c>; not together with <paramref name="From"/> and <paramref name="To"/>.</param>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive; left out: up to now.</param>
public sealed record TrendQuery(string? Range, DateTimeOffset? From, DateTimeOffset? To, TrendGranularity? Granularity);

/// <summary>
/// The points of a trend: one from each of <c>Starts</c> to the next, the last one to <c>To</c>. None is left out because nothing happened in it.
/// </summary>
public sealed record TrendWindow(TrendGranularity Granularity, IReadOnlyList<DateTimeOffset> Starts, DateTimeOffset To)
{
    /// <summary>27 years of days, more than a year of hours.</summary>
    public const int MostPoints = 10_000;

    /// <summary>There is no usage before.</summary>
    public static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch;

    public static readonly DateTimeOffset Latest = new(9900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const string DefaultRange = "7d";
    private const long Hour = TimeSpan.TicksPerHour;

    public DateTimeOffset From => Starts[0];

    private static BillingError TooMany => BillingError.Invalid("from", $"At most {MostPoints} hours or days can be shown one by one.");

    /// <summary>
    /// <c>24h</c> are the 24 whole hours that end with the current one; <c>7d</c>, <c>30d</c>, <c>90d</c> the local days that end with today. <c>From</c>
    /// and <c>To</c> are
    /// widened to whole points. Left out, the range is <c>7d</c>, and the granularity is an hour for <c>24h</c> and a day otherwise.
    /// </summary>
    /// <returns>The window; or <c>validation-failed</c>, also where it would have more than <see cref="MostPoints"/>.</returns>
    public static Result<TrendWindow> Of(TrendQuery query, AccountZone zone, DateTimeOffset now)
    {
        var granularity = query.Granularity ?? (query.Range == "24h" ? TrendGranularity.Hour : TrendGranularity.Day);
        var bounds = query.From is null && query.To is null ? Named(query.Range ?? DefaultRange, zone, now) : Given(query, now);
        if (!bounds.IsOk)
        {
            return bounds.Error;
        }

        var (from, to) = bounds.Value;
        return granularity == TrendGranularity.Hour ? Hours(from, to) : Days(from, to, zone);
    }

    private static Result<(DateTimeOffset From, DateTimeOffset To)> Named(string range, AccountZone zone, DateTimeOffset now)
    {
        var days = range switch { "7d" => 7, "30d" => 30, "90d" => 90, _ => 0 };
        return range == "24h" ? (Floor(now, Hour).AddHours(-23), Floor(now, Hour).AddHours(1))
            : days > 0 ? (zone.StartOf(zone.DateOf(now).AddDays(1 - days)), zone.StartOf(zone.DateOf(now).AddDays(1)))
            : BillingError.Invalid("range", "The range is 24h, 7d, 30d or 90d.");
    }

    private static Result<(DateTimeOffset From, DateTimeOffset To)> Given(TrendQuery query, DateTimeOffset now)
    {
        // Without an end the present instant belongs to it: it may be the one at which everything happened.
        var to = query.To ?? now.AddTicks(1);
        return query.Range is not null ? BillingError.Invalid("range", "Either a range, or from and to.")
            : query.From is not { } from ? BillingError.Invalid("from", "With 'to', 'from' is needed.")
            : from < Earliest || to > Latest ? BillingError.Invalid("from", $"Usage begins in {Earliest:yyyy}, and the calendar ends in {Latest:yyyy}.")
            : from < to ? (from.ToUniversalTime(), to.ToUniversalTime())
            : BillingError.Invalid("from", "'from' is before 'to', which is now where it is left out.");
    }

    private static Result<TrendWindow> Hours(DateTimeOffset from, DateTimeOffset to)
    {
        var start = Floor(from, Hour);
        var count = ((to - start).Ticks + Hour - 1) / Hour;
        return count > MostPoints
            ? TooMany
            : new TrendWindow(TrendGranularity.Hour, [.. Enumerable.Range(0, (int)count).Select(i => start.AddTicks(i * Hour))], start.AddTicks(count * Hour));
    }

    private static Result<TrendWindow> Days(DateTimeOffset from, DateTimeOffset to, AccountZone zone)
    {
        var first = zone.DateOf(from);
        var count = zone.DateOf(to.AddTicks(-1)).DayNumber - first.DayNumber + 1;
        return count > MostPoints
            ? TooMany
            : new TrendWindow(
                TrendGranularity.Day,
                [.. Enumerable.Range(0, count).Select(i => zone.StartOf(first.AddDays(i)))],
                zone.StartOf(first.AddDays(count)));
    }

    private static DateTimeOffset Floor(DateTimeOffset instant, long ticks) => new(instant.UtcTicks / ticks * ticks, TimeSpan.Zero);
}
