using System.Globalization;
using System.Text;
using Billing.Documents.Fonts;
using Billing.Documents.Pdf;
using Billing.Documents.Text;

namespace Billing.Documents.Tests.Text;

public sealed class TextTests
{
    private static readonly PdfFont Font = new BuiltInFont("F1", isBold: false);

    [Theory]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("one two three", 3, "one|two|thr|ee")]
    [InlineData("one  two", 4, "one|two")]
    [InlineData("well-known", 6, "well-|known")]
    [InlineData("1-2 3", 4, "1-2|3")]
    [InlineData("no\u00A0break", 5, "no\u00A0br|eak")]
    [InlineData("株式会社", 2, "株式|会社")]
    [InlineData("株式。会社", 2, "株|式。|会社")]
    [InlineData("（株）会社", 2, "（株|）会|社")]
    [InlineData("株 式", 1, "株|式")]
    [InlineData("ee\u0301e\u0301", 2, "ee\u0301|e\u0301")]
    [InlineData("abc", 0, "a|b|c")]
    [InlineData("", 5, "")]
    [InlineData("   ", 1, "")]
    public void Lines_end_between_words_and_words_only_where_they_must(string text, int width, string lines) =>
        Assert.Equal(lines, string.Join('|', TextBreaks.Wrap(Set(text), 1, width).Select(line => Read(line.Glyphs.Span).Trim(' '))));

    [Theory]
    [InlineData("abc 123", "abc 123")]
    [InlineData("שלום", "םולש")]
    [InlineData("שלום עולם", "םלוע םולש")]
    [InlineData("שלום 123 abc", "abc 123 םולש")]
    [InlineData("abc שלום def", "abc םולש def")]
    [InlineData("abc שלום 12 def", "abc 12 םולש def")]
    [InlineData("(שלום)", "(םולש)")]
    [InlineData("abc (שלום) def", "abc (םולש) def")]
    [InlineData("abc 12 שלום", "abc 12 םולש")]
    [InlineData("שלום ", " םולש")]
    public void Right_to_left_text_is_laid_out_as_it_is_read(string text, string fromLeft) =>
        Assert.Equal(fromLeft, Read(new TextLine(Set(text), 1).InVisualOrder()));

    [Theory]
    [InlineData("ب", "\uFE8F")]
    [InlineData("ببب", "\uFE91\uFE92\uFE90")]
    [InlineData("باب", "\uFE91\uFE8E\uFE8F")]
    [InlineData("بَب", "\uFE91\u064E\uFE90")]
    [InlineData("بـ", "\uFE91\u0640")]
    [InlineData("ab", "ab")]
    public void Arabic_letters_take_the_form_of_their_place(string text, string forms)
    {
        Rune[] letters = [.. text.EnumerateRunes()];
        Assert.Equal(forms, string.Concat(letters.Select((_, at) => ArabicForms.At(letters, at))));
    }

    [Fact]
    public void Every_substitute_can_be_printed()
    {
        var all = Enumerable.Range(0x80, 0x2FFFF - 0x80).Where(Rune.IsValid).Select(value => new Rune(value));

        Assert.All(all.Where(character => !WinAnsi.Has(character)).Select(Substitutes.For), substitute =>
        {
            Assert.NotEqual("", substitute);
            Assert.True(substitute.EnumerateRunes().All(WinAnsi.Has));
        });
    }

    /// <summary>Every character is as wide as its size is: a line has room for as many as its width says.</summary>
    private static Glyph[] Set(string text) => [.. text.EnumerateRunes().Select(character =>
        new Glyph(Font, 0, Rune.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark ? 0 : 1_000, character, null))];

    private static string Read(ReadOnlySpan<Glyph> glyphs) => string.Concat(glyphs.ToArray().Select(glyph => glyph.Character));
}
