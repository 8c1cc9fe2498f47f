using System.Buffers.Binary;
using Billing.Application.Invoicing;
using Billing.Documents.Fonts;
using Billing.Documents.Tests.Invoices;
using Billing.Documents.Tests.Reading;

namespace Billing.Documents.Tests.Fonts;

/// <summary>Which font draws what, and what the file takes of it. The fonts are made by <c>make.py</c>: every glyph is a box.</summary>
public sealed class FontTests
{
    private const string Texts = """
        Helvetica has it: Søren Müller, café, naïve, 50 € – “quoted”   Helvetica
        Łódź                                                          TestQuadratic-400
        Ελλάς                                                         TestQuadratic-400
        Москва, ООО                                                   TestQuadratic-400
        한국 서울특별시                                                    TestCubic-400
        株式会社サンプル                                                   TestHanJP-400
        北京示例科技有限公司                                                TestHanSC-400
        """;

    [Fact]
    public void A_text_is_drawn_by_one_font_that_has_it_and_can_be_read_back()
    {
        foreach (var line in Texts.Split('\n'))
        {
            var (text, font) = (line[..line.LastIndexOf(' ')].Trim(), line[(line.LastIndexOf(' ') + 1)..].Trim());

            var rendered = Rendered.Of(WithLine(text), Rendered.TestFonts);

            var shown = Assert.Single(rendered.Shown, shown => shown.Text == text);
            Assert.Equal(font, shown.Font[(shown.Font.IndexOf('+', StringComparison.Ordinal) + 1)..]);
            Assert.Empty(rendered.Warnings);
        }
    }

    [Fact]
    public void A_text_that_no_font_has_alone_takes_a_font_for_each_word()
    {
        var rendered = Rendered.Of(WithLine("Łódź 株式会社 plain"), Rendered.TestFonts);

        Assert.Single(rendered.Shown, shown => shown.Text == "Łódź 株式会社 plain");
        Assert.Empty(rendered.Warnings);
        Assert.Equal(4, rendered.Pdf.Dictionary(rendered.Pdf.Dictionary(rendered.Pdf.Pages[0]["Resources"])["Font"]).Count);
    }

    [Fact]
    public void Bold_text_takes_the_bold_font_where_there_is_one()
    {
        var rendered = Rendered.Of(WithLine("Łódź") with { Buyer = new("Łódź 2") }, Rendered.TestFonts);

        Assert.EndsWith("+TestQuadratic-400", Assert.Single(rendered.Shown, shown => shown.Text == "Łódź").Font);
        Assert.EndsWith("+TestQuadratic-700", Assert.Single(rendered.Shown, shown => shown.Text == "Łódź 2").Font);
    }

    [Theory]
    [InlineData("JP", "中文", "TestHanJP")]
    [InlineData("CN", "中文", "TestHanSC")]
    [InlineData("DE", "中文", "TestHanSC")]
    [InlineData("DE", "中文の", "TestHanJP")]
    public void Chinese_characters_have_the_form_of_their_region(string country, string text, string font)
    {
        var buyer = Samples.Acme with { Address = Samples.Acme.Address! with { Country = country } };

        var rendered = Rendered.Of(WithLine(text) with { Buyer = buyer }, Rendered.TestFonts);

        Assert.Contains(font, Assert.Single(rendered.Shown, shown => shown.Text == text).Font);
    }

    [Theory]
    [InlineData("Łódź", "Lódz")]
    [InlineData("Москва Щука", "Moskva Shchuka")]
    [InlineData("Ελλάς ΨΩ", "Ellas PsO")]
    [InlineData("한국", "hanguk")]
    [InlineData("Nguyễn Đặng", "Nguyen Dang")]
    [InlineData("中", "[U+4E2D]")]
    [InlineData("₹ 5", "INR\u00A0 5")]
    [InlineData("😀", "[U+1F600]")]
    public void A_character_without_a_font_is_printed_readably_and_logged(string text, string printed)
    {
        var rendered = Rendered.Of(WithLine(text));

        // The file keeps the text that is meant; only the eye sees the substitute.
        Assert.Equal(printed, Assert.Single(rendered.Shown, shown => shown.Text == text).Drawn);
        Assert.Contains("substitutes were printed", Assert.Single(rendered.Warnings));
    }

    [Fact]
    public void Half_a_pair_of_surrogates_and_control_characters_do_no_harm()
    {
        var rendered = Rendered.Of(WithLine("a\uD800b\u0007c\u200Bd\uFEFFe\uFFFEf\tg\r\nh"));

        Assert.Equal("a?b cdef g  h", Assert.Single(rendered.Shown, shown => shown.Text == "a\uFFFDb cdef g  h").Drawn);
    }

