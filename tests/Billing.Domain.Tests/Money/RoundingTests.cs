using FsCheck;
using FsCheck.Fluent;

namespace Billing.Domain.Tests.Money;

public sealed class RoundingTests
{
    [Theory]
    [InlineData(24995 * 9, 30, 7499)] // KB-03: 74.985 is 74.99, where banker's rounding would give 74.98
    [InlineData(5, 2, 3)]
    [InlineData(-5, 2, -3)]
    [InlineData(4, 3, 1)]
    [InlineData(0, 7, 0)]
    public void Rounds_half_away_from_zero(long numerator, long denominator, long expected) =>
        Assert.Equal(expected, Rounding.HalfAwayFromZero(numerator, denominator));

    [Fact]
    public void Parts_sum_to_the_whole_and_differ_from_the_exact_share_by_less_than_one() =>
        Prop.ForAll<long, NonEmptyArray<PositiveInt>>((whole, weights) =>
        {
            long[] shares = [.. weights.Get.Select(w => (long)w.Get)];
            var parts = Rounding.LargestRemainder(whole, shares);
            var sum = shares.Aggregate((Int128)0, (total, w) => total + w);
            return parts.Aggregate((Int128)0, (total, p) => total + p) == whole
                && parts.Zip(shares).All(pair => Int128.Abs(((Int128)pair.First * sum) - ((Int128)whole * pair.Second)) < sum);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Mixing_currencies_is_a_bug() =>
        Assert.Throws<InvalidOperationException>(() => new Domain.Money(1, Currency.Usd) + new Domain.Money(1, Currency.Parse("EUR")));
}
