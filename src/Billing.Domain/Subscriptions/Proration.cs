using Billing.Domain.Taxes;

namespace Billing.Domain.Subscriptions;

/// <summary>An item that the running period was charged for.</summary>
/// <param name="Price">Of a whole period, as it was when it was charged; a later price of the catalog changes nothing about it.</param>
/// <param name="Charged">What was charged for it and not given back, without tax: the most that a credit can be.</param>
/// <param name="Tax">Under which it was charged; null for none.</param>
/// <param name="Name">Of the item alone; null where it is the label.</param>
/// <param name="Invoice">The number of the invoice that charged it; null where none did.</param>
public sealed record HeldCharge(
    string Key, string Label, int Quantity, Money Price, Money Charged, TaxTreatment? Tax = null, string? Name = null, string? Invoice = null);

/// <summary>Lines and the charges that are held once they are paid.</summary>
public sealed record ChargedLines(IReadOnlyList<QuoteLine> Lines, IReadOnlyList<HeldCharge> Charges);

/// <summary>
/// Half-open proration in whole local days: on date D each item that changes gets a credit and a charge for [D, end), each price × days / days in the period,
/// rounded half away from zero on its own line (contract, section 4).
/// </summary>
public static class Proration
{
    /// <summary>Every item in full, for a period that starts.</summary>
    public static ChargedLines Full(IReadOnlyList<BillableItem> items, BillingInterval interval, BillingPeriod period, TaxTreatment? tax)
    {
        var charges = items.Select(item => Held(item, item.Price, tax)).ToList();
        return new ChargedLines(
            [.. charges.Select(charge => Line(charge, InFull(charge, interval, period), charge.Price, period, null))],
            charges);
    }

    /// <summary>What the line of an item says that is charged for a whole period.</summary>
    public static string InFull(HeldCharge charge, BillingInterval interval, BillingPeriod period) =>
        $"{charge.Label}, 1 {(interval == BillingInterval.Month ? "month" : "year")} from {period.Start:yyyy-MM-dd}";

    /// <summary>Changes items within the period; those that stay as they are get no line.</summary>
    public static ChargedLines Change(
        IReadOnlyList<HeldCharge> held, IReadOnlyList<BillableItem> wanted, BillingPeriod period, DateOnly date, TaxTreatment? tax)
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

            var charge = Held(item, Share(item.Price, period, date), tax);
            lines.Add(Line(charge, $"{item.Label}, {Days(period, date)}", charge.Charged, period, date));
            charges.Add(charge);
        }

        return new ChargedLines(lines, charges);
    }

    /// <summary>Gives back the rest of the period for every item, as a new period begins on the date.</summary>
    public static IEnumerable<QuoteLine> CreditAll(IReadOnlyList<HeldCharge> held, BillingPeriod period, DateOnly date) =>
        held.Select(charge => Credit(charge, period, date));

    private static QuoteLine Credit(HeldCharge charge, BillingPeriod period, DateOnly date)
    {
        var amount = -Money.Min(Share(charge.Price, period, date), charge.Charged);
        var line = Line(charge, $"Credit: {charge.Label}, {Days(period, date)}", amount, period, date);
        return line with { Detail = line.Detail! with { Corrects = charge.Invoice } };
    }

    /// <param name="date">From which on the period is charged for or given back; null for all of it.</param>
    private static QuoteLine Line(HeldCharge charge, string description, Money amount, BillingPeriod period, DateOnly? date)
    {
        var days = date is { } from ? period with { Start = from > period.Start ? from : period.Start } : period;
        var detail = new LineDetail(
            charge.Name ?? charge.Label, charge.Quantity, charge.Price.Share(1, charge.Quantity), days, date is { } day ? Days(period, day) : null, charge.Tax);
        return new QuoteLine(charge.Key, description, amount, Detail: detail);
    }

    private static Money Share(Money price, BillingPeriod period, DateOnly date) => price.Share(period.DaysLeft(date), period.Days);

    private static DayShare Days(BillingPeriod period, DateOnly date) => new(period.DaysLeft(date), period.Days);

    private static HeldCharge Held(BillableItem item, Money charged, TaxTreatment? tax) =>
        new(item.Key, item.Label, item.Quantity, item.Price, charged, tax, item.Name == item.Label ? null : item.Name);

    private static bool IsSame(HeldCharge charge, BillableItem item) => charge.Key == item.Key && charge.Quantity == item.Quantity;
}
