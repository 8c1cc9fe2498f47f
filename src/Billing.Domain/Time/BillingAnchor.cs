namespace Billing.Domain;

/// <summary>The local date on which a subscription's first period starts; every later boundary is computed from it, never from the previous one.</summary>
/// <remarks>
/// 31 January renews on 28 or 29 February and on 31 March; 29 February renews yearly on 28 February, and on the 29th in leap years (contract, section 4).
/// </remarks>
public readonly record struct BillingAnchor(DateOnly FirstStart)
{
    /// <summary>Period <paramref name="index"/>, 0 the first: [anchor + index, anchor + index + 1) intervals. Negative indexes lie before the anchor.</summary>
    public BillingPeriod Period(BillingInterval interval, int index) => new(Boundary(interval, index), Boundary(interval, index + 1));

    public int IndexHolding(BillingInterval interval, DateOnly date)
    {
        var months = ((date.Year - FirstStart.Year) * 12) + date.Month - FirstStart.Month;
        var index = interval == BillingInterval.Month ? months : date.Year - FirstStart.Year;
        return Boundary(interval, index) <= date ? index : index - 1;
    }

    public BillingPeriod PeriodHolding(BillingInterval interval, DateOnly date) => Period(interval, IndexHolding(interval, date));

    private DateOnly Boundary(BillingInterval interval, int index) => FirstStart.AddMonths(interval == BillingInterval.Month ? index : index * 12);
}
