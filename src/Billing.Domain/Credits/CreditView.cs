namespace Billing.Domain.Credits;

/// <summary>The credits as they are at one instant: expired grants and expired holds count no more, whether or not anything was posted since.</summary>
/// <param name="Paid">Below zero where there is a debt.</param>
/// <param name="Total">Free and paid.</param>
/// <param name="Held">Open holds.</param>
/// <param name="Available">Total without what is held; below zero where usage outran its holds.</param>
/// <param name="LowBalance">The total is at the alert's threshold or below.</param>
public sealed record CreditView(Micros Free, Micros Paid, Micros Total, Micros Held, Micros Available, bool LowBalance)
{
    /// <summary>AI features rest while there is nothing left; everything else of the platform stays open (contract, section 5).</summary>
    public bool AiPaused => !Total.IsPositive;

    public static CreditView Of(CreditBook book, DateTimeOffset now, Micros lowBalanceAt)
    {
        var free = Micros.Zero;
        foreach (var grant in book.Grants)
        {
            free += grant.IsExpired(now) ? Micros.Zero : grant.Remaining;
        }

        var held = Micros.Zero;
        foreach (var hold in book.Holds)
        {
            held += hold.IsExpired(now) ? Micros.Zero : hold.Micros;
        }

        var total = free + book.Paid;
        return new(free, book.Paid, total, held, total - held, total <= lowBalanceAt);
    }
}
