using Billing.Domain.Seats;
using Billing.Domain.Subscriptions;

namespace Billing.Domain.Orders;

/// <summary>Subscribe and modify, from one calculation for the order and its preview (contract, section 4).</summary>
public static class OrderDecision
{
    /// <returns>
    /// The quote; or <c>validation-failed</c>, <c>contract-required</c>, <c>seats-in-use</c>, <c>cancellation-planned</c>, <c>nothing-to-change</c>.
    /// </returns>
    public static Result<OrderQuote> Quote(OrderContext context, OrderRequest request)
    {
        var subscription = Lifecycle.AsOf(context.Subscription, context.Today);
        if (context.IsEnterprise || subscription.Contract is not null)
        {
            return new BillingError("contract-required", "An enterprise account is subscribed by its contract.");
        }

        var held = subscription.IsPaid ? subscription.Selection : null;
        var wanted = WantedEnd.Of(request, held, context.Catalog);
        if ((wanted.Error ?? SeatsTaken(held, wanted.Value, request, context)) is { } refusal)
        {
            return refusal;
        }

        return held is null
            ? Subscribe(context, subscription, wanted.Value, request.Effective)
            : Modify(context, subscription, wanted.Value, request.Effective);
    }

    /// <summary>
    /// The first period starts today, whatever a trial or an earlier subscription had left; at the trial's end where the order waits for that.
    /// </summary>
    private static Result<OrderQuote> Subscribe(OrderContext context, Subscription before, Selection wanted, OrderEffective? effective)
    {
        if (effective == OrderEffective.NextRenewal)
        {
            return before.Status == SubscriptionStatus.Trialing
                ? Plan(context, before, wanted)
                : BillingError.Invalid("/effective", "There is no renewal to wait for; a new subscription starts now.");
        }

        var anchor = new BillingAnchor(context.Today);
        var fresh = new Subscription { AllowanceAnchor = anchor, AutoUpgrade = before.AutoUpgrade };
        var started = StartedPeriod.Begin(fresh, wanted, anchor, 0, context.Catalog, context.Tax);
        return new OrderQuote(OrderKind.Subscribe, OrderEffective.Now, Bill.Of(started.Lines, context.Credit), started.Next);
    }

    private static Result<OrderQuote> Modify(OrderContext context, Subscription subscription, Selection wanted, OrderEffective? asked)
    {
        var held = subscription.Selection!;
        var effective = asked ?? ChangeDirection.DefaultOf(held, wanted, context.Catalog);
        if (effective == OrderEffective.NextRenewal && wanted != held)
        {
            return Plan(context, subscription, wanted);
        }

        var isOver = context.Today >= subscription.PaidPeriod.End;
        if (isOver && effective == OrderEffective.Now)
        {
            var changed = subscription with { Pending = new PendingChange(wanted, context.Today) };
            var renewal = Renewal.Quote(changed, context.Catalog, context.Credit, upgradeAdvised: false, context.Tax);
            return new OrderQuote(OrderKind.Modify, effective, renewal.Bill, renewal.Next, RenewsPeriod: true);
        }

        if (wanted == held)
        {
            return subscription.Pending is null ? NothingToChange() : Unpaid(context, OrderEffective.Now, subscription with { Pending = null });
        }

        var (lines, next) = held.Interval == wanted.Interval ? Change(context, subscription, wanted) : ChangeInterval(context, subscription, wanted);
        return new OrderQuote(OrderKind.Modify, effective, Bill.Of(lines, context.Credit), next);
    }

    /// <summary>Stores the whole wanted end for the coming renewal, in place of what was planned before.</summary>
    private static Result<OrderQuote> Plan(OrderContext context, Subscription subscription, Selection wanted)
    {
        if (subscription.CancelsAtPeriodEnd)
        {
            return new BillingError("cancellation-planned", "The subscription ends with its period; resume it before planning a change.", "/effective");
        }

        return subscription.Pending?.Selection == wanted
            ? NothingToChange()
            : Unpaid(context, OrderEffective.NextRenewal, subscription with { Pending = new PendingChange(wanted, context.Today) });
    }

    private static (IReadOnlyList<QuoteLine> Lines, Subscription Next) Change(OrderContext context, Subscription subscription, Selection wanted)
    {
        var changed = Proration.Change(subscription.Charges, BillableItem.Of(wanted, context.Catalog), subscription.PaidPeriod, context.Today, context.Tax);
        return (changed.Lines, subscription with { Selection = wanted, Charges = changed.Charges, Pending = null });
    }

    private static (IReadOnlyList<QuoteLine> Lines, Subscription Next) ChangeInterval(OrderContext context, Subscription subscription, Selection wanted)
    {
        var credits = Proration.CreditAll(subscription.Charges, subscription.PaidPeriod, context.Today);
        var started = StartedPeriod.Begin(subscription, wanted, new BillingAnchor(context.Today), 0, context.Catalog, context.Tax);
        return ([.. credits, .. started.Lines], started.Next);
    }

    private static OrderQuote Unpaid(OrderContext context, OrderEffective effective, Subscription next) =>
        new(next.IsPaid ? OrderKind.Modify : OrderKind.Subscribe, effective, Bill.Of([], context.Credit), next);

    /// <summary>Seats cannot fall below those in use; where more are in use already, only what falls further is refused.</summary>
    private static BillingError? SeatsTaken(Selection? held, Selection wanted, OrderRequest request, OrderContext context)
    {
        var after = PlanLimits.Of(wanted, context.Catalog);
        var before = held is null ? null : PlanLimits.Of(held, context.Catalog);
        var team = before?.TeamSeats <= after.TeamSeats ? null : context.InUse.Team.CanBecome(after.TeamSeats).Error;
        return (request.TeamSeats is null && team is not null ? team with { Pointer = "/plan" } : team)
            ?? AgentSeatsTaken(before?.ContactCenter, after.ContactCenter, context.InUse.ContactCenter, "/seats/contactCenter")
            ?? AgentSeatsTaken(before?.AgentAi, after.AgentAi, context.InUse.AgentAi, "/seats/agentAi");
    }

    /// <remarks>Where all seats go, those in use are counted as the type that goes counts them. Where none are wanted anew, none can be in use.</remarks>
    private static BillingError? AgentSeatsTaken(PurchasedSeats? before, PurchasedSeats after, AgentSeats inUse, string pointer)
    {
        var counted = after.Quantity == 0 ? after with { Type = (before ?? after).Type } : after;
        var falls = before is null ? after.Quantity > 0 : counted.Type != before.Type || counted.Quantity < before.Quantity;
        return falls ? inUse.CanBecome(counted, pointer).Error : null;
    }

    private static BillingError NothingToChange() => new("nothing-to-change", "The account holds, or has planned, just what the order asks for.");
}
