namespace Billing.Domain;

/// <summary>An ISO 4217 currency: three upper-case letters and the number of decimals of its minor unit (USD 2, JPY 0, KWD 3).</summary>
public readonly record struct Currency
{
    private static readonly Dictionary<string, int> Known = new(StringComparer.Ordinal)
    {
        ["AUD"] = 2, ["BRL"] = 2, ["CAD"] = 2, ["CHF"] = 2, ["CNY"] = 2, ["CZK"] = 2, ["DKK"] = 2, ["EUR"] = 2, ["GBP"] = 2, ["HKD"] = 2, ["HUF"] = 2,
        ["ILS"] = 2, ["INR"] = 2, ["JPY"] = 0, ["KRW"] = 0, ["KWD"] = 3, ["MXN"] = 2, ["NOK"] = 2, ["NZD"] = 2, ["PLN"] = 2, ["SEK"] = 2, ["SGD"] = 2,
        ["THB"] = 2, ["TRY"] = 2, ["TWD"] = 2, ["USD"] = 2, ["ZAR"] = 2,
    };

    private Currency(string code, int decimals) => (Code, Decimals) = (code, decimals);

    public string Code { get; }

    /// <summary>Digits after the decimal point of one unit.</summary>
    public int Decimals { get; }

    public static Currency Usd { get; } = new("USD", 2);

    public static bool TryParse(string? code, out Currency currency)
    {
        if (code is not null && Known.TryGetValue(code, out var decimals))
        {
            currency = new Currency(code, decimals);
            return true;
        }

        currency = default;
        return false;
    }

    /// <exception cref="FormatException">The code is not a currency that this product knows.</exception>
    public static Currency Parse(string code) => TryParse(code, out var currency) ? currency : throw new FormatException($"'{code}' is not a known currency.");

    public override string ToString() => Code;
}
