using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Accounts;

/// <summary>Something that is coming, in the customer's words.</summary>
/// <param name="Kind">
/// <c>renewal</c>, <c>plannedChange</c>, <c>cancellation</c>, <c>trialEnd</c>, <c>planBegins</c>, <c>paymentAttempt</c>, <c>authentication</c>,
/// <c>servicesStop</c> or <c>contractEnd</c>.
/// </param>
/// <param name="On">A local date of the account.</param>
/// <param name="DaysLeft">Local days from today to it.</param>
/// <param name="Text">One sentence, in English.</param>
public sealed record OutlookItem(string Kind, DateOnly On, int DaysLeft, string Text);

/// <summary>What time will bring to a subscription, and what the customer can do about it. Told by the account's state alone.</summary>
internal static class PlanOutlook
{
    /// <summary>The soonest first.</summary>
    public static IReadOnlyList<OutlookItem> Of(AccountState state, AccountTerms terms, ProductCatalog catalog) =>
        [.. Items(state, terms, catalog)
            .Select(item => new OutlookItem(item.Kind, item.On, Math.Max(0, item.On.DayNumber - terms.Today.DayNumber), item.Text))
            .OrderBy(item => item.On)];

    private static IEnumerable<(string Kind, DateOnly On, string Text)> Items(AccountState state, AccountTerms terms, ProductCatalog catalog)
    {
        var subscription = terms.Subscription;
        var pending = subscription.Pending is { } change ? catalog.FindPlan(change.Selection.Plan)?.Name ?? change.Selection.Plan : null;
        return subscription switch
        {
            { Contract: { } contract } => contract.End is { } end && subscription.HasServices ? [("contractEnd", end, "The contract ends.")] : [],
            { Dunning: { } dunning } => Chase(dunning, state, terms.Today),
            { HasServices: true, CancelOn: { } end } => [("cancellation", end, "The subscription ends, as planned; resume it to go on.")],
            { Status: SubscriptionStatus.Trialing, TrialEnd: { } end } => pending is null
                ? [("trialEnd", end, "The trial ends; order a plan to go on.")]
                : [("planBegins", end, $"The trial ends, and {pending} begins and is charged to the default payment method.")],
            { NextBillingDate: { } date } => pending is null
                ? [("renewal", date, "The next period begins and is charged to the default payment method.")]
                : [("plannedChange", date, $"The subscription renews as it was ordered for then: {pending}, by {subscription.Pending!.Selection.Interval}.")],
            _ => [],
        };
    }

    private static IEnumerable<(string Kind, DateOnly On, string Text)> Chase(Dunning dunning, AccountState state, DateOnly today)
    {
        var stop = dunning.ServicesStopOn;
        if (state.RenewalToAuthenticate is { } order)
        {
            yield return ("authentication", today, $"The bank wants the renewal confirmed: see the order {order}.");
        }
        else if (dunning.NextAttemptAt is { } at && state.Zone.DateOf(at) < stop)
        {
            yield return ("paymentAttempt", state.Zone.DateOf(at), "The renewal, which could not be paid, is charged again.");
        }

        yield return ("servicesStop", stop, "Services stop unless the renewal is paid; another payment method is tried at once.");
    }
}
