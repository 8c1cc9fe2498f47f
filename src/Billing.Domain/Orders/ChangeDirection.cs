using Billing.Domain.Catalog;
using Billing.Domain.Subscriptions;

namespace Billing.Domain.Orders;

/// <summary>When an order takes effect that does not say it.</summary>
/// <remarks>
/// An upgrade is now, a downgrade waits (contract, section 4). An order that is both is now as a whole: what was asked for more of is there at once,
/// and what became less is given back to the day, so nothing is lost. A longer interval is an upgrade, a shorter one a downgrade.
/// </remarks>
internal static class ChangeDirection
{
    public static OrderEffective DefaultOf(Selection held, Selection wanted, ProductCatalog catalog)
    {
        var (before, after) = (MonthlyBySlot(held, catalog), MonthlyBySlot(wanted, catalog));
        var steps = before.Keys.Union(after.Keys).Select(slot => after.GetValueOrDefault(slot).CompareTo(before.GetValueOrDefault(slot)))
            .Append(wanted.Interval.CompareTo(held.Interval))
            .ToArray();
        return steps.Any(step => step < 0) && !steps.Any(step => step > 0) ? OrderEffective.NextRenewal : OrderEffective.Now;
    }

    // Monthly prices on both sides, so that the interval does not decide about the parts.
    private static Dictionary<string, long> MonthlyBySlot(Selection selection, ProductCatalog catalog) =>
        BillableItem.Of(selection, catalog, BillingInterval.Month).ToDictionary(item => item.Slot, item => item.Price.Minor);
}
