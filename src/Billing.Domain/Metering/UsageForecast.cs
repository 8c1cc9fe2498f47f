namespace Billing.Domain.Metering;

/// <summary>
/// Where the current month is heading, by straight line.
/// </summary>
/// <param name="SessionsAtPeriodEnd">Billing sessions used by the end of the current allowance month, if they go on as since its start; rounded half away
/// from zero.</param>
/// <param name="AiMicrosPerDay">AI cost of a day, on average over the last seven times 24 hours.</param>
/// <param name="CreditsLastUntil">When AI cost alone has used up the credits; null where there is none to see within ten years.</param>
public sealed record UsageForecast(long SessionsAtPeriodEnd, long AiMicrosPerDay, DateTimeOffset? CreditsLastUntil)
{
    /// <summary>How far back AI cost is looked at.</summary>
    public static readonly TimeSpan AiWindow = TimeSpan.FromDays(7);

    private const int HorizonDays = 3650;

    public static UsageForecast Of(ForecastFacts facts)
    {
        var perDay = AiPerDay(facts);
        return new(Sessions(facts), perDay.Value, LastUntil(facts, perDay));
    }

    private static long Sessions(ForecastFacts facts)
    {
        var (elapsed, whole) = ((facts.Now - facts.PeriodStart).Ticks, (facts.PeriodEnd - facts.PeriodStart).Ticks);
        return elapsed <= 0 || elapsed >= whole ? facts.SessionsUsed : Rounding.HalfAwayFromZero((Int128)facts.SessionsUsed * whole, elapsed);
    }

    /// <summary>Over the account's own age where that is less than the window, but over a day at least.</summary>
    private static Micros AiPerDay(ForecastFacts facts)
    {
        var ticks = long.Clamp((facts.Now - facts.AccountSince).Ticks, TimeSpan.TicksPerDay, AiWindow.Ticks);
        return new(Rounding.HalfAwayFromZero((Int128)facts.AiMicros.Value * TimeSpan.TicksPerDay, ticks));
    }

    private static DateTimeOffset? LastUntil(ForecastFacts facts, Micros perDay)
    {
        if (!facts.Credits.IsPositive)
        {
            return facts.Now;
        }

        var ticks = perDay.IsPositive ? (Int128)facts.Credits.Value * TimeSpan.TicksPerDay / perDay.Value : Int128.MaxValue;
        return ticks > HorizonDays * TimeSpan.TicksPerDay ? null : facts.Now.AddTicks((long)ticks);
    }
}

/// <param name="SessionsUsed">Billing sessions in the current allowance month so far.</param>
/// <param name="AiMicros">AI cost in the <see cref="UsageForecast.AiWindow"/> that ends now.</param>
/// <param name="Credits">Free and paid together.</param>
public sealed record ForecastFacts(
    DateTimeOffset Now, DateTimeOffset PeriodStart, DateTimeOffset PeriodEnd, long SessionsUsed, DateTimeOffset AccountSince, Micros AiMicros, Micros Credits);
