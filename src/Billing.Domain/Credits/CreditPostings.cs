namespace Billing.Domain.Credits;

/// <summary>
/// The decisions that move credits. Each first posts what has expired by its instant, so that nothing expired is ever used, and each leaves the ledger
/// balanced.
/// </summary>
public static class CreditPostings
{
    /// <summary>A billion currency units: far above any grant, far below what a balance of many grants could overflow.</summary>
    public static readonly Micros MaxGrant = new(1_000_000_000_000_000);

    /// <summary>Issues free credits. A debt is paid first: that part goes to <see cref="LedgerAccount.Paid"/>, only the rest is a grant.</summary>
    /// <param name="expiresAt">The first instant at which the credits can no longer be used; null where they never expire.</param>
    /// <returns>The change, or <c>validation-failed</c>, or <c>grant-limit-reached</c> beyond <see cref="CreditBook.MaxGrants"/> unused grants.</returns>
    public static Result<CreditChange> Grant(this CreditBook book, Micros micros, DateTimeOffset? expiresAt, Posting posting)
    {
        if (!micros.IsPositive || micros > MaxGrant)
        {
            return BillingError.Invalid("/micros", $"A grant is 1 to {MaxGrant.Value} micros.");
        }

        if (expiresAt <= posting.At)
        {
            return BillingError.Invalid("/expiresAt", "A grant must expire in the future, or never (null).");
        }

        var change = book.Expire(posting);
        var debt = Micros.Min(micros, Micros.Max(-change.Book.Paid, Micros.Zero));
        var rest = micros - debt;
        if (rest.IsPositive && change.Book.Grants.Count >= CreditBook.MaxGrants)
        {
            return new BillingError("grant-limit-reached", $"The account has {CreditBook.MaxGrants} unused grants of free credits; one must be used up first.");
        }

        if (debt.IsPositive)
        {
            change = change.Post(TransferCode.Grant, LedgerAccount.IssuedFree, LedgerAccount.Paid, debt, posting);
        }

        return rest.IsPositive
            ? change.Post(TransferCode.Grant, LedgerAccount.IssuedFree, LedgerAccount.Free(change.Book.NextSequence), rest, posting, expiresAt)
            : change;
    }

    /// <summary>Loads paid credits; a debt is thereby paid first. They never expire.</summary>
    /// <param name="micros">Greater than zero; the bounds of a top-up are the order's to check.</param>
    public static CreditChange Load(this CreditBook book, Micros micros, FundsSource source, Posting posting)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(micros.Value);
        var (code, funds) = TransferCode.Of(source);
        return book.Expire(posting).Post(code, funds, LedgerAccount.Paid, micros, posting);
    }

    /// <summary>
    /// Takes the cost of usage that has happened, in full: free credits in their order of use, then paid ones, then as a debt. One transfer a bucket touched;
    /// none where the cost is zero.
    /// </summary>
    public static CreditChange Debit(this CreditBook book, Micros cost, UsageCharge charge, Posting posting)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cost.Value);
        var (code, revenue) = TransferCode.Of(charge);
        var change = book.Expire(posting);
        var left = cost;
        foreach (var grant in change.Book.Grants)
        {
            if (left.IsZero)
            {
                break;
            }

            var part = Micros.Min(left, grant.Remaining);
            change = change.Post(code, LedgerAccount.Free(grant.Sequence), revenue, part, posting);
            left -= part;
        }

        return left.IsPositive ? change.Post(code, LedgerAccount.Paid, revenue, left, posting) : change;
    }

    /// <summary>
    /// Reverses what a debit took too much. It goes to the paid credits whatever bucket it came from: the grant may be gone by now, and no customer loses by
    /// our correction.
    /// </summary>
    /// <param name="micros">Greater than zero.</param>
    public static CreditChange GiveBack(this CreditBook book, Micros micros, UsageCharge charge, Posting posting)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(micros.Value);
        return book.Expire(posting).Post(TransferCode.Correction, TransferCode.Of(charge).Contra, LedgerAccount.Paid, micros, posting);
    }

    /// <summary>Takes paid credits back whose money a bank has taken back.</summary>
    /// <param name="micros">Greater than zero, at most the paid credits: what was spent stays spent.</param>
    public static CreditChange TakeBack(this CreditBook book, Micros micros, Posting posting)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(micros.Value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(micros.Value, book.Paid.Value);
        return book.Expire(posting).Post(TransferCode.WireReversed, LedgerAccount.Paid, LedgerAccount.WireFunds, micros, posting);
    }

    /// <summary>Posts the breakage of grants that have expired by the posting's instant; nothing where none has.</summary>
    public static CreditChange Expire(this CreditBook book, Posting posting)
    {
        var change = CreditChange.None(book);
        foreach (var grant in book.Grants.Where(grant => grant.IsExpired(posting.At)))
        {
            var account = LedgerAccount.Free(grant.Sequence);
            var expiry = posting with { Reference = account, Description = "Free credits expired" };
            change = change.Post(TransferCode.Expired, account, LedgerAccount.Breakage, grant.Remaining, expiry);
        }

        return change;
    }
}
