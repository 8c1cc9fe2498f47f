namespace Billing.Domain.Payments;

/// <summary>What payment methods take at least, about half a dollar (docs.stripe.com/currencies, minimum charge amounts).</summary>
public static class SmallestCharge
{
    /// <summary>In minor units, where it is not 50.</summary>
    private static readonly Dictionary<string, long> Minor = new(StringComparer.Ordinal)
    {
        ["CNY"] = 400, ["CZK"] = 15_00, ["DKK"] = 2_50, ["GBP"] = 30, ["HKD"] = 4_00, ["HUF"] = 175_00, ["ILS"] = 2_00, ["KRW"] = 700, ["KWD"] = 150,
        ["MXN"] = 10_00, ["NOK"] = 3_00, ["PLN"] = 2_00, ["SEK"] = 3_00, ["THB"] = 10_00, ["TRY"] = 20_00, ["TWD"] = 16_00, ["ZAR"] = 9_00,
    };

    public static Money In(Currency currency) => new(Minor.GetValueOrDefault(currency.Code, 50), currency);
}
