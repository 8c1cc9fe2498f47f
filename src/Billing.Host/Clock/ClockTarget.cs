using Billing.Domain;
using NodaTime;
using NodaTime.Text;

namespace Billing.Host;

/// <param name="By">An ISO 8601 duration, such as <c>P7D</c>, <c>P1M</c> or <c>PT90M</c>.</param>
/// <param name="To">The instant to move to.</param>
internal sealed record AdvanceClock(string? By = null, DateTimeOffset? To = null);

internal static class ClockTarget
{
    /// <summary>Where the clock shall go; never backwards. Years and months are counted on the UTC calendar: 31 January and P1M is 28 February.</summary>
    public static Result<DateTimeOffset> Of(AdvanceClock wish, DateTimeOffset now)
    {
        if (wish is { By: null, To: null } or { By: not null, To: not null })
        {
            return BillingError.Invalid("", "State either 'by' or 'to'.");
        }

        var pointer = wish.To is null ? "/by" : "/to";
        var target = wish.To ?? Add(now, wish.By!);
        return target switch
        {
            null => BillingError.Invalid(pointer, "Expected an ISO 8601 duration such as P7D, P1M or PT90M that ends before 2200."),
            _ when target < now => BillingError.Invalid(pointer, "The clock never goes back."),
            _ when target > TestClock.Latest => BillingError.Invalid(pointer, "The clock goes no further than 2200."),
            { } instant => instant,
        };
    }

    private static DateTimeOffset? Add(DateTimeOffset now, string by)
    {
        if (PeriodPattern.NormalizingIso.Parse(by) is not { Success: true, Value: var period })
        {
            return null;
        }

        try
        {
            return (LocalDateTime.FromDateTime(now.UtcDateTime) + period).InUtc().ToDateTimeOffset();
        }
        catch (Exception problem) when (problem is OverflowException or ArgumentOutOfRangeException or InvalidOperationException)
        {
            return null;
        }
    }
}
