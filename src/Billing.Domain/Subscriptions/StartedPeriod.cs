using Billing.Domain.Catalog;
using Billing.Domain.Taxes;

namespace Billing.Domain.Subscriptions;

/// <summary>A period that begins, charged in full at the catalog's prices.</summary>
/// <param name="Next">The subscription in that period, active and with nothing pending.</param>
internal sealed record StartedPeriod(BillingPeriod Period, IReadOnlyList<QuoteLine> Lines, Subscription Next)
{
    /// <param name="before">What it comes out of; its settings and allowance stay.</param>
    /// <param name="index">Of the period, from the anchor.</param>
    /// <param name="tax">On all that the period charges.</param>
    public static StartedPeriod Begin(
        Subscription before, Selection selection, BillingAnchor anchor, int index, ProductCatalog catalog, TaxTreatment? tax)
    {
        var period = anchor.Period(selection.Interval, index);
        var charged = Proration.Full(BillableItem.Of(selection, catalog), selection.Interval, period, tax);
        var next = before with
        {
            Status = SubscriptionStatus.Active,
            Selection = selection,
            Anchor = anchor,
            PeriodIndex = index,
            Charges = charged.Charges,
            Pending = null,
            Dunning = null,
        };
        return new StartedPeriod(period, charged.Lines, next);
    }
}
