using System.Text;

namespace Billing.Documents.Text;

/// <summary>
/// What is printed for a character that no font of the machine has: letters without their marks, Greek, Cyrillic and Korean in Latin letters, the code of a
/// currency; the character's number where there is nothing better. Always characters that the built-in fonts have.
/// </summary>
internal static class Substitutes
{
    /// <summary>U+0100 to U+024F.</summary>
    private const string LatinExtended =
        "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYy"
        + "YZzZzZzsbB?????CcDD????E?FfG???IKk??????Oo?????????????Uu????Zz?????????????DDdLLlNNnAaIiOoUuUuUuUuUueAaAa????GgKkOoOo??"
        + "jDDdGg??NnAa????AaAaEeEeIiIiOoOoRrRrUuUuSsTt??Hh??????AaEeOoOoOoOoYy???j??ACcLT????BUVEeJj??RrYy";

    /// <summary>U+1E00 to U+1EFF.</summary>
    private const string LatinAdditional =
        "AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMmMmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsSsTtTtTtTtUuUuUu"
        + "UuUuVvVvWwWwWwWwWwXxXxYyZzZzZzhtwyas??S?AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEeEeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUu"
        + "UuYyYyYyYy??????";

    private const string Pairs =
        "а a б b в v г g д d е e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ъ \" ы y ь ' э e ю yu я ya ё yo "
        + "ђ dj ѓ gj є ye ѕ dz і i ї yi ј j љ lj њ nj ћ c ќ kj ў u џ dz ґ g "
        + "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o ά a έ e ή i ί i ό o ύ y ώ o ϊ i ϋ y ΐ i ΰ y "
        + "₹ INR\u00A0 ₩ KRW\u00A0 ₪ ILS\u00A0 ₽ RUB\u00A0 ₺ TRY\u00A0 ₴ UAH\u00A0 ฿ THB\u00A0 № No. → -> ← <- ≤ <= ≥ >= ≠ <> √ v";

    private const int FirstHangul = 0xAC00;
    private const int LastHangul = 0xD7A3;
    private static readonly string[] Initials = "g kk n d tt r m b pp s ss  j jj ch k t p h".Split(' ');
    private static readonly string[] Vowels = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".Split(' ');
    private static readonly string[] Finals = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".Split(' ');

    private static readonly Dictionary<Rune, string> Table = Pairs.Split(' ').Chunk(2).ToDictionary(pair => Rune.GetRuneAt(pair[0], 0), pair => pair[1]);

    public static string For(Rune character) => character.Value switch
    {
        >= 0x0100 and <= 0x024F when LatinExtended[character.Value - 0x0100] is not '?' and var letter => $"{letter}",
        >= 0x1E00 and <= 0x1EFF when LatinAdditional[character.Value - 0x1E00] is not '?' and var letter => $"{letter}",
        >= FirstHangul and <= LastHangul => Romanized(character.Value - FirstHangul),
        0xFFFD => "?",
        _ => FromTable(character) ?? $"[U+{character.Value:X4}]",
    };

    private static string? FromTable(Rune character) =>
        Table.TryGetValue(character, out var same) ? same
        : Table.TryGetValue(Rune.ToLowerInvariant(character), out var lower) ? char.ToUpperInvariant(lower[0]) + lower[1..]
        : null;

    /// <summary>A syllable is its initial, vowel and final, counted in that order.</summary>
    private static string Romanized(int syllable) =>
        Initials[syllable / (Vowels.Length * Finals.Length)] + Vowels[syllable / Finals.Length % Vowels.Length] + Finals[syllable % Finals.Length];
}
