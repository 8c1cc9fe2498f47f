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
/// <param name="Billed">Sessions beyond the included ones that were debited from credits.</param>
/// <param name="BilledPrice">The price of the session debited last: what one is given back at.</param>
public sealed record AllowanceMonth(
    DateOnly Start,
    DateOnly End,
    AllowanceTerms Terms,
    ImmutableArray<long> Sessions,
    ImmutableArray<long> Conversations,
    long Billed,
    Micros BilledPrice)
{
    public static AllowanceMonth Begin(DateOnly start, DateOnly end, AllowanceTerms terms)
    {
        var days = ImmutableArray.CreateRange(new long[end.DayNumber - start.DayNumber]);
        return new AllowanceMonth(start, end, terms, days, days, 0, Micros.Zero);
    }

    public long SessionsUsed => Sessions.Sum();

    public long ConversationsUsed => Conversations.Sum();

    /// <summary>Sessions used beyond the included ones.</summary>
    public long Overage => Math.Max(0, SessionsUsed - Terms.Sessions);

    public bool IsUpgradeAdvised => Terms.Conversations is { } volume && ConversationsUsed > volume;

    public bool Holds(DateOnly date) => date >= Start && date < End;

    /// <summary>The part before a date, or null where nothing is left of it.</summary>
    public AllowanceMonth? CutAt(DateOnly date)
    {
        if (date <= Start || date >= End)
        {
            return date <= Start ? null : this;
        }

        var days = date.DayNumber - Start.DayNumber;
        return this with { End = date, Sessions = Sessions[..days], Conversations = Conversations[..days] };
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
    /// What is to be debited (above zero) or given back (below) so that the sessions beyond the included ones are paid for once.
    /// Given back is only what a move of blocks to another month freed; what was debited before an upgrade stays debited (consumed credits are not refunded).
    /// </summary>
    /// <param name="usedBefore">Sessions used when this was asked last.</param>
    public (AllowanceMonth Next, long Sessions) Bill(long usedBefore)
    {
        var unbilled = Overage - Billed;
        var sessions = unbilled >= 0 ? unbilled : -Math.Min(-unbilled, Math.Max(0, usedBefore - SessionsUsed));
        var price = sessions > 0 ? Terms.OveragePrice : BilledPrice;
        return (this with { Billed = Billed + sessions, BilledPrice = price }, sessions);
    }
}
