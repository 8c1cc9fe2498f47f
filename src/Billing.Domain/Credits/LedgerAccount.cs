namespace Billing.Domain.Credits;

/// <summary>
/// The ledger accounts of one customer. Those that begin with <c>credits.</c> are the customer's credits (a credit raises them); all others are
/// contra accounts, kept per customer too, so that no transfer leaves the account's partition. The names are stored: they are never renamed.
/// </summary>
public static class LedgerAccount
{
    public const string Paid = "credits.paid";
    public const string IssuedFree = "issued.free";
    public const string TopUpFunds = "funds.top-up";
    public const string WireFunds = "funds.wire";
    public const string AiRevenue = "revenue.ai";
    public const string OverageRevenue = "revenue.overage";
    public const string Breakage = "breakage";
    private const string FreePrefix = "credits.free:";

    /// <summary>The account of one grant; a grant is named by the sequence of the transfer that issued it.</summary>
    public static string Free(long grant) => FreePrefix + grant;

    public static bool IsFree(string account) => account.StartsWith(FreePrefix, StringComparison.Ordinal);

    public static bool IsCredits(string account) => account == Paid || IsFree(account);

    /// <summary>The grant of a free account.</summary>
    internal static long GrantOf(string account) => long.Parse(account.AsSpan(FreePrefix.Length));
}
