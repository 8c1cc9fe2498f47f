using System.Collections.Immutable;
using Billing.Domain.Metering;
using FsCheck;
using FsCheck.Fluent;

namespace Billing.Domain.Tests.Metering;

public sealed class PiecesTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(60);

    /// <summary>Steps between messages on both sides of every edge that the rules have.</summary>
    private static readonly long[] Steps =
    [
        0, 1,
        .. from minutes in (int[])[1, 14, 15, 16, 30, 59, 60, 61, 300]
           from tick in (int[])[-1, 0, 1]
           select (minutes * TimeSpan.TicksPerMinute) + tick,
    ];

    internal static Arbitrary<long[]> Instants { get; } = Gen.Elements(Steps).ListOf().Select(steps =>
    {
        var at = new DateTimeOffset(2026, 1, 31, 20, 0, 0, TimeSpan.Zero).UtcTicks;
        return steps.Select(step => at += step).ToArray();
    }).ToArbitrary();

    [Theory]
    [InlineData("0", 1)] // one message
    [InlineData("0 0 0", 1)]
    [InlineData("0 15", 1)]
    [InlineData("0 15.0000001", 2)]
    [InlineData("0 30", 2)]
    [InlineData("0 30.0000001", 3)]
    [InlineData("0 31", 3)] // two messages alone
    [InlineData("0 10 20 31", 3)]
    [InlineData("0 60", 4)]
    [InlineData("0 60.0000001", 2)] // cut: two messages
    [InlineData("0 60 120", 8)]
    [InlineData("0 61 122", 3)]
    public void Sessions_of_messages_at_minutes(string minutes, int sessions)
    {
        long[] instants = [.. minutes.Split(' ').Select(minute => (long)(decimal.Parse(minute) * TimeSpan.TicksPerMinute))];

        Assert.Equal(sessions, Pieces.Of(instants, Timeout.Ticks).Sum(piece => piece.Sessions));
    }

    [Fact]
    public void Any_order_repetition_and_split_gives_the_pieces_of_the_sorted_list() =>
        Prop.ForAll(Instants, ArbMap.Default.ArbFor<int>(), (instants, seed) =>
        {
            var random = new Random(seed);
            long[] sent = [.. instants, .. instants.Where(_ => random.Next(3) == 0)];
            random.Shuffle(sent);
            var pieces = Pieces.Of([], Timeout.Ticks);
            foreach (var batch in sent.Chunk(random.Next(1, 5)))
            {
                pieces = Pieces.Union(pieces, Pieces.Of(batch, Timeout.Ticks).AsSpan(), Timeout.Ticks);
            }

            return pieces.SequenceEqual(Sorted(instants));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Union_is_commutative_associative_and_idempotent() =>
        Prop.ForAll(Instants, Instants, Instants, (first, second, third) =>
        {
            var (a, b, c) = (Sorted(first), Sorted(second), Sorted(third));
            return Union(a, b).SequenceEqual(Union(b, a))
                && Union(Union(a, b), c).SequenceEqual(Union(a, Union(b, c)))
                && Union(Union(a, b), b).SequenceEqual(Union(a, b));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_total_never_falls() =>
        Prop.ForAll(Instants, Instants, (first, second) =>
            Union(Sorted(first), Sorted(second)).Sum(piece => piece.Sessions) >= Sorted(first).Sum(piece => piece.Sessions)).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_known_already_leaves_the_pieces_as_they_are() =>
        Prop.ForAll(Instants, Instants, (first, second) =>
        {
            var union = Union(Sorted(first), Sorted(second));
            return Union(union, Sorted(second)) == union;
        }).QuickCheckThrowOnFailure();

    private static ImmutableArray<Piece> Union(ImmutableArray<Piece> left, ImmutableArray<Piece> right) => Pieces.Union(left, right.AsSpan(), Timeout.Ticks);

    private static ImmutableArray<Piece> Sorted(long[] instants)
    {
        var pieces = new List<Piece>();
        foreach (var instant in instants.Order())
        {
            if (pieces.Count == 0 || instant - pieces[^1].Last > Timeout.Ticks)
            {
                pieces.Add(new(instant, instant));
            }

            pieces[^1] = new(pieces[^1].First, instant);
        }

        return [.. pieces];
    }
}