    [Fact]
    public void A_subset_holds_what_is_drawn_and_the_parts_that_it_is_made_of()
    {
        // ł is made of Ł, which is made of L and a hyphen.
        var font = Embedded(Rendered.Of(WithLine("łł"), Rendered.TestFonts), "FontFile2");

        using var folder = new FontFolder(("subset.ttf", font));
        using var file = new FontReader(folder.Path("subset.ttf"));
        var tables = Enumerable.Range(0, file.Read(4, 2).U16(0)).Select(i => file.Read(12 + (i * 16), 4).Tag(0)).ToList();
        Assert.Equal(["glyf", "head", "hhea", "hmtx", "loca", "maxp"], tables);
        var table = file.Read(12 + (tables.IndexOf("maxp") * 16), 16);
        Assert.Equal(5, file.Read(table.U32(8), 6).U16(4));
        Assert.Equal(0xB1B0AFBA, Sum(font));
    }

    [Theory]
    [InlineData("한국", 1)]
    [InlineData("株式会社中文", 2)]
    public void A_compact_subset_is_a_font_of_its_own_without_subroutines(string text, int dictionaries)
    {
        var font = Embedded(Rendered.Of(WithLine(text), Rendered.TestFonts), "FontFile3");

        using var folder = new FontFolder(("subset.cff", font));
        using var file = new FontReader(folder.Path("subset.cff"));
        var names = new CompactIndex(file, 4);
        var tops = new CompactIndex(file, names.End);
        var strings = new CompactIndex(file, tops.End);
        var subroutines = new CompactIndex(file, strings.End);
        var top = new CompactDict(tops[0]);
        Assert.Equal((1, 1, 2, 0), (names.Count, tops.Count, strings.Count, subroutines.Count));
        Assert.Equal([391, 392, 0], top.Numbers(1_230));
        var programs = new CompactIndex(file, top.Number(17));
        Assert.Equal(text.Length + 1, programs.Count);
        Assert.Equal(programs.Count, top.Number(1_234));
        Assert.InRange(new CompactIndex(file, top.Number(1_236)).Count, 1, dictionaries);

        // Hints, mask, box: the side that the original calls two subroutines for stands in its place.
        Assert.All(Enumerable.Range(0, programs.Count), glyph =>
            Assert.Matches("^8BEF128BBD13C0BD8B15(EF|F7..|F8..)068BF70C05(27|FB..|FC..)060E$", Convert.ToHexString(programs[glyph].Memory.Span)));
    }

    [Fact]
    public void A_font_whose_licence_forbids_it_is_not_embedded()
    {
        var font = File.ReadAllBytes(Path.Combine(Rendered.TestFonts, "quadratic.ttf"));
        using var allowed = new FontFolder(("a.ttf", font));
        using var forbidden = new FontFolder(("a.ttf", Patched(font, "OS/2", 8, 0x0002)));

        Assert.Empty(Rendered.Of(WithLine("Łódź"), allowed.Root).Warnings);
        Assert.NotEmpty(Rendered.Of(WithLine("Łódź"), forbidden.Root).Warnings);
    }

    [Fact]
    public void A_broken_font_never_stops_an_invoice()
    {
        var random = new Random(7);
        string[] files = ["quadratic.ttf", "cubic.otf", "han.ttc"];
        foreach (var round in Enumerable.Range(0, 300))
        {
            var font = File.ReadAllBytes(Path.Combine(Rendered.TestFonts, files[round % files.Length]));
            var length = round % 5 == 0 ? random.Next(font.Length) : font.Length;
            foreach (var _ in Enumerable.Range(0, random.Next(1, 40)))
            {
                font[random.Next(random.Next(2) == 0 ? 600 : font.Length)] = (byte)random.Next(256);
            }

            using var folder = new FontFolder(("broken.ttf", font[..length]));

            var shown = Rendered.Of(WithLine("Łódź łódka 한국 株式会社"), folder.Root).Shown;

            Assert.True(shown.Exists(text => text.Text == "Total"), $"Round {round}");
        }
    }

    private static InvoiceDocument WithLine(string text) => Samples.Invoice(Samples.Acme, "USD", 0, [new(text, Samples.Usd(100))]);

    private static byte[] Embedded(Rendered rendered, string key)
    {
        var fonts = rendered.Pdf.Dictionary(rendered.Pdf.Dictionary(rendered.Pdf.Pages[0]["Resources"])["Font"]);
        var font = Assert.Single(fonts.Values.Select(rendered.Pdf.Dictionary), font => font["Subtype"] is PdfName { Value: "Type0" });
        var descendant = rendered.Pdf.Dictionary(rendered.Pdf.List(font["DescendantFonts"])[0]);
        return rendered.Pdf.Stream(rendered.Pdf.Dictionary(descendant["FontDescriptor"])[key]).Data;
    }

    private static uint Sum(byte[] font) =>
        font.Chunk(4).Aggregate(0u, (sum, word) => unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(word)));

    private static byte[] Patched(byte[] font, string table, int at, int value)
    {
        var data = new FontData(font);
        var record = Enumerable.Range(0, data.U16(4)).Select(i => 12 + (i * 16)).Single(record => data.Tag(record) == table);
        var patched = font.ToArray();
        (patched[data.U32(record + 8) + at], patched[data.U32(record + 8) + at + 1]) = ((byte)(value >> 8), (byte)value);
        return patched;
    }
}
