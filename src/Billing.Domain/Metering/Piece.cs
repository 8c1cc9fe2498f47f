using System.Collections.Immutable;

namespace Billing.Domain.Metering;

/// <summary>
/// Uninterrupted activity: the closed interval from its first to its last instant, in UTC ticks of 100 ns. One message is a piece with <c>First</c> =
/// <c>Last</c>.
/// </summary>
public readonly record struct Piece(long First, long Last)
{
    public static Piece At(DateTimeOffset instant) => new(instant.UtcTicks, instant.UtcTicks);

    /// <summary>
    /// Billing sessions that have begun by <c>Last</c>: <c>max(1, ceil((Last − First) / 15 min))</c>. Session k begins at <c>First</c> + k × 15 minutes,
    /// hence in the k-th slot after that of <c>First</c>.
    /// </summary>
    public int Sessions => int.Max(1, (int)((Last - First + Slot.Ticks - 1) / Slot.Ticks));
}

/// <summary>
/// Activity as disjoint pieces in order of time, any two of them further apart than the idle timeout. Union is idempotent, commutative and associative,
/// and knows of the set of instants all that billing asks for.
/// </summary>
public static class Pieces
{
    /// <param name="left">Disjoint, ordered, cut by a timeout at least as short as this one.</param>
    /// <param name="right">The same.</param>
    /// <param name="idleTimeout">In ticks; pieces exactly this far apart are one.</param>
    /// <returns><paramref name="left"/> itself where it holds all of <paramref name="right"/>.</returns>
    public static ImmutableArray<Piece> Union(ImmutableArray<Piece> left, ReadOnlySpan<Piece> right, long idleTimeout)
    {
        if (Holds(left, right))
        {
            return left;
        }

        var union = ImmutableArray.CreateBuilder<Piece>(left.Length + right.Length);
        for (var (i, j) = (0, 0); i < left.Length || j < right.Length;)
        {
            var next = j == right.Length || (i < left.Length && left[i].First <= right[j].First) ? left[i++] : right[j++];
            if (union.Count > 0 && next.First - union[^1].Last <= idleTimeout)
            {
                union[^1] = new(union[^1].First, long.Max(union[^1].Last, next.Last));
            }
            else
            {
                union.Add(next);
            }
        }

        return union.DrainToImmutable();
    }

    /// <summary>The pieces of instants in any order, repeated or not. Sorts <paramref name="instants"/> in place.</summary>
    public static ImmutableArray<Piece> Of(Span<long> instants, long idleTimeout)
    {
        instants.Sort();
        var pieces = ImmutableArray.CreateBuilder<Piece>(1);
        foreach (var instant in instants)
        {
            if (pieces.Count > 0 && instant - pieces[^1].Last <= idleTimeout)
            {
                pieces[^1] = pieces[^1] with { Last = instant };
            }
            else
            {
                pieces.Add(new(instant, instant));
            }
        }

        return pieces.DrainToImmutable();
    }

    private static bool Holds(ImmutableArray<Piece> all, ReadOnlySpan<Piece> some)
    {
        var i = 0;
        foreach (var piece in some)
        {
            while (i < all.Length && all[i].Last < piece.First)
            {
                i++;
            }

            if (i == all.Length || piece.First < all[i].First || piece.Last > all[i].Last)
            {
                return false;
            }
        }

        return true;
    }
}
