using System.Collections.Immutable;

namespace Billing.Domain.Metering;

/// <param name="From">The first day of a UTC month.</param>
public readonly record struct LayoutStep(DateOnly From, int Partitions);

/// <summary>
/// Over how many partitions of the store an account's usage is spread: each takes only so many writes a second. What is stored stays where it is, so a number
/// never changes for usage that may be stored already. Conversations keep the one with which the account began. Named events, which are kept by month, take
/// a new one with a month that has not begun.
/// </summary>
public sealed record UsageLayout
{
    public const int MostPartitions = 64;

    /// <summary>Usage may come 5 minutes ahead of its month; clocks differ, and what was read before a change may still be under way.</summary>
    private static readonly TimeSpan Notice = TimeSpan.FromHours(1);

    public static UsageLayout Default { get; } = new();

    /// <summary>With which the account began: of conversations for ever, of named events until the first of <see cref="Steps"/>.</summary>
    public int Partitions { get; init; } = 1;

    /// <summary>Of named events, in order of time.</summary>
    public ImmutableArray<LayoutStep> Steps { get; init; } = [];

    /// <summary>The first UTC month whose named events are kept; those of earlier ones are dropped, and none can come any more. Null: all are kept.</summary>
    public DateOnly? EventsKeptFrom { get; init; }

    /// <summary>The first day of the UTC month in which the instant lies.</summary>
    public static DateOnly MonthOf(DateTimeOffset at) => new(at.UtcDateTime.Year, at.UtcDateTime.Month, 1);

    /// <summary>Over how many partitions the named events of a month are spread, wherever they were stored and whenever.</summary>
    public int PartitionsOfEvents(DateOnly month)
    {
        var partitions = Partitions;
        foreach (var step in Steps)
        {
            partitions = step.From <= month ? step.Partitions : partitions;
        }

        return partitions;
    }

    public bool KeepsEventsOf(DateOnly month) => !(month < EventsKeptFrom);

    /// <summary>Spreads named events over another number of partitions, from the next month on that can have none yet.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 1 to <see cref="MostPartitions"/>.</exception>
    public UsageLayout Spread(int partitions, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(partitions, MostPartitions);
        var from = MonthOf(now + Notice).AddMonths(1);
        return this with { Steps = [.. Steps.Where(step => step.From < from), new(from, partitions)] };
    }

    /// <summary>Never takes back what was given up.</summary>
    public UsageLayout KeepEventsFrom(DateOnly month) => KeepsEventsOf(month) ? this with { EventsKeptFrom = month } : this;
}
