namespace Billing.Domain.Credits;

/// <summary>An immutable movement of value between two ledger accounts of one customer, exactly one of them a credits account.</summary>
/// <param name="Sequence">1, 2, 3 … without a gap in the customer's ledger.</param>
/// <param name="Id"><c>led_…</c>, given by the caller of the decision.</param>
/// <param name="Code">One of <see cref="TransferCode"/>.</param>
/// <param name="Amount">Greater than zero.</param>
/// <param name="Reference">What caused it: an order, a usage period, a reason given by an operator.</param>
/// <param name="Description">One line for people.</param>
/// <param name="BalanceAfter">All the customer's credits, free and paid, after this transfer.</param>
/// <param name="GrantExpiresAt">
/// On the transfer that issues an expiring grant, the first instant at which it can no longer be used: what a rebuild needs.
/// </param>
public sealed record Transfer(
    long Sequence,
    string Id,
    DateTimeOffset At,
    string Code,
    string Debit,
    string Credit,
    Micros Amount,
    string Reference,
    string Description,
    Micros BalanceAfter,
    DateTimeOffset? GrantExpiresAt = null)
{
    /// <summary>The customer's side of the transfer.</summary>
    public LedgerEntry ToEntry()
    {
        var loads = LedgerAccount.IsCredits(Credit);
        return new(Id, At, Code, loads ? Amount : -Amount, LedgerAccount.IsFree(loads ? Credit : Debit) ? "free" : "paid", BalanceAfter, Reference);
    }
}

/// <summary>A line of <c>GET …/credits/ledger</c> (contract, section 5); the sum of all lines is the balance.</summary>
/// <param name="Micros">Positive where credits came in.</param>
/// <param name="Bucket"><c>free</c> or <c>paid</c>.</param>
public sealed record LedgerEntry(string EntryId, DateTimeOffset At, string Kind, Micros Micros, string Bucket, Micros BalanceMicros, string Reference);

/// <summary>What every transfer of one decision carries.</summary>
/// <param name="NewEntryId">Makes the next <c>led_…</c>; asked once for each transfer.</param>
public sealed record Posting(DateTimeOffset At, Func<string> NewEntryId, string Reference = "", string Description = "");
