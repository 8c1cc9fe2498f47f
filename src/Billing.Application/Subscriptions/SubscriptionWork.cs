using Billing.Application.Accounts;
using Billing.Application.Invoicing;
using Billing.Application.Notifications;
using Billing.Application.Orders;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Seats;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Subscriptions;

/// <summary>
/// The one way in which a commit changes an account's subscription: months of allowance, the history of seats, what was planned and what the customer is
/// told of an end follow it.
/// </summary>
internal static class SubscriptionWork
{
    public static async ValueTask BecomeAsync(this AccountWork work, Subscription next, ProductCatalog catalog)
    {
        var before = work.State.Subscription;
        var state = work.State with { Subscription = next };
        work.State = Follow(state, before, AccountTerms.Of(state, catalog, work.Now), work.Now);
        if (next.Contract is not null || !next.HasServices)
        {
            await work.CloseUnpaidAsync(next is { Contract: null, Status: SubscriptionStatus.Expired } ? PaymentStatus.Uncollectible : PaymentStatus.Void);
        }

        if (before.HasServices && !next.HasServices)
        {
            await work.CloseScheduledAsync(OrderStatus.Canceled);
            TellEnd(work, before, next);
        }
    }

    /// <summary>Ends, or begins, what time alone has ended or begun.</summary>
    public static async ValueTask PassAsync(this AccountWork work, Subscription before, ProductCatalog catalog)
    {
        var after = Lifecycle.AsOf(before, work.State.Zone.DateOf(work.Now));
        if (!ReferenceEquals(before, after))
        {
            await work.BecomeAsync(after, catalog);
        }
    }

    private static AccountState Follow(AccountState state, Subscription before, AccountTerms terms, DateTimeOffset now)
    {
        var seats = Concurrent(terms.Limits.ContactCenter) + Concurrent(terms.Limits.AgentAi);
        var isSamePlan = before.Selection?.Plan == state.Subscription.Selection?.Plan && before.AllowanceAnchor == state.Subscription.AllowanceAnchor;
        return state with
        {
            Allowances = terms.RollAllowances(state.Allowances),
            SeatHistory = seats == (state.SeatHistory is [.., var last] ? last.Seats : 0)
                ? state.SeatHistory
                : state.SeatHistory.Add(new SeatStep(now, seats)),
            UpgradeAdvisedFor = isSamePlan ? state.UpgradeAdvisedFor : null,
        };
    }

    private static int Concurrent(PurchasedSeats seats) => seats.Type == SeatType.Concurrent ? seats.Quantity : 0;

    private static void TellEnd(AccountWork work, Subscription before, Subscription after)
    {
        if (after is { Contract: null, EndedOn: { } endedOn } && before.Selection?.Plan is { } plan)
        {
            work.Email(
                after.Status == SubscriptionStatus.Canceled ? new SubscriptionCanceled(plan, endedOn)
                : before.Status == SubscriptionStatus.Trialing ? new TrialExpired(plan, endedOn)
                : new SubscriptionExpired(plan, endedOn));
        }
    }
}
