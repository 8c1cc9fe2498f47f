namespace Billing.Domain.Subscriptions;

/// <param name="Item">Key of the item, or <see cref="Bill.CreditItem"/>.</param>
public sealed record QuoteLine(string Item, string Description, Money Amount);

/// <summary>What an order or a renewal costs. The lines sum to the total, always.</summary>
/// <param name="Total">Below zero where more is given back than charged.</param>
/// <param name="CreditBalance">The account's credit once the bill is settled: a negative total has gone there, what was used has left.</param>
public sealed record Bill(IReadOnlyList<QuoteLine> Lines, Money Total, Money CreditBalance)
{
    public const string CreditItem = "account-credit";

    /// <summary>What is to be paid: the total, or nothing.</summary>
    public Money Payable => Money.Max(Total, Money.Zero(Total.Currency));

    /// <param name="credit">The account's credit before; zero or more. It pays as much of the lines as it can, on a line of its own.</param>
    public static Bill Of(IReadOnlyList<QuoteLine> lines, Money credit)
    {
        var sum = lines.Aggregate(Money.Zero(credit.Currency), (total, line) => total + line.Amount);
        if (!sum.IsPositive)
        {
            return new Bill(lines, sum, credit - sum);
        }

        var used = Money.Min(sum, credit);
        return new Bill(used.IsZero ? lines : [.. lines, new QuoteLine(CreditItem, "Account credit", -used)], sum - used, credit - used);
    }
}
