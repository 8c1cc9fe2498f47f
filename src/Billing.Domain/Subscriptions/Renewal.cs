using Billing.Domain.Catalog;
using Billing.Domain.Taxes;

namespace Billing.Domain.Subscriptions;

/// <summary>The next period: what it costs, and the subscription once it is paid.</summary>
/// <param name="Next">The state to store when the payable is paid, or is nothing.</param>
public sealed record RenewalQuote(BillingPeriod Period, Bill Bill, Subscription Next);

/// <summary>A renewal falls due as the period ends and charges the next one in full, at the catalog's prices of that day.</summary>
public static class Renewal
{
    /// <param name="credit">The account's credit.</param>
    /// <param name="upgradeAdvised">The conversations of a month exceeded the plan's volume; counts where auto-upgrade is on.</param>
    /// <param name="tax">As the buyer is taxed now; null for none.</param>
    /// <exception cref="InvalidOperationException">Nothing paid is held: there is nothing to renew.</exception>
    public static RenewalQuote Quote(Subscription subscription, ProductCatalog catalog, Money credit, bool upgradeAdvised, TaxTreatment? tax)
    {
        // A cancellation planned while the charge was under way counts for the period that was just paid, so it is no reason to refuse here.
        if (!subscription.IsPaid)
        {
            throw new InvalidOperationException("Nothing paid is held: there is nothing to renew.");
        }

        var selection = Coming(subscription, catalog, upgradeAdvised);
        var (anchor, index) = selection.Interval == subscription.Selection!.Interval
            ? (subscription.Anchor!.Value, subscription.PeriodIndex + 1)
            : (new BillingAnchor(subscription.PaidPeriod.End), 0);
        var started = StartedPeriod.Begin(subscription, selection, anchor, index, catalog, tax);
        return new RenewalQuote(started.Period, Bill.Of(started.Lines, credit), started.Next);
    }

    /// <summary>The customer's own planned change first; the automatic upgrade only where there is none.</summary>
    private static Selection Coming(Subscription subscription, ProductCatalog catalog, bool upgradeAdvised)
    {
        var selection = subscription.Selection!;
        var above = subscription.AutoUpgrade && upgradeAdvised ? catalog.PlanAbove(selection.Plan) : null;
        return subscription.Pending?.Selection ?? (above is { IsByContract: false } ? selection with { Plan = above.Id } : selection);
    }
}
