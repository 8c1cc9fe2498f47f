using System.Text.Json.Serialization;

namespace Billing.Domain;

/// <summary>An amount in integer minor units (cents of USD) of one currency. May be negative: a credit.</summary>
/// <remarks>Arithmetic between currencies throws <see cref="InvalidOperationException"/>: it is a bug, never input. Overflow throws.</remarks>
[JsonConverter(typeof(MoneyJson))]
public readonly record struct Money(long Minor, Currency Currency)
{
    public static Money Zero(Currency currency) => new(0, currency);

    public bool IsZero => Minor == 0;

    public bool IsNegative => Minor < 0;

    public bool IsPositive => Minor > 0;

    public static Money operator +(Money left, Money right) => new(left.Minor + Same(left, right).Minor, left.Currency);

    public static Money operator -(Money left, Money right) => new(left.Minor - Same(left, right).Minor, left.Currency);

    public static Money operator -(Money value) => new(-value.Minor, value.Currency);

    public static Money operator *(Money value, long factor) => new(value.Minor * factor, value.Currency);

    public static Money Min(Money left, Money right) => left.Minor <= Same(left, right).Minor ? left : right;

    public static Money Max(Money left, Money right) => left.Minor >= Same(left, right).Minor ? left : right;

    /// <summary>
    /// This amount × <paramref name="numerator"/> / <paramref name="denominator"/>, multiplied exactly and rounded once, half away from zero.
    /// </summary>
    public Money Share(long numerator, long denominator) => new(Rounding.HalfAwayFromZero((Int128)Minor * numerator, denominator), Currency);

    /// <summary>The same value in micros of the currency unit: 1.00 USD is 1,000,000.</summary>
    public Micros ToMicros() => new(Minor * Scale(6 - Currency.Decimals));

    /// <summary>The value in minor units, rounded half away from zero.</summary>
    public static Money FromMicros(Micros micros, Currency currency) => new(Rounding.HalfAwayFromZero(micros.Value, Scale(6 - currency.Decimals)), currency);

    /// <summary>Splits into parts in proportion to the weights; the parts sum to the whole (largest remainder, ties to the earlier part).</summary>
    public IReadOnlyList<Money> Split(IReadOnlyList<long> weights)
    {
        var currency = Currency;
        return [.. Rounding.LargestRemainder(Minor, weights).Select(part => new Money(part, currency))];
    }

    /// <summary>Decimal digits and code, for logs and line texts: <c>12.50 USD</c>.</summary>
    public override string ToString() => $"{Digits()} {Currency.Code}";

    /// <summary>Decimal digits alone, with a point: <c>-12.50</c>.</summary>
    public string Digits()
    {
        var scale = Scale(Currency.Decimals);
        var whole = Int128.Abs(Minor);
        var sign = Minor < 0 ? "-" : "";
        return Currency.Decimals == 0 ? $"{sign}{whole}" : $"{sign}{whole / scale}.{(whole % scale).ToString().PadLeft(Currency.Decimals, '0')}";
    }

    private static long Scale(int digits)
    {
        var scale = 1L;
        for (var i = 0; i < digits; i++)
        {
            scale *= 10;
        }

        return scale;
    }

    private static Money Same(Money left, Money right) =>
        left.Currency == right.Currency ? right : throw new InvalidOperationException($"Cannot combine {left.Currency} with {right.Currency}.");
}
