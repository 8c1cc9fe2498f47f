using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace Billing.Domain;

/// <summary>The account's time zone, by its IANA id; decides on which local date an instant falls.</summary>
/// <remarks>
/// The tz database is NodaTime's bundled one, so that every home and every machine agrees. Fixed offsets such as <c>UTC+3</c> are no IANA ids.
/// </remarks>
public sealed class AccountZone
{
    private readonly DateTimeZone _zone;

    private AccountZone(DateTimeZone zone) => _zone = zone;

    public static AccountZone Utc { get; } = new(DateTimeZone.Utc);

    /// <summary>Case-sensitive, as the database writes it: <c>Europe/Paris</c>.</summary>
    public string Id => _zone.Id;

    public static bool TryGet([NotNullWhen(true)] string? id, [NotNullWhen(true)] out AccountZone? zone)
    {
        var isOffset = id is null || (id.StartsWith("UTC", StringComparison.Ordinal) && id.Length > 3);
        zone = !isOffset && DateTimeZoneProviders.Tzdb.GetZoneOrNull(id!) is { } found ? new AccountZone(found) : null;
        return zone is not null;
    }

    /// <exception cref="ArgumentOutOfRangeException">The local date lies outside the years 1 to 9999.</exception>
    public DateOnly DateOf(DateTimeOffset instant)
    {
        var offset = _zone.GetUtcOffset(Instant.FromDateTimeOffset(instant));
        return DateOnly.FromDateTime(instant.UtcDateTime.AddTicks(offset.Ticks));
    }

    /// <summary>
    /// The first instant of the local day, in UTC: midnight; the end of the gap where clocks skip midnight or the whole day;
    /// the earlier midnight where there are two.
    /// </summary>
    public DateTimeOffset StartOf(DateOnly date)
    {
        var mapping = _zone.MapLocal(new LocalDateTime(date.Year, date.Month, date.Day, 0, 0));
        var start = mapping.Count == 0 ? mapping.LateInterval.Start : mapping.First().ToInstant();
        return start.ToDateTimeOffset();
    }

    public override string ToString() => Id;
}
