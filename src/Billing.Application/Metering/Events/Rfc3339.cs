namespace Billing.Application.Metering.Events;

/// <summary>
/// Date and time of RFC 3339, section 5.6, with any offset and any number of fraction digits; those beyond 100 ns are cut off.
/// <c>t</c> and <c>z</c> may be small; a leap second is refused, since UTC ticks cannot tell it.
/// </summary>
public static class Rfc3339
{
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length < 20 || !TryDate(text, out var date) || text[10] is not ('T' or 't') || !TryTimeOfDay(text[11..19], out var ticks))
        {
            return false;
        }

        var zone = text[19..];
        if (zone[0] == '.')
        {
            var end = zone[1..].IndexOfAnyExceptInRange('0', '9') + 1;
            if (end < 2)
            {
                return false;
            }

            ticks += Fraction(zone[1..end]);
            zone = zone[end..];
        }

        if (!TryOffset(zone, out var minutes))
        {
            return false;
        }

        ticks += date.DayNumber * TimeSpan.TicksPerDay;
        ticks -= minutes * TimeSpan.TicksPerMinute;
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        instant = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    private static bool TryDate(ReadOnlySpan<char> text, out DateOnly date)
    {
        date = default;
        if (!TryDigits(text[..4], 9999, out var year) || text[4] != '-' || !TryDigits(text[5..7], 12, out var month) || text[7] != '-'
            || !TryDigits(text[8..10], 31, out var day) || year == 0 || month == 0 || day == 0 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new DateOnly(year, month, day);
        return true;
    }

    private static bool TryTimeOfDay(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (!TryDigits(text[..2], 23, out var hours) || text[2] != ':' || !TryDigits(text[3..5], 59, out var minutes) || text[5] != ':'
            || !TryDigits(text[6..8], 59, out var seconds))
        {
            return false;
        }

        ticks = new TimeSpan(hours, minutes, seconds).Ticks;
        return true;
    }

    private static long Fraction(ReadOnlySpan<char> digits)
    {
        var ticks = 0L;
        for (var i = 0; i < 7; i++)
        {
            ticks = (ticks * 10) + (i < digits.Length ? digits[i] - '0' : 0);
        }

        return ticks;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        if (text is "Z" or "z")
        {
            return true;
        }

        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':'
            || !TryDigits(text[1..3], 23, out var hours) || !TryDigits(text[4..], 59, out var rest))
        {
            return false;
        }

        minutes = ((hours * 60) + rest) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, int most, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            value = (value * 10) + (c - '0');
        }

        return value <= most;
    }
}
