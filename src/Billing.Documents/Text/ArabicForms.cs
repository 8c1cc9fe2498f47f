using System.Text;

namespace Billing.Documents.Text;

/// <summary>
/// Which of its forms a letter takes between its neighbours, as Unicode's presentation forms, which fonts hold as characters of their own. A font's own rules
/// of shaping are not followed: what is not in the table stays as it is.
/// </summary>
internal static class ArabicForms
{
    /// <summary>Letters that join to both sides, with their first form; four follow each other: isolated, final, initial, medial.</summary>
    private const string BothSides =
        "ئ\uFE89ب\uFE8Fت\uFE95ث\uFE99ج\uFE9Dح\uFEA1خ\uFEA5س\uFEB1ش\uFEB5ص\uFEB9ض\uFEBDط\uFEC1ظ\uFEC5ع\uFEC9غ\uFECDف\uFED1ق\uFED5ك\uFED9ل\uFEDDم\uFEE1"
        + "ن\uFEE5ه\uFEE9ي\uFEF1پ\uFB56چ\uFB7Aک\uFB8Eگ\uFB92ی\uFBFC";

    /// <summary>Letters that join to the one before only: isolated, final.</summary>
    private const string OneSide = "آ\uFE81أ\uFE83ؤ\uFE85إ\uFE87ا\uFE8Dة\uFE93د\uFEA9ذ\uFEABر\uFEADز\uFEAFو\uFEEDى\uFEEFژ\uFB8A";

    private const char Tatweel = '\u0640';
    private static readonly Dictionary<int, int> Both = BothSides.Chunk(2).ToDictionary(pair => (int)pair[0], pair => (int)pair[1]);
    private static readonly Dictionary<int, int> One = OneSide.Chunk(2).ToDictionary(pair => (int)pair[0], pair => (int)pair[1]);

    /// <summary>The form of the character at this place; the character itself where it has none.</summary>
    public static Rune At(ReadOnlySpan<Rune> text, int at)
    {
        var isBoth = Both.TryGetValue(text[at].Value, out var first);
        if (!isBoth && !One.TryGetValue(text[at].Value, out first))
        {
            return text[at];
        }

        var joinsBefore = Neighbour(text, at, -1) is var before && (Both.ContainsKey(before) || before == Tatweel);
        var joinsAfter = isBoth && Neighbour(text, at, 1) is var after && (Both.ContainsKey(after) || One.ContainsKey(after) || after == Tatweel);
        return new Rune(first + (joinsAfter ? 2 : 0) + (joinsBefore ? 1 : 0));
    }

    /// <summary>Vowel signs do not part letters.</summary>
    private static int Neighbour(ReadOnlySpan<Rune> text, int at, int step)
    {
        do
        {
            at += step;
        }
        while (at >= 0 && at < text.Length && text[at].Value is >= 0x064B and <= 0x065F or 0x0670);

        return at >= 0 && at < text.Length ? text[at].Value : 0;
    }
}
