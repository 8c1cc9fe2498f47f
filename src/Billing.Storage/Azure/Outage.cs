namespace Billing.Storage.Azure;

/// <summary>
/// What is known of a service that does not answer. After a call during which nobody got an answer, calls fail at once for a while instead of waiting each
/// in its turn; then one of them tries, and its answer opens the way for all. Safe for parallel use.
/// </summary>
internal sealed class Outage(TimeSpan pause)
{
    private const long None = 0;
    private long _answers;

    /// <summary>Milliseconds of the process's own clock; from then on one call may try.</summary>
    private long _tryAt = None;

    /// <summary>How many answers came, to any call.</summary>
    public long Answers => Volatile.Read(ref _answers);

    /// <summary>False where the caller must not try: another one found the service away, and it is not time yet to look again.</summary>
    public bool MayTry()
    {
        var tryAt = Volatile.Read(ref _tryAt);
        var now = Environment.TickCount64;
        return tryAt == None || (now >= tryAt && Interlocked.CompareExchange(ref _tryAt, After(now), tryAt) == tryAt);
    }

    public void Answered()
    {
        Interlocked.Increment(ref _answers);
        Volatile.Write(ref _tryAt, None);
    }

    /// <summary>A call has failed. That is an outage only if nobody was answered since <see cref="Answers"/> was <paramref name="before"/>.</summary>
    public void Failed(long before)
    {
        if (Answers == before)
        {
            Volatile.Write(ref _tryAt, After(Environment.TickCount64));
        }
    }

    private long After(long now) => now + 1 + (long)pause.TotalMilliseconds;
}
