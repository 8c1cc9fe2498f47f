using Billing.Application.Accounts;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Seats;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Subscriptions;

/// <summary>The one way in which a commit changes an account's subscription: months of allowance and the history of seats follow it.</summary>
internal static class SubscriptionWork
{
    public static void Become(this AccountWork work, Subscription next, ProductCatalog catalog)
    {
        var state = work.State with { Subscription = next };
        var terms = AccountTerms.Of(state, catalog, work.Now);
        state = state with { Allowances = terms.RollAllowances(state.Allowances) };
        var seats = Concurrent(terms.Limits.ContactCenter) + Concurrent(terms.Limits.AgentAi);
        if (seats != (state.SeatHistory is [.., var last] ? last.Seats : 0))
        {
            state = state with { SeatHistory = state.SeatHistory.Add(new SeatStep(work.Now, seats)) };
        }

        work.State = state;
    }

    private static int Concurrent(PurchasedSeats seats) => seats.Type == SeatType.Concurrent ? seats.Quantity : 0;
}
