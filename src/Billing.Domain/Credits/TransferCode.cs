namespace Billing.Domain.Credits;

/// <summary>What usage is paid with credits.</summary>
public enum UsageCharge
{
    /// <summary>Tokens of an AI feature.</summary>
    Ai,

    /// <summary>Billing sessions beyond the plan's included ones.</summary>
    Overage,
}

/// <summary>Where the money of loaded credits came from.</summary>
public enum FundsSource
{
    /// <summary>A top-up order, by whatever payment method, once its money is there.</summary>
    TopUp,

    /// <summary>A wire that brought more than its order asked for, or came after the order had ended.</summary>
    WireSurplus,
}

/// <summary>Why a transfer happened. The codes are stored and shown as <c>kind</c>: they are never renamed.</summary>
public static class TransferCode
{
    public const string Grant = "credits.grant";
    public const string TopUp = "credits.top-up";
    public const string WireSurplus = "credits.wire-surplus";
    public const string WireReversed = "credits.wire-reversed";
    public const string Expired = "credits.expired";
    public const string Ai = "usage.ai";
    public const string Overage = "usage.overage";
    public const string Correction = "usage.correction";

    internal static (string Code, string Contra) Of(UsageCharge charge) => charge switch
    {
        UsageCharge.Ai => (Ai, LedgerAccount.AiRevenue),
        UsageCharge.Overage => (Overage, LedgerAccount.OverageRevenue),
        _ => throw new ArgumentOutOfRangeException(nameof(charge)),
    };

    internal static (string Code, string Contra) Of(FundsSource source) => source switch
    {
        FundsSource.TopUp => (TopUp, LedgerAccount.TopUpFunds),
        FundsSource.WireSurplus => (WireSurplus, LedgerAccount.WireFunds),
        _ => throw new ArgumentOutOfRangeException(nameof(source)),
    };
}
