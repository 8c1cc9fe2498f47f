using System.Runtime.InteropServices;

namespace Billing.Domain.Metering;

/// <summary>
/// A conversation begins, or is taken up again after a pause longer than the idle timeout. Instants in UTC ticks.
/// </summary>
/// <param name="First">When.</param>
/// <param name="Before">When it began the time before, in the same or the preceding UTC month; null where it did not.</param>
public readonly record struct ConversationStart(long First, long? Before)
{
    /// <summary>
    /// Whether it is this start by which the conversation counts in the period: the first one inside it. So the sum over all starts is the number of distinct
    /// conversations that began or were taken up in the period, for any period of at most a month.
    /// </summary>
    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive; at most one month later, so that the period touches two UTC months and <see cref="Before"/> is far enough.</param>
    public bool CountsIn(DateTimeOffset from, DateTimeOffset to) => First >= from.UtcTicks && First < to.UtcTicks && !(Before >= from.UtcTicks);
}

/// <summary>Signed changes of what is counted; what is taken away and given back in the same place leaves no trace.</summary>
public sealed class ActivityDelta
{
    private readonly Dictionary<Slot, int> _sessions = [];
    private readonly Dictionary<ConversationStart, int> _starts = [];

    /// <summary>Billing sessions by slot; never 0.</summary>
    public IReadOnlyDictionary<Slot, int> Sessions => _sessions;

    /// <summary>+1 for a start that is new, −1 for one that is none any more.</summary>
    public IReadOnlyDictionary<ConversationStart, int> Starts => _starts;

    public void Clear()
    {
        _sessions.Clear();
        _starts.Clear();
    }

    /// <param name="withStarts">False for API sessions, which are no conversations.</param>
    public void Add(ActivityDelta other, bool withStarts)
    {
        foreach (var (slot, count) in other._sessions)
        {
            Add(_sessions, slot, count);
        }

        foreach (var (start, count) in withStarts ? other._starts : [])
        {
            Add(_starts, start, count);
        }
    }

    public void AddSession(Slot slot) => Add(_sessions, slot, 1);

    internal void Add(PieceShare share, int sign)
    {
        for (var slot = share.From; slot < share.To; slot++)
        {
            Add(_sessions, new Slot(slot), sign);
        }

        if (share.Start is { } start)
        {
            Add(_starts, start, sign);
        }
    }

    private static void Add<TKey>(Dictionary<TKey, int> counts, TKey key, int sign)
        where TKey : notnull
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _);
        count += sign;
        if (count == 0)
        {
            counts.Remove(key);
        }
    }
}
