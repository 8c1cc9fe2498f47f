using System.Globalization;
using System.Text;

namespace Billing.Documents.Text;

internal static class CleanText
{
    /// <summary>
    /// The characters to print: half a surrogate pair is U+FFFD, any white space a space, kinds of hyphens a hyphen; what has no shape of its own is left out.
    /// </summary>
    public static Rune[] Of(string text)
    {
        var clean = new List<Rune>(text.Length);
        foreach (var character in text.EnumerateRunes())
        {
            if (character.Value is 0x2010 or 0x2011)
            {
                clean.Add(new Rune('-'));
            }
            else if (character.Value is 0xA0 or 0x202F)
            {
                clean.Add(new Rune('\u00A0'));
            }
            else if (character.Value == 0x3000 || Rune.GetUnicodeCategory(character) is not (
                UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.SpaceSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned) && !IsVariation(character))
            {
                clean.Add(character);
            }
            else if (Rune.IsWhiteSpace(character) || Rune.IsControl(character))
            {
                clean.Add(new Rune(' '));
            }
        }

        return [.. clean];
    }

    private static bool IsVariation(Rune character) => character.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
