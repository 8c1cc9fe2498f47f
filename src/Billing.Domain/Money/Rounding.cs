namespace Billing.Domain;

/// <summary>The one rounding rule of the product: multiply exactly, round once a line, half away from zero.</summary>
public static class Rounding
{
    /// <param name="numerator">Any sign.</param>
    /// <param name="denominator">Greater than zero.</param>
    public static long HalfAwayFromZero(Int128 numerator, Int128 denominator)
    {
        if (denominator <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(denominator), "The denominator must be positive.");
        }

        var magnitude = Int128.Abs(numerator);
        var rounded = (magnitude + magnitude + denominator) / (denominator + denominator);
        return checked((long)(numerator < 0 ? -rounded : rounded));
    }

    /// <summary>
    /// Hamilton's method: floors first, then one unit each to the largest remainders, ties to the earlier part. The parts sum to <paramref name="whole"/>.
    /// </summary>
    /// <param name="weights">None negative; at least one positive.</param>
    public static IReadOnlyList<long> LargestRemainder(long whole, IReadOnlyList<long> weights)
    {
        Int128 sum = 0;
        foreach (var weight in weights)
        {
            sum += weight >= 0 ? weight : throw new ArgumentOutOfRangeException(nameof(weights), "A weight is negative.");
        }

        if (sum == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(weights), "At least one weight must be positive.");
        }

        var magnitude = Int128.Abs(whole);
        var parts = new long[weights.Count];
        var remainders = new (Int128 Remainder, int Index)[weights.Count];
        var left = magnitude;
        for (var i = 0; i < weights.Count; i++)
        {
            var (quotient, remainder) = Int128.DivRem(magnitude * weights[i], sum);
            parts[i] = (long)quotient;
            remainders[i] = (remainder, i);
            left -= quotient;
        }

        foreach (var (_, index) in remainders.OrderByDescending(r => r.Remainder).ThenBy(r => r.Index).Take((int)left))
        {
            parts[index]++;
        }

        return whole < 0 ? [.. parts.Select(part => -part)] : parts;
    }
}
