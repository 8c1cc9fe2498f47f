namespace Billing.Domain.Taxes;

/// <summary>
/// The form and the check digits of VAT identification numbers, as the member states publish them (European Commission, "VIES algorithms").
/// What comes after the prefix is asked for.
/// </summary>
internal static partial class VatCheckDigits
{
    private delegate bool Check(ReadOnlySpan<char> number);

    private static readonly Dictionary<string, Check> Checks = new(StringComparer.Ordinal)
    {
        ["AT"] = n => n[0] == 'U' && Digits(n = n[1..], 8) && Ends(n, (10 - ((LuhnSum(n[..7], doubled: 1) + 4) % 10)) % 10),
        ["BE"] = n => Digits(n = Padded(n, 10), 10) && n[0] is '0' or '1' && Number(n[..8]) > 0 && 97 - (Number(n[..8]) % 97) == Number(n[8..]),
        ["BG"] = Bulgaria,
        ["CY"] = Cyprus,
        ["CZ"] = Czechia,
        ["DE"] = n => Digits(n, 9) && n[0] != '0' && Mod11And10(n),
        ["DK"] = n => Digits(n, 8) && n[0] != '0' && Sum(n, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0,
        ["EE"] = n => Digits(n, 9) && Sum(n, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0,
        ["EL"] = n => Digits(n = Padded(n, 9), 9) && Ends(n, Sum(n, 256, 128, 64, 32, 16, 8, 4, 2) % 11 % 10),
        ["ES"] = Spain,
        ["FI"] = n => Digits(n, 8) && Sum(n, 7, 9, 10, 5, 8, 4, 2, 1) % 11 == 0,
        ["FR"] = France,
        ["HR"] = n => Digits(n, 11) && Mod11And10(n),
        ["HU"] = n => Digits(n, 8) && Sum(n, 9, 7, 3, 1, 9, 7, 3, 1) % 10 == 0,
        ["IE"] = Ireland,
        ["IT"] = n => Digits(n, 11) && Number(n[..7]) > 0 && Number(n[7..10]) is > 0 and <= 100 or 120 or 121 or 888 or 999 && Luhn(n),
        ["LT"] = Lithuania,
        ["LU"] = n => Digits(n, 8) && Number(n[..6]) % 89 == Number(n[6..]),
        ["LV"] = Latvia,
        ["MT"] = n => Digits(n, 8) && n[0] != '0' && Sum(n, 3, 4, 6, 7, 8, 9, 10, 1) % 37 == 0,
        ["NL"] = Netherlands,
        ["PL"] = n => Digits(n, 10) && Ends(n, Sum(n, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11),
        ["PT"] = n => Digits(n, 9) && n[0] != '0' && Ends(n, (11 - (Sum(n, 9, 8, 7, 6, 5, 4, 3, 2) % 11)) % 11 % 10),
        ["RO"] = Romania,
        ["SE"] = n => Digits(n, 12) && Number(n[10..]) is >= 1 and <= 94 && Luhn(n[..10]),
        ["SI"] = n => Digits(n, 8) && n[0] != '0' && Sum(n, 8, 7, 6, 5, 4, 3, 2) % 11 is > 0 and var rest && Ends(n, 11 - rest),
        ["SK"] = n => Digits(n, 10) && n[0] != '0' && n[2] is '2' or '3' or '4' or '7' or '8' or '9' && Number(n) % 11 == 0,
        ["XI"] = NorthernIreland,
    };

    public static bool AreRight(VatId id) => Checks.TryGetValue(id.Prefix, out var check) && check(id.Number);

    private static bool Digits(ReadOnlySpan<char> text, int length) => text.Length == length && !text.ContainsAnyExceptInRange('0', '9');

    private static ReadOnlySpan<char> Padded(ReadOnlySpan<char> text, int length) => text.Length == length - 1 ? $"0{text}" : text;

    private static long Number(ReadOnlySpan<char> digits)
    {
        var number = 0L;
        foreach (var c in digits)
        {
            number = (number * 10) + Digit(c);
        }

        return number;
    }

    private static int Digit(char c) => c - '0';

    private static bool Ends(ReadOnlySpan<char> digits, int check) => Digit(digits[^1]) == check;

    /// <summary>Digits times weights; digits beyond the weights do not count.</summary>
    private static int Sum(ReadOnlySpan<char> digits, params ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += Digit(digits[i]) * weights[i];
        }

        return sum;
    }

    /// <param name="doubled">Every second digit from this one on is doubled, and its digits summed.</param>
    private static int LuhnSum(ReadOnlySpan<char> digits, int doubled)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = Digit(digits[i]) * (i % 2 == doubled ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum;
    }

    private static bool Luhn(ReadOnlySpan<char> digits) => LuhnSum(digits, digits.Length % 2) % 10 == 0;

    /// <summary>ISO 7064, MOD 11,10.</summary>
    private static bool Mod11And10(ReadOnlySpan<char> digits)
    {
        var product = 10;
        foreach (var c in digits[..^1])
        {
            var sum = (product + Digit(c)) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        return Ends(digits, (11 - product) % 10);
    }
}
