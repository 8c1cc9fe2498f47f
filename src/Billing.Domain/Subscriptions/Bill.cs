using System.Text.Json.Serialization;
using Billing.Domain.Payments;
using Billing.Domain.Taxes;

namespace Billing.Domain.Subscriptions;

/// <summary>What a line is to the sum of its bill.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LineKind>))]
public enum LineKind
{
    /// <summary>Something sold or given back, without tax.</summary>
    [JsonStringEnumMemberName("item")]
    Item,

    /// <summary>The tax of one rate on the items.</summary>
    [JsonStringEnumMemberName("tax")]
    Tax,

    /// <summary>What pays, or puts off, a part of items and tax: the account's credit.</summary>
    [JsonStringEnumMemberName("settlement")]
    Settlement,
}

/// <summary>Which part of a whole period is charged for or given back.</summary>
public readonly record struct DayShare(int Days, int Of)
{
    public override string ToString() => $"{Days} of {Of} days";
}

/// <summary>How the amount of an item came about.</summary>
/// <param name="Name">What the catalog calls it.</param>
/// <param name="UnitPrice">Of one for a whole period.</param>
/// <param name="Period">The days that are charged for or given back.</param>
/// <param name="Proration">Null for a whole period.</param>
/// <param name="Tax">Null where none is collected.</param>
/// <param name="Corrects">Of what is given back: the number of the invoice that charged it, where there was one.</param>
public sealed record LineDetail(
    string Name, int Quantity, Money UnitPrice, BillingPeriod Period, DayShare? Proration, TaxTreatment? Tax, string? Corrects = null);

/// <param name="Item">Key of the item, <see cref="Bill.CreditItem"/>, or <c>tax:</c> and its country.</param>
/// <param name="Detail">Of an item.</param>
public sealed record QuoteLine(string Item, string Description, Money Amount, LineKind Kind = LineKind.Item, LineDetail? Detail = null);

/// <summary>What an order or a renewal costs. The lines sum to the total, always: items, the tax on them, and what settles a part of both.</summary>
/// <param name="Total">Below zero where more is given back than charged.</param>
/// <param name="CreditBalance">
/// The account's credit once the bill is settled: a negative total has gone there, what was used has left. Below zero where a bill too small to be charged
/// waits for the next one.
/// </param>
public sealed record Bill(IReadOnlyList<QuoteLine> Lines, Money Total, Money CreditBalance)
{
    public const string CreditItem = "account-credit";

    /// <summary>What is to be paid: the total, or nothing.</summary>
    public Money Payable => Money.Max(Total, Money.Zero(Total.Currency));

    /// <param name="items">Without tax.</param>
    /// <param name="credit">
    /// The account's credit before. It pays as much of items and tax as it can, on a line of its own; what was carried here is charged on that line. A rest
    /// that is less than what can be charged is carried on.
    /// </param>
    public static Bill Of(IReadOnlyList<QuoteLine> items, Money credit)
    {
        QuoteLine[] lines = [.. items, .. Taxes(items)];
        var sum = lines.Aggregate(Money.Zero(credit.Currency), (total, line) => total + line.Amount);
        if (!sum.IsPositive)
        {
            return new Bill(lines, sum, credit - sum);
        }

        var used = Money.Min(sum, credit);
        var rest = sum - used;
        IReadOnlyList<QuoteLine> settled = used.IsZero ? lines : [.. lines, Settlement(used.IsNegative ? "Carried from before" : "Account credit", -used)];
        return rest.IsPositive && rest.Minor < SmallestCharge.In(credit.Currency).Minor
            ? new Bill([.. settled, Settlement("Carried to the next invoice", -rest)], Money.Zero(credit.Currency), credit - used - rest)
            : new Bill(settled, rest, credit - used);
    }

    private static QuoteLine Settlement(string description, Money amount) => new(CreditItem, description, amount, LineKind.Settlement);

    /// <summary>One line a rate; each is the sum of the tax rounded on each rounded item (contract, section 4).</summary>
    private static IEnumerable<QuoteLine> Taxes(IReadOnlyList<QuoteLine> items) =>
        from item in items
        let tax = item.Detail?.Tax
        where tax is { IsReverseCharge: false }
        group tax.On(item.Amount) by tax into rate
        select new QuoteLine($"tax:{rate.Key.Country}", rate.Key.Label, rate.Aggregate((sum, tax) => sum + tax), LineKind.Tax);
}
