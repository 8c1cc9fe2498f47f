using System.Text;

namespace Billing.Documents.Fonts;

/// <summary>The encoding of the built-in fonts: Windows code page 1252 (ISO 32000-1, annex D).</summary>
internal static class WinAnsi
{
    /// <summary>Codes 0x80 to 0x9F; a space stands for a code without a character.</summary>
    private const string Upper = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

    /// <summary>A soft hyphen is invisible and no character of a finished page; it counts as missing.</summary>
    public static bool TryEncode(Rune character, out byte code)
    {
        var value = character.Value is (>= ' ' and <= '~') or (>= 0xA0 and <= 0xFF and not 0xAD) ? character.Value
            : character.IsBmp && Upper.IndexOf((char)character.Value, StringComparison.Ordinal) is var at and >= 0 ? 0x80 + at
            : 0;
        code = (byte)value;
        return value > 0;
    }

    public static bool Has(Rune character) => TryEncode(character, out _);
}
