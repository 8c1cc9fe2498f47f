namespace Billing.Domain.Credits;

/// <summary>Credits set aside for one AI call that is under way.</summary>
/// <param name="HoldId">The caller's name for it.</param>
/// <param name="ExpiresAt">The first instant at which it holds nothing any more.</param>
public sealed record OpenHold(string HoldId, Micros Micros, DateTimeOffset ExpiresAt)
{
    public bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;
}

/// <summary>A hold that stands.</summary>
/// <param name="Hold">As it was first taken.</param>
/// <param name="Available">What is left for further holds.</param>
/// <param name="IsNew">False where the same hold was open already, and nothing changed.</param>
public sealed record HoldDecision(CreditBook Book, OpenHold Hold, Micros Available, bool IsNew);

/// <summary>
/// Reserve, then settle or release. A hold is refused where it would take more than is available, so that parallel calls cannot overspend; usage that has
/// happened is never refused, even where it cost more than its hold.
/// </summary>
public static class CreditHolds
{
    /// <summary>A hold outlives the longest call, not the caller's crash.</summary>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(1);

    /// <returns>
    /// The hold; or <c>credits-exhausted</c>, <c>hold-conflict</c> (open under this id with other micros), <c>hold-limit-reached</c> beyond
    /// <see cref="CreditBook.MaxOpenHolds"/>, <c>validation-failed</c>.
    /// </returns>
    public static Result<HoldDecision> Hold(this CreditBook book, string holdId, Micros micros, TimeSpan lifetime, DateTimeOffset now)
    {
        if (!micros.IsPositive)
        {
            return BillingError.Invalid("/micros", "A hold is at least 1 micro.");
        }

        if (lifetime <= TimeSpan.Zero || lifetime > MaxLifetime)
        {
            return BillingError.Invalid("/expiresInSeconds", $"A hold lasts 1 to {MaxLifetime.Ticks / TimeSpan.TicksPerSecond} seconds.");
        }

        OpenHold[] open = [.. book.Holds.Where(hold => !hold.IsExpired(now))];
        var available = CreditView.Of(book, now, Micros.Zero).Available;
        if (Array.Find(open, hold => hold.HoldId == holdId) is { } existing)
        {
            return existing.Micros == micros
                ? new HoldDecision(book, existing, available, IsNew: false)
                : new BillingError("hold-conflict", $"The hold is already open with {existing.Micros}.", "/micros");
        }

        if (micros > available)
        {
            return new BillingError("credits-exhausted", $"{available} are available, {micros} were asked for.");
        }

        if (open.Length >= CreditBook.MaxOpenHolds)
        {
            return new BillingError("hold-limit-reached", $"The account has {CreditBook.MaxOpenHolds} open holds; settle or release some.");
        }

        var taken = new OpenHold(holdId, micros, now + lifetime);
        return new HoldDecision(book with { Holds = [.. open, taken] }, taken, available - micros, IsNew: true);
    }

    /// <summary>Frees the hold; the same book where there is none of this id.</summary>
    public static CreditBook Release(this CreditBook book, string holdId) => book.Close([holdId]);

    /// <summary>
    /// Takes the true cost in full, above the hold too, and frees what the holds held. A hold that is unknown or expired changes nothing about the cost.
    /// </summary>
    /// <param name="holdIds">The holds that the settled usage named; may be empty.</param>
    public static CreditChange Settle(this CreditBook book, IReadOnlyCollection<string> holdIds, Micros trueCost, UsageCharge charge, Posting posting)
    {
        var debited = book.Debit(trueCost, charge, posting);
        return debited with { Book = debited.Book.Close(holdIds) };
    }

    private static CreditBook Close(this CreditBook book, IReadOnlyCollection<string> holdIds)
    {
        if (holdIds.Count == 0 || book.Holds.Count == 0)
        {
            return book;
        }

        var closing = holdIds.ToHashSet(StringComparer.Ordinal);
        OpenHold[] left = [.. book.Holds.Where(hold => !closing.Contains(hold.HoldId))];
        return left.Length == book.Holds.Count ? book : book with { Holds = left };
    }
}
