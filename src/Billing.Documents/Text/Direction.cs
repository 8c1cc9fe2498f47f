using System.Text;

namespace Billing.Documents.Text;

/// <summary>
/// Puts Hebrew and Arabic from right to left, with numbers and Latin in them from left to right: the implicit levels of Unicode's bidirectional algorithm
/// (UAX #9) without its embeddings and pairs of brackets, which addresses and product names do without.
/// </summary>
internal static class Direction
{
    private const string Brackets = "()[]{}<>«»";

    private enum Kind
    {
        Neutral,
        Left,
        Right,
        Number,
    }

    public static bool IsRightToLeft(Rune character) => character.Value
        is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);

    public static ReadOnlySpan<Glyph> Reorder(ReadOnlyMemory<Glyph> line)
    {
        var glyphs = line.Span;
        var hasRight = false;
        foreach (var glyph in glyphs)
        {
            hasRight |= IsRightToLeft(glyph.Character);
        }

        if (!hasRight)
        {
            return glyphs;
        }

        var levels = Levels(glyphs);
        var order = Enumerable.Range(0, glyphs.Length).ToArray();
        for (var level = levels.Max(); level > 0; level--)
        {
            for (var start = 0; start < order.Length; start++)
            {
                var end = start;
                while (end < order.Length && levels[end] >= level)
                {
                    end++;
                }

                Array.Reverse(order, start, end - start);
                start = end;
            }
        }

        var visual = new Glyph[glyphs.Length];
        for (var i = 0; i < visual.Length; i++)
        {
            visual[i] = levels[order[i]] % 2 == 0 ? glyphs[order[i]] : Mirrored(glyphs[order[i]]);
        }

        return visual;
    }

    private static Glyph Mirrored(Glyph glyph)
    {
        var at = glyph.Character.IsBmp ? Brackets.IndexOf((char)glyph.Character.Value, StringComparison.Ordinal) : -1;
        return at < 0 ? glyph : glyph.Font.DrawnAs(glyph, new Rune(Brackets[at ^ 1]));
    }

    /// <summary>Even: left to right. The first letter of the line says which way the line as a whole goes.</summary>
    private static int[] Levels(ReadOnlySpan<Glyph> glyphs)
    {
        var kinds = new Kind[glyphs.Length];
        for (var i = 0; i < kinds.Length; i++)
        {
            kinds[i] = KindOf(glyphs[i].Character);
        }

        var line = Array.Find(kinds, kind => kind is Kind.Left or Kind.Right);
        var strong = line;
        for (var i = 0; i < kinds.Length; i++)
        {
            strong = kinds[i] is Kind.Left or Kind.Right ? kinds[i] : strong;
            kinds[i] = kinds[i] == Kind.Number && strong == Kind.Left ? Kind.Left : kinds[i];
        }

        var isRight = line == Kind.Right;
        return [.. kinds.Select((kind, at) => (kind == Kind.Neutral ? Between(kinds, at, line) : kind) switch
        {
            Kind.Right => 1,
            Kind.Number => 2,
            _ => isRight ? 2 : 0,
        })];
    }

    /// <summary>What both neighbours are, else the line's own direction; a number that is left here goes with right-to-left text.</summary>
    private static Kind Between(Kind[] kinds, int at, Kind line)
    {
        var before = Array.FindLast(kinds[..at], kind => kind != Kind.Neutral);
        var after = Array.Find(kinds[(at + 1)..], kind => kind != Kind.Neutral);
        return Strong(before) == Strong(after) ? Strong(before) : line;

        Kind Strong(Kind kind) => kind switch
        {
            Kind.Neutral => line,
            Kind.Number => Kind.Right,
            _ => kind,
        };
    }

    private static Kind KindOf(Rune character) =>
        Rune.IsDigit(character) ? Kind.Number
        : IsRightToLeft(character) ? Kind.Right
        : Rune.IsLetter(character) ? Kind.Left
        : Kind.Neutral;
}
