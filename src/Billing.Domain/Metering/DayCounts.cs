namespace Billing.Domain.Metering;

/// <summary>A count for each of the 96 slots of a UTC day.</summary>
public sealed class DayCounts
{
    private readonly int[] _slots;

    public DayCounts() => _slots = new int[Slot.PerDay];

    private DayCounts(int[] slots) => _slots = slots;

    /// <param name="slotOfDay">0 to 95.</param>
    public int this[int slotOfDay] => _slots[slotOfDay];

    /// <exception cref="InvalidOperationException">The count would fall below zero: the rollup no longer is what its activity says.</exception>
    public void Add(int slotOfDay, int delta)
    {
        var count = _slots[slotOfDay] + delta;
        _slots[slotOfDay] = count >= 0 ? count : throw new InvalidOperationException($"The count of slot {slotOfDay} would be {count}.");
    }

    public DayCounts Copy() => new([.. _slots]);
}

/// <summary>What one app counted on one UTC day.</summary>
public sealed record DayRollup(DayCounts Sessions, DayCounts Voice)
{
    public static DayRollup Empty() => new(new(), new());

    public DayRollup Copy() => new(Sessions.Copy(), Voice.Copy());
}

/// <summary>Sums over AI requests.</summary>
public readonly record struct AiTotals(long Requests, long InputTokens, long OutputTokens, Micros Micros)
{
    public static AiTotals operator +(AiTotals left, AiTotals right) => new(
        left.Requests + right.Requests,
        left.InputTokens + right.InputTokens,
        left.OutputTokens + right.OutputTokens,
        left.Micros + right.Micros);
}

/// <summary>What one app used of one AI feature through one channel on one UTC day, by slot.</summary>
public sealed class AiDay
{
    private readonly AiTotals[] _slots;

    public AiDay() => _slots = new AiTotals[Slot.PerDay];

    private AiDay(AiTotals[] slots) => _slots = slots;

    /// <param name="slotOfDay">0 to 95.</param>
    public AiTotals this[int slotOfDay] => _slots[slotOfDay];

    public void Add(int slotOfDay, AiTotals totals) => _slots[slotOfDay] += totals;

    public AiDay Copy() => new([.. _slots]);
}
