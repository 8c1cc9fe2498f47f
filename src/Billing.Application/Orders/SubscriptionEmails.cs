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

        (string, string)[] facts = [("plan", selection.Plan), ("amount", order.Total.ToString()), ("nextBillingDate", $"{after.PaidPeriod.End:yyyy-MM-dd}")];
        if (order.Kind == OrderKind.Renewal)
        {
            work.Email(EmailTemplate.AutoRenewalSuccessful, facts);
            return;
        }

        var held = before.IsPaid ? before.Selection : null;
        var gainsPlan = held?.Plan != selection.Plan;
        var gainsAgents = (held?.ContactCenter.Quantity ?? 0) < selection.ContactCenter.Quantity;
        if (gainsPlan || gainsAgents)
        {
            work.Email(
                (gainsPlan, gainsAgents) switch
                {
                    (true, true) => EmailTemplate.AutomationAndContactCenterSubscription,
                    (true, false) => EmailTemplate.AutomationSubscription,
                    _ => EmailTemplate.ContactCenterSubscription,
                },
                facts);
        }

        string[] addOns = [.. selection.AddOns.Except(held?.AddOns ?? [])];
        if (addOns.Length > 0)
        {
            var template = addOns switch
            {
                [VoiceGateway] => EmailTemplate.VoiceGatewayAddOn,
                [_] => EmailTemplate.SingleAddOn,
                _ => EmailTemplate.MultipleAddOns,
            };
            work.Email(template, [("addOns", string.Join(", ", addOns)), .. facts]);
        }
    }

    /// <summary>After a failed renewal: what was asked for, and when services stop.</summary>
    public static void TellUnsuccessful(AccountWork work, StoredOrder order)
    {
        var stop = work.State.Subscription.Dunning!.ServicesStopOn;
        var days = stop.DayNumber - work.State.Zone.DateOf(work.Now).DayNumber;
        work.Email(
            EmailTemplate.AutoRenewalUnsuccessful,
            ("plan", work.State.Subscription.Selection!.Plan),
            ("amount", order.Total.ToString()),
            ("daysBeforeServicesStop", $"{Math.Max(0, days)}"),
            ("servicesStopOn", $"{stop:yyyy-MM-dd}"),
            ("orderId", order.OrderId),
            ("needsAuthentication", order.Status == OrderStatus.RequiresAction ? "true" : ""));
    }
}
