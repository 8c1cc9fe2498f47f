using System.Collections.Immutable;

namespace Billing.Domain.Metering;

/// <summary>
/// The activity of one conversation in one app (or of one API session) in one UTC month: what a stored row holds. Months bound the row of a conversation
/// that never ends;
/// <see cref="Previous"/> joins them, so that the sum over the months is what the whole set of instants gives.
/// </summary>
public sealed class ConversationMonth
{
    private ConversationMonth(Piece? previous, bool continues, ImmutableArray<Piece> pieces) => (Previous, Continues, Pieces) = (previous, continues, pieces);

    /// <summary>
    /// The last piece of the month before, from its true beginning, which may lie in a still earlier month; null where the month before had no activity.
    /// </summary>
    public Piece? Previous { get; }

    /// <summary>
    /// Whether the first piece goes on where <see cref="Previous"/> ended. Kept and not derived, because a catalog may change its timeout after this was
    /// counted.
    /// </summary>
    public bool Continues { get; }

    /// <summary>Disjoint and ordered, all inside the month, never empty.</summary>
    public ImmutableArray<Piece> Pieces { get; }

    /// <summary>The month's last piece from its true beginning: the <see cref="Previous"/> of the month that follows.</summary>
    public Piece Tail => Whole(Pieces.Length - 1);

    /// <param name="previous">The <see cref="Tail"/> of the month before, if it had activity.</param>
    /// <param name="activity">As <see cref="Metering.Pieces.Of"/> gives it, inside the month; not empty.</param>
    public static ConversationMonth Of(Piece? previous, ImmutableArray<Piece> activity, TimeSpan idleTimeout) =>
        new(previous, Goes(previous, activity, idleTimeout), activity);

    /// <summary>What was stored, as it was.</summary>
    public static ConversationMonth Stored(Piece? previous, bool continues, ImmutableArray<Piece> pieces) => new(previous, continues, pieces);

    /// <returns>This itself where nothing is new.</returns>
    public ConversationMonth With(ReadOnlySpan<Piece> activity, TimeSpan idleTimeout)
    {
        var union = Metering.Pieces.Union(Pieces, activity, idleTimeout.Ticks);
        return union == Pieces ? this : Of(Previous, union, idleTimeout);
    }

    /// <returns>This itself where nothing is new.</returns>
    public ConversationMonth After(Piece previous, TimeSpan idleTimeout) => previous == Previous ? this : Of(previous, Pieces, idleTimeout);

    /// <summary>Adds to <paramref name="delta"/> what changes when <paramref name="after"/> takes the place of <paramref name="before"/>.</summary>
    public static void Compare(ConversationMonth? before, ConversationMonth after, ActivityDelta delta)
    {
        var (old, now) = (before?.Pieces.Length ?? 0, after.Pieces.Length);
        var (head, tail) = (0, 0);
        while (head < old && head < now && before!.Share(head) == after.Share(head))
        {
            head++;
        }

        while (tail < old - head && tail < now - head && before!.Share(old - 1 - tail) == after.Share(now - 1 - tail))
        {
            tail++;
        }

        for (var i = head; i < old - tail; i++)
        {
            delta.Add(before!.Share(i), -1);
        }

        for (var i = head; i < now - tail; i++)
        {
            delta.Add(after.Share(i), 1);
        }
    }

    private static bool Goes(Piece? previous, ImmutableArray<Piece> activity, TimeSpan idleTimeout) =>
        previous is { } piece && activity[0].First - piece.Last <= idleTimeout.Ticks;

    private Piece Whole(int index) => index == 0 && Continues ? Pieces[0] with { First = Previous!.Value.First } : Pieces[index];

    /// <summary>What piece <paramref name="index"/> adds to what was counted before it.</summary>
    private PieceShare Share(int index)
    {
        var piece = Whole(index);
        var slot = Slot.Of(piece.First).Index;
        var earlier = index == 0 ? Previous : Whole(index - 1);
        return index == 0 && Continues
            ? new(slot + Previous!.Value.Sessions, slot + piece.Sessions, null)
            : new(slot, slot + piece.Sessions, new(piece.First, earlier?.First));
    }
}

/// <summary>
/// What one piece counts: a billing session in each slot from <c>From</c> (inclusive) to <c>To</c> (exclusive), and its start, unless it began in an
/// earlier month.
/// </summary>
internal readonly record struct PieceShare(int From, int To, ConversationStart? Start);
