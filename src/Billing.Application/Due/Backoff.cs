namespace Billing.Application.Due;

/// <summary>How long something that did not succeed waits before it is tried again.</summary>
public static class Backoff
{
    /// <summary>Keeps the shift within what a <see cref="TimeSpan"/> holds, and is far beyond any longest wait.</summary>
    private const int MostDoublings = 16;

    /// <summary>Twice as long each time.</summary>
    /// <param name="waited">How often it has waited before, 0 or more.</param>
    public static TimeSpan Doubled(int waited, TimeSpan first, TimeSpan longest) =>
        TimeSpan.FromTicks(Math.Min(first.Ticks << Math.Min(waited, MostDoublings), longest.Ticks));

    /// <summary>As long again as it has waited in all.</summary>
    public static TimeSpan AsLongAgain(TimeSpan waited, TimeSpan shortest, TimeSpan longest) =>
        TimeSpan.FromTicks(Math.Clamp(waited.Ticks, shortest.Ticks, longest.Ticks));
}
