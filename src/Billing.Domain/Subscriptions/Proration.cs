namespace Billing.Domain.Subscriptions;

/// <summary>An item that the running period was charged for.</summary>
/// <param name="Price">Of a whole period, as it was when it was charged; a later price of the catalog changes nothing about it.</param>
/// <param name="Charged">What was charged for it and not given back: the most that a credit can be.</param>
public sealed record HeldCharge(string Key, string Label, int Quantity, Money Price, Money Charged);

/// <summary>Lines and the charges that are held once they are paid.</summary>
public sealed record ChargedLines(IReadOnlyList<QuoteLine> Lines, IReadOnlyList<HeldCharge> Charges);

/// <summary>
/// Half-open proration in whole local days: on date D each item that changes gets a credit and a charge for [D, end), each price × days / days in the period,
/// rounded half away from zero on its own line (contract, section 4).
/// </summary>
public static class Proration
{
    /// <summary>Every item in full, for a period that starts.</summary>
    public static ChargedLines Full(IReadOnlyList<BillableItem> items, BillingInterval interval, BillingPeriod period)
    {
        var span = $"1 {(interval == BillingInterval.Month ? "month" : "year")} from {period.Start:yyyy-MM-dd}";
        return new ChargedLines(
            [.. items.Select(item => new QuoteLine(item.Key, $"{item.Label}, {span}", item.Price))],
            [.. items.Select(item => Held(item, item.Price))]);
    }

    /// <summary>Changes items within the period; those that stay as they are get no line.</summary>
    public static ChargedLines Change(IReadOnlyList<HeldCharge> held, IReadOnlyList<BillableItem> wanted, BillingPeriod period, DateOnly date)
    {
        var stays = held.Where(charge => wanted.Any(item => IsSame(charge, item))).ToDictionary(charge => charge.Key);
        var (lines, charges) = (new List<QuoteLine>(), new List<HeldCharge>());
        lines.AddRange(held.Where(charge => !stays.ContainsKey(charge.Key)).Select(charge => Credit(charge, period, date)));
        foreach (var item in wanted)
        {
            if (stays.TryGetValue(item.Key, out var same))
            {
                charges.Add(same);
                continue;
            }

            var amount = Share(item.Price, period, date);
            lines.Add(new QuoteLine(item.Key, $"{item.Label}, {Days(period, date)}", amount));
            charges.Add(Held(item, amount));
        }

        return new ChargedLines(lines, charges);
    }

    /// <summary>Gives back the rest of the period for every item, as a new period begins on the date.</summary>
    public static IEnumerable<QuoteLine> CreditAll(IReadOnlyList<HeldCharge> held, BillingPeriod period, DateOnly date) =>
        held.Select(charge => Credit(charge, period, date));

    private static QuoteLine Credit(HeldCharge charge, BillingPeriod period, DateOnly date) =>
        new(charge.Key, $"Credit: {charge.Label}, {Days(period, date)}", -Money.Min(Share(charge.Price, period, date), charge.Charged));

    private static Money Share(Money price, BillingPeriod period, DateOnly date) => price.Share(period.DaysLeft(date), period.Days);

    private static string Days(BillingPeriod period, DateOnly date) => $"{period.DaysLeft(date)} of {period.Days} days";

    private static HeldCharge Held(BillableItem item, Money charged) => new(item.Key, item.Label, item.Quantity, item.Price, charged);

    private static bool IsSame(HeldCharge charge, BillableItem item) => charge.Key == item.Key && charge.Quantity == item.Quantity;
}
