using Billing.Domain.Allowances;
using Billing.Domain.Catalog;
using Billing.Domain.Seats;
using Billing.Domain.Subscriptions;

namespace Billing.Domain.Accounts;

/// <summary>What an account has at one instant: its subscription as time has left it, its limits, the running period.</summary>
public sealed record AccountTerms(Subscription Subscription, PlanLimits Limits, DateOnly Today)
{
    public BillingPeriod? Period => Subscription.PeriodOn(Today);

    /// <summary>The month of allowance that runs today; null without services.</summary>
    public BillingPeriod? AllowanceMonth => Subscription.HasServices ? Subscription.AllowanceWindow(Today) : null;

    public AllowanceTerms Allowance => new(Limits.BillingSessions, Limits.Conversations, Limits.OveragePrice);

    public PurchasedSeats Purchased(SeatProduct product) => product == SeatProduct.ContactCenter ? Limits.ContactCenter : Limits.AgentAi;

    public static AccountTerms Of(AccountState state, ProductCatalog catalog, DateTimeOffset now)
    {
        var today = state.Zone.DateOf(now);
        var subscription = Lifecycle.AsOf(state.Subscription, today);
        return new AccountTerms(subscription, PlanLimits.Of(subscription, catalog), today);
    }

    /// <summary>
    /// The book with every month of allowance open up to the one that runs today, under today's terms; closed where services have ended.
    /// Months that began unnoticed, while nothing was used, are opened too, for events that come late.
    /// </summary>
    public AllowanceBook RollAllowances(AllowanceBook book)
    {
        if (AllowanceMonth is not { } current)
        {
            return Subscription.EndedOn is { } end ? book.CloseAt(end) : book;
        }

        while (book.Months is [.., var last] && last.End < current.Start && Subscription.AllowanceWindow(last.End) is { } missed && missed.End <= current.Start)
        {
            book = book.Open(missed.Start < last.End ? last.End : missed.Start, missed.End, Allowance);
        }

        return book.Open(current.Start, current.End, Allowance);
    }
}
