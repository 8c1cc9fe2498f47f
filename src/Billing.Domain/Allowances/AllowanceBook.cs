using System.Collections.Immutable;

namespace Billing.Domain.Allowances;

/// <summary>The months of allowance that usage can still fall into: the current one, and earlier ones for late events. Ordered, without overlap.</summary>
public sealed record AllowanceBook(ImmutableArray<AllowanceMonth> Months)
{
    /// <summary>Days after its end for which a month is kept: events may come 35 days late.</summary>
    private const int KeptDays = 37;

    public static AllowanceBook Empty { get; } = new([]);

    public AllowanceMonth? Holding(DateOnly date) => Months.FirstOrDefault(month => month.Holds(date));

    public AllowanceBook With(AllowanceMonth month) => new([.. Months.Where(m => m.Start != month.Start).Append(month).OrderBy(m => m.Start)]);

    /// <summary>
    /// Makes sure that the month [start, end) is there with these terms. A month that it overlaps is cut at <paramref name="start"/>,
    /// and its days from then on count in the new one, with what was debited for them.
    /// </summary>
    public AllowanceBook Open(DateOnly start, DateOnly end, AllowanceTerms terms)
    {
        if (Months.FirstOrDefault(m => m.Start == start && m.End == end) is { } same)
        {
            return same.Terms == terms ? this : With(same.Under(terms));
        }

        var opened = AllowanceMonth.Begin(start, end, terms);
        var kept = ImmutableArray.CreateBuilder<AllowanceMonth>();
        foreach (var month in Months)
        {
            for (var date = Later(month.Start, start); date < Earlier(month.End, end); date = date.AddDays(1))
            {
                var day = date.DayNumber - month.Start.DayNumber;
                opened = opened.Use(date, month.Sessions[day], month.Conversations[day]);
            }

            var before = month.CutAt(start);
            var billed = Math.Min(month.Billed, month.SessionsUsed - (before?.SessionsUsed ?? 0));
            opened = opened with { Billed = opened.Billed + billed, BilledPrice = Micros.Max(opened.BilledPrice, month.BilledPrice) };
            if (before is not null && month.End.AddDays(KeptDays) > start)
            {
                var left = month.Billed - billed;
                kept.Add(before with { Billed = left, Consumed = Math.Min(before.Consumed, left) });
            }
        }

        return new AllowanceBook([.. kept, opened.Under(terms)]);
    }

    /// <summary>Ends the allowance at a date: nothing is included, and nothing debited, from then on.</summary>
    public AllowanceBook CloseAt(DateOnly date) => new([.. Months.Select(month => month.CutAt(date)).OfType<AllowanceMonth>()]);

    private static DateOnly Later(DateOnly left, DateOnly right) => left > right ? left : right;

    private static DateOnly Earlier(DateOnly left, DateOnly right) => left < right ? left : right;
}
