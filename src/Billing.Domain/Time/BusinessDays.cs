namespace Billing.Domain;

/// <summary>Monday to Friday. Holidays are no exception: every bank has its own.</summary>
public static class BusinessDays
{
    /// <summary>The date that lies so many business days after another; from a weekend the first is Monday.</summary>
    /// <param name="days">Zero or more.</param>
    public static DateOnly After(DateOnly date, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        for (var left = days; left > 0;)
        {
            date = date.AddDays(1);
            left -= date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        }

        return date;
    }
}
