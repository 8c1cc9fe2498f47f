namespace Billing.Domain.Credits;

/// <summary>What a change of the credits has to tell or to begin; each is a crossing, so that a commit tells it once and the next one not again.</summary>
public enum CreditFact
{
    /// <summary>The total fell to the alert's threshold, but is not used up.</summary>
    LowBalance,

    /// <summary>The last free credits are used or expired.</summary>
    FreeExhausted,

    /// <summary>The total fell to zero or below: AI pauses.</summary>
    Exhausted,

    /// <summary>The total rose above zero: AI resumes.</summary>
    Resumed,

    /// <summary>The total fell, is below the automatic top-up's threshold, and none is under way: start one.</summary>
    AutoTopUpDue,
}

/// <summary>What one or several postings on a book come to; to be committed as a whole.</summary>
/// <param name="Before">The book that was loaded.</param>
/// <param name="Book">The book to store.</param>
/// <param name="Transfers">To append to the ledger, in this order.</param>
public sealed record CreditChange(CreditBook Before, CreditBook Book, IReadOnlyList<Transfer> Transfers)
{
    public static CreditChange None(CreditBook book) => new(book, book, []);

    /// <summary>A further decision in the same commit, made on the book as this one leaves it.</summary>
    public CreditChange Then(Func<CreditBook, CreditChange> next)
    {
        var change = next(Book);
        return new(Before, change.Book, [.. Transfers, .. change.Transfers]);
    }

    /// <summary>The crossings between the book loaded and the book to store: ask once, for the whole commit.</summary>
    public IReadOnlyList<CreditFact> Facts(Micros lowBalanceAt)
    {
        var (before, after) = (Before.Total, Book.Total);
        var facts = new List<CreditFact>();
        if (Before.Free.IsPositive && Book.Free.IsZero)
        {
            facts.Add(CreditFact.FreeExhausted);
        }

        if (before.IsPositive && !after.IsPositive)
        {
            facts.Add(CreditFact.Exhausted);
        }
        else if (before > lowBalanceAt && after <= lowBalanceAt)
        {
            facts.Add(CreditFact.LowBalance);
        }

        if (!before.IsPositive && after.IsPositive)
        {
            facts.Add(CreditFact.Resumed);
        }

        if (after < before && Book.AutoTopUp.IsDue(after))
        {
            facts.Add(CreditFact.AutoTopUpDue);
        }

        return facts;
    }

    internal CreditChange Post(string code, string debit, string credit, Micros amount, Posting posting, DateTimeOffset? grantExpiresAt = null)
    {
        var balance = Book.Total + (LedgerAccount.IsCredits(credit) ? amount : -amount);
        var transfer = new Transfer(
            Book.NextSequence, posting.NewEntryId(), posting.At, code, debit, credit, amount, posting.Reference, posting.Description, balance, grantExpiresAt);
        return new(Before, Book.Apply(transfer), [.. Transfers, transfer]);
    }
}
