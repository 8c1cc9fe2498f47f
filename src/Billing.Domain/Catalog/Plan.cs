namespace Billing.Domain.Catalog;

/// <summary>A usage plan.</summary>
/// <param name="Prices">Null where the price stands in a contract.</param>
/// <param name="OveragePrice">What one billing session beyond the included ones debits; null by contract.</param>
/// <param name="Channels">In the catalog's order, none twice.</param>
public sealed record Plan(
    string Id,
    string Name,
    string Description,
    IntervalPrices? Prices,
    PlanVolumes Included,
    Micros? OveragePrice,
    IReadOnlyList<string> Channels)
{
    public bool IsByContract => Prices is null;
}

/// <summary>What a plan includes; null stands for "by contract".</summary>
/// <param name="BillingSessions">A month.</param>
/// <param name="Conversations">A month, before an upgrade is advised; null where none ever is.</param>
/// <param name="SearchIngestionBytes">Stored at any time, as sold.</param>
/// <param name="SearchAllowancePercent">How far above that ingestion may go before it is refused.</param>
public sealed record PlanVolumes(long? BillingSessions, long? Conversations, int? TeamSeats, long SearchIngestionBytes, int SearchAllowancePercent)
{
    /// <summary>A petabyte: far above what is sold, far below what overflows.</summary>
    public const long MaxSearchBytes = 1_000_000_000_000_000;

    /// <summary>The most bytes that can be stored: as sold and the allowance, rounded down.</summary>
    public long SearchLimitBytes => SearchIngestionBytes + (long)((Int128)SearchIngestionBytes * SearchAllowancePercent / 100);
}

/// <summary>The price of one unit for a whole period.</summary>
public sealed record IntervalPrices(Money Month, Money Year)
{
    public Money For(BillingInterval interval) => interval == BillingInterval.Month ? Month : Year;
}

/// <summary>An add-on or a support plan: something held once, for a price.</summary>
public sealed record Extra(string Id, string Name, IntervalPrices Prices);
