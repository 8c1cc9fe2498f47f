using System.Collections.Immutable;
using Billing.Application.Accounts;
using Billing.Application.Notifications;
using Billing.Domain.Orders;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Orders;

/// <summary>Which e-mails an order or renewal causes, by what the subscription gained with it (contract, section 9).</summary>
internal static class SubscriptionEmails
{
    private const string VoiceGateway = "voice-gateway-asr-tts";

    public static void Tell(AccountWork work, StoredOrder order, Subscription before)
    {
        var after = work.State.Subscription;
        if (after.Selection is not { } selection || order.Status == OrderStatus.Scheduled)
        {
            return;
        }

        var next = after.PaidPeriod.End;
        var held = before.IsPaid ? before.Selection : null;
        EmailContent?[] gained = order.Kind == OrderKind.Renewal ? [] : [Gained(held, selection, order, next), GainedAddOns(held, selection, order, next)];
        var told = gained.OfType<EmailContent>().ToList();
        told.ForEach(work.Email);

        // An order may pay the renewal that had failed.
        if (told.Count == 0 && (order.Kind == OrderKind.Renewal || (held is not null && after.PaidPeriod.Start == before.PaidPeriod.End)))
        {
            work.Email(new AutoRenewalSuccessful(selection.Plan, order.Total, next));
        }
    }

    private static EmailContent? Gained(Selection? held, Selection selection, StoredOrder order, DateOnly next)
    {
        var (plan, interval, agents) = (selection.Plan, selection.Interval, selection.ContactCenter);
        var gainsPlan = held?.Plan != plan;
        var gainsAgents = (held?.ContactCenter.Quantity ?? 0) < agents.Quantity;
        return (gainsPlan, gainsAgents) switch
        {
            (true, true) => new AutomationAndContactCenterSubscription(plan, interval, agents.Quantity, agents.Type, order.Total, next),
            (true, false) => new AutomationSubscription(plan, interval, order.Total, next),
            (false, true) => new ContactCenterSubscription(plan, agents.Quantity, agents.Type, order.Total, next),
            _ => null,
        };
    }

    private static EmailContent? GainedAddOns(Selection? held, Selection selection, StoredOrder order, DateOnly next)
    {
        ImmutableArray<string> addOns = [.. selection.AddOns.Except(held?.AddOns ?? [])];
        return addOns switch
        {
            [] => null,
            [VoiceGateway] => new VoiceGatewayAddOn(addOns, selection.Plan, order.Total, next),
            [_] => new SingleAddOnSubscription(addOns, selection.Plan, order.Total, next),
            _ => new MultipleAddOns(addOns, selection.Plan, order.Total, next),
        };
    }

    /// <summary>After a failed renewal: what was asked for, when it is asked for again, and when services stop.</summary>
    public static void TellUnsuccessful(AccountWork work, StoredOrder order)
    {
        var (zone, dunning) = (work.State.Zone, work.State.Subscription.Dunning!);
        var stop = dunning.ServicesStopOn;
        var next = dunning.NextAttemptOn(zone);
        var days = Math.Max(0, stop.DayNumber - zone.DateOf(work.Now).DayNumber);
        var needsCustomer = order.Status == OrderStatus.RequiresAction;
        work.Email(new AutoRenewalUnsuccessful(work.State.Subscription.Selection!.Plan, order.Total, days, stop, next, order.OrderId, needsCustomer));
    }
}
