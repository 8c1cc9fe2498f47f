using System.Globalization;
using System.Text;

namespace Billing.Documents.Text;

internal static class CleanText
{
    /// <summary>
    /// The characters to print: half a surrogate pair is U+FFFD, any white space a space, kinds of hyphens a hyphen; what has no shape of its own is left out.
    /// </summary>
    public static Rune[] Of(string text) => [.. text.EnumerateRunes().Select(Clean).OfType<Rune>()];

    private static Rune? Clean(Rune character) => character.Value switch
    {
        0x3000 => character,
        0xA0 or 0x202F => new Rune('\u00A0'),
        0x2010 or 0x2011 => new Rune('-'),
        (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) => null, // how another character may be drawn
        (>= 0xFDD0 and <= 0xFDEF) => null,
        var value when (value & 0xFFFE) == 0xFFFE => null,
        _ when Rune.IsWhiteSpace(character) || Rune.IsControl(character) => new Rune(' '),
        _ when Rune.GetUnicodeCategory(character) == UnicodeCategory.Format => null,
        _ => character,
    };
}
