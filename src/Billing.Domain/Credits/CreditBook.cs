using System.Text.Json.Serialization;

namespace Billing.Domain.Credits;

/// <summary>
/// The credits of one account: what its ledger amounts to, its open holds, and its automatic top-up. Balances are caches: <see cref="Rebuild"/> makes them
/// anew.
/// While there is a debt (<see cref="Paid"/> below zero) there are no free credits: usage takes them first, and a grant pays the debt first.
/// </summary>
public sealed record CreditBook
{
    /// <summary>So that the transfers of a decision always fit into one commit: each takes from every grant at most once.</summary>
    public const int MaxGrants = 64;

    public const int MaxOpenHolds = 1000;

    public static CreditBook Empty { get; } = new() { NextSequence = 1 };

    /// <summary>Of the next transfer, from 1; 0 where the balances were thrown away and are to be rebuilt.</summary>
    public long NextSequence { get; init; }

    [JsonIgnore]
    public bool AreLost => NextSequence == 0;

    /// <summary>Paid credits; below zero is a debt, left by usage that cost more than there was.</summary>
    public Micros Paid { get; init; }

    /// <summary>Free credits in their order of use: the soonest to expire first, never-expiring ones last, then the oldest. None is empty.</summary>
    public IReadOnlyList<CreditGrant> Grants { get; init => field = value ?? []; } = [];

    /// <summary>Open and perhaps expired holds, oldest first; an expired one counts no more and is dropped by the next change of the holds.</summary>
    public IReadOnlyList<OpenHold> Holds { get; init => field = value ?? []; } = [];

    public AutoTopUp AutoTopUp { get; init => field = value ?? AutoTopUp.Off; } = AutoTopUp.Off;

    /// <summary>All free credits that are posted, also those whose expiry is due but not yet posted.</summary>
    public Micros Free => Grants.Aggregate(Micros.Zero, (sum, grant) => sum + grant.Remaining);

    /// <summary>The ledger's balance: the sum of all its entries.</summary>
    public Micros Total => Free + Paid;

    /// <summary>When <see cref="CreditPostings.Expire"/> next has something to post; null if never.</summary>
    public DateTimeOffset? NextExpiry => Grants.Count > 0 ? Grants[0].ExpiresAt : null;

    /// <summary>The balances that these transfers amount to, without holds and settings, which are not part of the ledger.</summary>
    /// <param name="transfers">All of them, in the order of their sequence.</param>
    /// <exception cref="InvalidOperationException">The ledger is broken: a gap, an overdrawn grant, a balance that does not add up.</exception>
    public static CreditBook Rebuild(IEnumerable<Transfer> transfers) => transfers.Aggregate(Empty, (book, transfer) => book.Apply(transfer));

    /// <summary>The one place where a transfer changes balances; decisions and <see cref="Rebuild"/> share it.</summary>
    internal CreditBook Apply(Transfer transfer)
    {
        Require(transfer.Sequence == NextSequence, transfer, $"the ledger goes on with {NextSequence}");
        Require(transfer.Amount.IsPositive, transfer, "the amount is not positive");
        var touchesCredits = LedgerAccount.IsCredits(transfer.Debit) != LedgerAccount.IsCredits(transfer.Credit);
        Require(touchesCredits, transfer, "exactly one side must be the customer's credits");

        var book = (this with { NextSequence = NextSequence + 1 })
            .Move(transfer.Debit, -transfer.Amount, transfer)
            .Move(transfer.Credit, transfer.Amount, transfer);
        Require(book.Total == transfer.BalanceAfter, transfer, $"the balance is {book.Total}");
        return book;
    }

    private CreditBook Move(string account, Micros micros, Transfer transfer) =>
        account == LedgerAccount.Paid ? this with { Paid = Paid + micros }
        : LedgerAccount.IsFree(account) ? this with { Grants = MoveGrant(LedgerAccount.GrantOf(account), micros, transfer) }
        : this;

    private List<CreditGrant> MoveGrant(long sequence, Micros micros, Transfer transfer)
    {
        var grant = Grants.FirstOrDefault(g => g.Sequence == sequence) ?? new CreditGrant(sequence, Micros.Zero, transfer.GrantExpiresAt);
        var moved = grant with { Remaining = grant.Remaining + micros };
        Require(!moved.Remaining.IsNegative, transfer, "the grant is overdrawn");
        return [.. Grants.Where(g => g.Sequence != sequence).Concat(moved.Remaining.IsZero ? [] : [moved])
            .OrderBy(g => g.ExpiresAt ?? DateTimeOffset.MaxValue).ThenBy(g => g.Sequence)];
    }

    private static void Require(bool holds, Transfer transfer, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Transfer {transfer.Sequence} ({transfer.Id}): {otherwise}.");
        }
    }
}

/// <summary>What is left of a grant of free credits.</summary>
/// <param name="Sequence">Of the transfer that issued it; the lower, the older.</param>
/// <param name="ExpiresAt">The first instant at which it can no longer be used; null where it never expires.</param>
public sealed record CreditGrant(long Sequence, Micros Remaining, DateTimeOffset? ExpiresAt)
{
    public bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;
}
