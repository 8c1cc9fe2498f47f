namespace Billing.Domain;

/// <summary>Amounts as people read them, the same in invoices and e-mails: <c>$1,234.50</c>, <c>-€0.30</c>, <c>¥1,200</c>, <c>KWD 1.250</c>.</summary>
public static class MoneyText
{
    /// <summary>Signs that an English text can put before an amount without a doubt about the currency; any other currency is named by its code.</summary>
    private static readonly Dictionary<string, string> Symbols = new(StringComparer.Ordinal)
    {
        ["AUD"] = "A$", ["BRL"] = "R$", ["CAD"] = "CA$", ["CNY"] = "CN¥", ["EUR"] = "€", ["GBP"] = "£", ["HKD"] = "HK$", ["ILS"] = "₪", ["INR"] = "₹",
        ["JPY"] = "¥", ["KRW"] = "₩", ["MXN"] = "MX$", ["NZD"] = "NZ$", ["SGD"] = "S$", ["TWD"] = "NT$", ["USD"] = "$",
    };

    /// <summary>Sign, symbol or code, thousands grouped, as many decimals as the currency has. A code is followed by a no-break space.</summary>
    public static string Of(Money money)
    {
        var digits = money.Digits().TrimStart('-');
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? digits.Length : point;
        for (var at = whole - 3; at > 0; at -= 3)
        {
            digits = digits.Insert(at, ",");
        }

        return $"{(money.IsNegative ? "-" : "")}{Symbols.GetValueOrDefault(money.Currency.Code, money.Currency.Code + "\u00A0")}{digits}";
    }
}
