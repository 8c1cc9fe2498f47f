namespace Billing.Domain.Taxes;

/// <summary>The countries that have several kinds of numbers, or letters in them.</summary>
internal static partial class VatCheckDigits
{
    private static bool Bulgaria(ReadOnlySpan<char> n)
    {
        if (Digits(n, 9))
        {
            var check = Sum(n, 1, 2, 3, 4, 5, 6, 7, 8) % 11;
            return Ends(n, check < 10 ? check : Sum(n, 3, 4, 5, 6, 7, 8, 9, 10) % 11 % 10);
        }

        // A citizen, by date of birth, with 20 or 40 added to the month for the century; a foreigner; any other person.
        return Digits(n, 10)
            && ((Number(n[2..4]) % 20 is >= 1 and <= 12 && Number(n[4..6]) is >= 1 and <= 31 && Ends(n, Sum(n, 2, 4, 8, 5, 10, 9, 7, 3, 6) % 11 % 10))
                || Ends(n, Sum(n, 21, 19, 17, 13, 11, 9, 7, 3, 1) % 10)
                || Ends(n, (11 - (Sum(n, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11)) % 11));
    }

    private static bool Cyprus(ReadOnlySpan<char> n)
    {
        if (n.Length != 9 || !Digits(n[..8], 8) || n.StartsWith("12"))
        {
            return false;
        }

        ReadOnlySpan<int> odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
        var sum = 0;
        for (var i = 0; i < 8; i++)
        {
            sum += i % 2 == 0 ? odd[Digit(n[i])] : Digit(n[i]);
        }

        return n[8] == 'A' + (sum % 26);
    }

    private static bool Czechia(ReadOnlySpan<char> n)
    {
        if (Digits(n, 8))
        {
            var check = (11 - (Sum(n, 8, 7, 6, 5, 4, 3, 2) % 11)) % 11;
            return n[0] != '9' && Ends(n, check == 0 ? 1 : check % 10);
        }

        if (Digits(n, 9))
        {
            // Birth numbers of those born before 1954 have no check digit; 6 begins the special numbers.
            var (year, month, day) = (Number(n[..2]), Number(n[2..4]) % 50, Number(n[4..6]));
            return n[0] == '6'
                ? Ends(n, (8 + (Sum(n[1..], 8, 7, 6, 5, 4, 3, 2) % 11)) % 10)
                : year <= 53 && month is >= 1 and <= 12 && day is >= 1 and <= 31;
        }

        return Digits(n, 10) && (Number(n) % 11 == 0 || (Number(n[..9]) % 11 == 10 && Ends(n, 0)));
    }

    private static bool Spain(ReadOnlySpan<char> n)
    {
        const string personal = "TRWAGMYFPDXBNJZSQVHLCKE";
        const string legal = "JABCDEFGHI";
        if (n.Length != 9 || !Digits(n[1..8], 7))
        {
            return false;
        }

        var (first, last) = (n[0], n[8]);
        var person = first switch { >= '0' and <= '9' => Digit(first), 'X' or 'K' or 'L' or 'M' => 0, 'Y' => 1, 'Z' => 2, _ => -1 };
        if (person >= 0)
        {
            return last == personal[(int)(((person * 10_000_000) + Number(n[1..8])) % 23)];
        }

        var check = (10 - (LuhnSum(n[1..8], doubled: 0) % 10)) % 10;
        return "ABCDEFGHJNPQRSUVW".Contains(first, StringComparison.Ordinal)
            && ((last == legal[check] && !"ABEH".Contains(first, StringComparison.Ordinal))
                || (last == '0' + check && !"NPQRSW".Contains(first, StringComparison.Ordinal)));
    }

    /// <summary>A key of two characters before the SIREN.</summary>
    private static bool France(ReadOnlySpan<char> n)
    {
        const string alphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
        if (n.Length != 11 || !Digits(n[2..], 9))
        {
            return false;
        }

        var siren = Number(n[2..]);
        var (first, second) = (alphabet.IndexOf(n[0], StringComparison.Ordinal), alphabet.IndexOf(n[1], StringComparison.Ordinal));

        // Numbers of Monaco begin with 000 and are no SIREN.
        if (first < 0 || second < 0 || (siren >= 1_000_000 && !Luhn(n[2..])))
        {
            return false;
        }

        if (first < 10 && second < 10)
        {
            return ((siren * 100) + 12) % 97 == (first * 10) + second;
        }

        var key = first < 10 ? (first * 24) + second - 10 : (first * 34) + second - 100;
        return (siren + 1 + (key / 11)) % 11 == key % 11;
    }

    private static bool Ireland(ReadOnlySpan<char> n)
    {
        const string alphabet = "WABCDEFGHIJKLMNOPQRSTUV";
        if (n.Length == 8 && n[1] is (>= 'A' and <= 'Z') or '+' or '*')
        {
            return Digits($"0{n[2..7]}{n[0]}", 7) && n[7] == alphabet[Sum($"0{n[2..7]}{n[0]}", 8, 7, 6, 5, 4, 3, 2) % 23];
        }

        if (n.Length is not (8 or 9) || !Digits(n[..7], 7))
        {
            return false;
        }

        var more = n.Length == 8 ? 0 : n[8] switch { >= 'A' and <= 'I' => n[8] - 'A' + 1, 'W' => 0, _ => -1 };
        return more >= 0 && n[7] == alphabet[(Sum(n, 8, 7, 6, 5, 4, 3, 2) + (more * 9)) % 23];
    }

    private static bool Lithuania(ReadOnlySpan<char> n)
    {
        if (!(Digits(n, 9) && n[7] == '1') && !(Digits(n, 12) && n[10] == '1'))
        {
            return false;
        }

        var (first, second) = (0, 0);
        for (var i = 0; i < n.Length - 1; i++)
        {
            first += Digit(n[i]) * (1 + (i % 9));
            second += Digit(n[i]) * (1 + ((i + 2) % 9));
        }

        return Ends(n, first % 11 < 10 ? first % 11 : second % 11 % 10);
    }

    private static bool Latvia(ReadOnlySpan<char> n) => Digits(n, 11)
        && (n[0] > '3'
            ? Sum(n, 9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1) % 11 == 3
            : Ends(n, (1 + Sum(n, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9)) % 11 % 10));

    /// <summary>The number of a legal person, or since 2020 any with ISO 7064 MOD 97,10 over its whole text.</summary>
    private static bool Netherlands(ReadOnlySpan<char> n)
    {
        if (n.Length != 12 || n[9] != 'B' || !Digits(n[..9], 9) || !Digits(n[10..], 2) || Number(n[..9]) == 0 || Number(n[10..]) == 0)
        {
            return false;
        }

        const int letters = 2321; // N is 23, L is 21, B is 11
        var whole = ((((Int128)letters * 1_000_000_000) + Number(n[..9])) * 10_000) + 1100 + Number(n[10..]);
        return Ends(n[..9], Sum(n, 9, 8, 7, 6, 5, 4, 3, 2) % 11) || whole % 97 == 1;
    }

    private static bool Romania(ReadOnlySpan<char> n)
    {
        if (Digits(n, 13))
        {
            var check = Sum(n, 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11;
            return Ends(n, check == 10 ? 1 : check);
        }

        return n.Length is >= 2 and <= 10 && Digits(n, n.Length) && n[0] != '0'
            && Ends(n, Sum($"{Number(n):D10}", 7, 5, 3, 2, 1, 7, 5, 3, 2) * 10 % 11 % 10);
    }

    private static bool NorthernIreland(ReadOnlySpan<char> n)
    {
        if (n.Length == 5 && Digits(n[2..], 3))
        {
            return (n.StartsWith("GD") && Number(n[2..]) < 500) || (n.StartsWith("HA") && Number(n[2..]) >= 500);
        }

        if (!Digits(n, 9) && !Digits(n, 12))
        {
            return false;
        }

        var sum = Sum(n, 8, 7, 6, 5, 4, 3, 2) + Number(n[7..9]);
        return sum % 97 == 0 || (sum + 55) % 97 == 0;
    }
}
