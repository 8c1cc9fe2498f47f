using Billing.Domain.Credits;

namespace Billing.Domain.Tests.Credits;

/// <summary>Postings with ids that count, from noon on.</summary>
internal sealed class Desk
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private int _ids;

    public Posting At(int minutes) => new(Noon.AddMinutes(minutes), () => $"led_{++_ids}", "ref", "text");

    /// <summary>A book with one never-expiring grant and paid credits; a negative paid amount is a debt.</summary>
    public CreditBook Book(long free, long paid)
    {
        var book = CreditBook.Empty;
        if (paid > 0)
        {
            book = book.Load(new(paid), FundsSource.TopUp, At(0)).Book;
        }

        if (paid < 0)
        {
            book = book.Debit(new(-paid), UsageCharge.Ai, At(0)).Book;
        }

        return free > 0 ? book.Grant(new(free), null, At(0)).Value.Book : book;
    }
}
