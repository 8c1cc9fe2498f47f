using System.Globalization;
using System.Text;

namespace Billing.Documents.Text;

/// <summary>Where lines end: a small part of Unicode's line breaking (UAX #14).</summary>
internal static class TextBreaks
{
    /// <summary>May not begin a line in Chinese and Japanese.</summary>
    private const string Closing = "、。，．：；？！）」』】〕》〉’”ー々…・,.;:!?)]}";

    /// <summary>May not end a line.</summary>
    private const string Opening = "（「『【〔《〈‘“([{";

    public static bool IsSpace(Rune character) => character.Value is ' ' or 0x3000;

    /// <summary>Fills lines of at most this width, in points. A word that is wider than a line is broken between characters.</summary>
    public static List<TextLine> Wrap(ReadOnlyMemory<Glyph> text, double size, double width)
    {
        var lines = new List<TextLine>();
        var room = width * 1_000 / size;
        var glyphs = text.Span;
        for (var start = 0; start < glyphs.Length;)
        {
            var (end, used, lastBreak) = (start, 0.0, start);
            while (end < glyphs.Length && (used + glyphs[end].Advance <= room || IsSpace(glyphs[end].Character)))
            {
                used += glyphs[end++].Advance;
                lastBreak = end < glyphs.Length && MayBreak(glyphs, end) ? end : lastBreak;
            }

            end = end == glyphs.Length ? end : lastBreak > start ? lastBreak : WithinWord(glyphs, start, end);
            lines.Add(new TextLine(text[start..end], size));
            start = end;
        }

        return lines;
    }

    private static bool MayBreak(ReadOnlySpan<Glyph> glyphs, int at)
    {
        var (before, after) = (glyphs[at - 1], glyphs[at]);
        if (!MaySplit(before, after) || IsSpace(after.Character) || Closing.Contains(after.Character.ToString(), StringComparison.Ordinal))
        {
            return false;
        }

        return IsSpace(before.Character)
            || (before.Character.Value is '-' or '–' or '—' or '/' && !Rune.IsDigit(after.Character))
            || ((IsIdeographic(before.Character) || IsIdeographic(after.Character))
                && !Opening.Contains(before.Character.ToString(), StringComparison.Ordinal) && before.Character.Value != 0xA0 && after.Character.Value != 0xA0);
    }

    /// <summary>At least one character a line, and marks stay with what they are set on.</summary>
    private static int WithinWord(ReadOnlySpan<Glyph> glyphs, int start, int end)
    {
        var at = end;
        while (at > start && !MaySplit(glyphs[at - 1], glyphs[at]))
        {
            at--;
        }

        if (at > start)
        {
            return at;
        }

        at = Math.Max(end, start + 1);
        while (at < glyphs.Length && !MaySplit(glyphs[at - 1], glyphs[at]))
        {
            at++;
        }

        return at;
    }

    private static bool MaySplit(Glyph before, Glyph after) =>
        (after.Actual is null || !ReferenceEquals(before.Actual, after.Actual))
        && Rune.GetUnicodeCategory(after.Character)
            is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark);

    /// <summary>Written without spaces: Chinese, kana; Korean has spaces, and may be broken at syllables all the same.</summary>
    private static bool IsIdeographic(Rune character) => character.Value
        is (>= 0x2E80 and <= 0x9FFF) or (>= 0xA960 and <= 0xA97F) or (>= 0xAC00 and <= 0xD7FF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF00 and <= 0xFF60)
            or (>= 0x20000 and <= 0x3FFFF);
}
