using System.Collections.Immutable;

namespace Billing.Domain.Allowances;

/// <summary>What a plan allows in one month, as far as metering needs it.</summary>
/// <param name="Sessions">Billing sessions included.</param>
/// <param name="Conversations">Volume before an upgrade is advised; null: never.</param>
/// <param name="OveragePrice">Of one billing session beyond the included ones.</param>
public readonly record struct AllowanceTerms(long Sessions, long? Conversations, Micros OveragePrice);

/// <summary>
/// One month of allowance, [Start, End) in local dates of the account, with what was used of it day by day, so that it can be cut
/// at a date exactly when a new period begins early.
/// </summary>
/// <param name="Free">Sessions that are not debited: the included ones; more where as many were used already when a smaller plan began.</param>
/// <param name="Billed">Sessions beyond those that were debited from credits.</param>
/// <param name="Consumed">How many of them were debited under earlier terms, or are for days that were cut off: they stay debited.</param>
/// <param name="BilledPrice">The price of the session debited last: what one is given back at.</param>
public sealed record AllowanceMonth(
    DateOnly Start,
    DateOnly End,
    AllowanceTerms Terms,
    ImmutableArray<long> Sessions,
    ImmutableArray<long> Conversations,
    long Free,
    long Billed,
    long Consumed,
    Micros BilledPrice)
{
    public static AllowanceMonth Begin(DateOnly start, DateOnly end, AllowanceTerms terms)
    {
        var days = ImmutableArray.CreateRange(new long[end.DayNumber - start.DayNumber]);
        return new AllowanceMonth(start, end, terms, days, days, terms.Sessions, 0, 0, Micros.Zero);
    }

    public long SessionsUsed => Sessions.Sum();

    public long ConversationsUsed => Conversations.Sum();

    public bool IsUpgradeAdvised => Terms.Conversations is { } volume && ConversationsUsed > volume;

    public bool Holds(DateOnly date) => date >= Start && date < End;

    /// <summary>
    /// The month under these terms from now on. What was used so far is settled: sessions that were debited stay so and do not count against the new
    /// allowance, sessions that were not are not debited afterwards.
    /// </summary>
    public AllowanceMonth Under(AllowanceTerms terms) =>
        this with { Terms = terms, Free = Math.Max(terms.Sessions, SessionsUsed - Billed), Consumed = Billed };

    /// <summary>The part before a date, or null where nothing is left of it. What was debited stays debited.</summary>
    public AllowanceMonth? CutAt(DateOnly date)
    {
        if (date <= Start || date >= End)
        {
            return date <= Start ? null : this;
        }

        var days = date.DayNumber - Start.DayNumber;
        return this with { End = date, Sessions = Sessions[..days], Conversations = Conversations[..days], Consumed = Billed };
    }

    /// <param name="sessions">The change; below zero where a late message moved a block to another day.</param>
    public AllowanceMonth Use(DateOnly date, long sessions, long conversations)
    {
        var day = date.DayNumber - Start.DayNumber;
        return this with
        {
            Sessions = Sessions.SetItem(day, Sessions[day] + sessions),
            Conversations = Conversations.SetItem(day, Conversations[day] + conversations),
        };
    }

    /// <summary>
    /// What is to be debited (above zero) or given back (below), so that each session beyond the free ones is paid for once.
    /// Given back is only what a move of blocks to another month freed.
    /// </summary>
    public (AllowanceMonth Next, long Sessions) Bill()
    {
        var sessions = Math.Max(Consumed, SessionsUsed - Free) - Billed;
        return (this with { Billed = Billed + sessions, BilledPrice = sessions > 0 ? Terms.OveragePrice : BilledPrice }, sessions);
    }
}
