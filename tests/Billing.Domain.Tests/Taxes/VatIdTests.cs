using Billing.Domain.Taxes;

namespace Billing.Domain.Tests.Taxes;

public sealed class VatIdTests
{
    // Numbers that companies have published (collected by python-stdnum, tests/test_eu_vat.doctest), with the separators that people write.
    private const string Right = """
        AT | ATU 142 43 102, ATU 15159209, ATU 28560205, ATU13585627, ATU61195628, ATU 54300000
        BE | BE (0)468561072, BE 0202.239.951, BE 0795 013 186, BE 444.503.092, BE697449992
        BG | BG 103873594, BG 124 551 319, BG 131202360, BG 200442771, BG7111042925, BG7523169263, BG7542011030, BG8032056031
        CY | CY 10246672X, CY-10008489 A, CY00632993 F, CY- 10277198H
        CZ | CZ 25123891, CZ00023205, CZ 640229/4448, CZ 640903926, CZ 682127228, CZ 6956220612, CZ 8058012314, CZ48207926, CZ6109220348
        DE | DE - 113866163, DE 221.304.969, DE 811 363 057, DE136308783, de 136695976
        DK | DK 10 50 32 80, DK-20 04 52 72, DK: 21599336, DK36149213
        EE | EE 100 931 558, EE 101031389, EE101256753
        EL | EL 039868210, EL 94051189, EL998386804, GR 094012834
        ES | ES - Q0818001J, ES 54362315K, ES A-28184661, ES B64717838, ES J99216582, ES R9600075G, ES U99216426, ES W4003922D, ES-x-2482300w, ES Y5277343F
        FI | FI 02459042, FI 0982651-1, FI- 22291259, FI18261444
        FR | FR 04409414364, FR 13 393 892 815, FR K 7399859412, FR16000063601, FR 83404833048
        HR | HR33392005961, HR38192148118
        HU | HU -12509403, HU 64241281, HU13852467
        IE | IE 0005306C, IE 632 3420 C, IE 6388047V, IE6433435IH, IE6433435OA, IE6599001W, IE8D79739I, IE9Y71814N
        IT | IT 00118439991, IT 0 0 6 1 8 2 8 0 4 9 9, IT-03827740402, IT: 02331250163
        LT | LT 100001354118, LT 119511515, LT 757118413, LT290068995116
        LU | LU 10059929, LU.248.70.640, Lu 19980500
        LV | LV 4000 3521 600, LV 90000528023, LV-42103048183, LV16117519997
        MT | MT 1039-6417, MT 20630321, MT 18740407
        NL | NL 001241 643 B01, NL.8186.43.778.B.01, NL001162938B28, NL004495445B01, NL002455799B11
        PL | PL 5211355116, PL 764-23-05-489, PL-951-157-77-68
        PT | PT 500 019 720, PT 502448911, PT-505 856 468
        RO | RO 11358544, RO 185 472 90, RO 573768, RO-27849238, RO 1630615123457
        SE | SE 202 100-5000 01, SE 556.383.740.901, SE556126249301
        SI | SI 26808498, SI 50223054, SI-89036999
        SK | SK 1078449064, SK 202 274 96 19, SK2022193459
        XI | XI 980 780 684, XI 802311782, XIGD499, XIHA500
        """;

    // The same with a slip, of the same collection, and other forms.
    private const string Wrong = """
        ATU 143 43 102, ATU 15169209, ATU46080904, AT1 142 43 102, ATU 1515B209, ATU 151592092, AT15159209
        BE 0406.139.583, BE 0793 013 186, BE697449982, BE 02A2.239.951, BE 2202239951
        BG 1037735942, BG 131 172 009, BG 10X8735941, BG 12345678
        CY 10246672F, CY00632893 F, CY-102590Z3P, CY-12259033P, CY-1225903322
        CZ 25557481, CZ 48207726, CZ 640913926, CZ 8058018314, CZ 95123891, CZ 991301123
        DE 125014855, DE - 266297673, DE 246X595 415, DE 011125440, DE12345678
        DK 11 96 56 58, DK10159817, DK01234567
        EE 100 941 558, EE101256754
        EL 094013834, EL094501140, EL 12345678901
        ES 54362415K, ES K-2814015-F, ES-x-2322300w, ES B-583784312, ES A2818466A, ES Q08180010, ES I12345678
        FI 02459043, FI 0245904
        FR 04409414264, FR 21 326 565 603, FR K 7399859312, FR L 7399859412, FR000076090, FR I0409414364, FR 08409414368
        HR33392005962, HR3339200596
        HU 12509404, HU 1250940
        IE 4731823H, IE 632 3421 C, IE 5339273F, IE8D79729I, IE 4550C59S, IE6433435IX
        IT 00687129980, IT 00118439992, IT 00000000000
        LT 100001354, LT 100001509922, LT 119511516
        LU 10059928, LU 100599290
        LV 40003189715, LV 90000528022, LV-10103241337
        MT 10396418, MT 1039641
        NL 001241643801, NL 009122746B00, NL B06753742B01, NL 82X569759b01, NL006866304B021, NL000000000B01
        PL 5211355117, PL 521135511
        PT 500019721, PT 012345678
        RO 11358545, RO 1, RO 01358544, RO 1630615123458
        SE 202100500001x, SE 55643359201, SE 556433592400, SE 556433592501
        SI 26808499, SI 06808498
        SK 1078449164, SK A078449064, SK 012 274 96 19, SK 2010 237 945
        XI 980780685, XIGD500, XIHA499, GB 980780684
        CH 123456789, US 12-3456789, EU372022452, QQ 124567, DE, D, 136695976
        """;

    public static TheoryData<string> Countries => [.. Right.Split('\n')];

    public static TheoryData<string> Slips => [.. Wrong.Split('\n')];

    [Theory]
    [MemberData(nameof(Countries))]
    public void Published_numbers_are_right(string row)
    {
        var cells = row.Split('|', StringSplitOptions.TrimEntries);
        foreach (var text in cells[1].Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal).Split(", "))
        {
            Assert.True(VatId.TryParse(text, out var id), text);
            Assert.Equal(cells[0], id.Value.Prefix);
        }
    }

    [Theory]
    [MemberData(nameof(Slips))]
    public void Numbers_with_a_slip_are_none(string row)
    {
        foreach (var text in row.Split(", "))
        {
            Assert.False(VatId.TryParse(text, out _), text);
        }
    }

    [Fact]
    public void Every_member_state_has_its_numbers() =>
        Assert.Equal(
            EuropeanUnion.Members.Select(country => country == "GR" ? "EL" : country).Append("XI").Order(),
            Right.Split('\n').Select(row => row[..2]).Order());

    /// <summary>Any digit, any other digit in its place. Not of all: some countries' check digits let single slips through, or leave digits out.</summary>
    [Theory]
    [InlineData("ATU13585627")]
    [InlineData("BE0202239951")]
    [InlineData("DE136695976")]
    [InlineData("DK36149213")]
    [InlineData("FI18261444")]
    [InlineData("FR83404833048")]
    [InlineData("HR33392005961")]
    [InlineData("IT00118439991")]
    [InlineData("LU10059929")]
    [InlineData("PL5211355116")]
    public void One_changed_digit_is_found(string right)
    {
        Assert.True(VatId.TryParse(right, out _));
        for (var at = right.IndexOfAny(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']); at < right.Length; at++)
        {
            foreach (var digit in "0123456789".Where(digit => digit != right[at]))
            {
                var slipped = $"{right[..at]}{digit}{right[(at + 1)..]}";
                Assert.False(VatId.TryParse(slipped, out _), slipped);
            }
        }
    }

    [Fact]
    public void Junk_is_no_number()
    {
        foreach (var prefix in EuropeanUnion.Members.Append("EL").Append("XI"))
        {
            foreach (var rest in (string[])["", "0", "U", "٣٤٥٦٧٨٩٠١", "UUUUUUUUU", "-", "++++++++", "٣٤٥٦٧٨٩٠", new string('9', 500), "B", "GD", "HAxxx"])
            {
                Assert.False(VatId.TryParse(prefix + rest, out _), prefix + rest);
            }
        }

        Assert.False(VatId.TryParse(null, out _));
    }

    // What an account gives as its tax id beside its country, and whether it is refused.
    [Theory]
    [InlineData("DE", "DE136695976", false)]
    [InlineData("DE", "de 136 695 976", false)]
    [InlineData("DE", "DE136695977", true)]
    [InlineData("DE", "DE12", true)]
    [InlineData("DE", "FR83404833048", true)] // right, but of another state
    [InlineData("DE", "12/345/67890", false)] // a national number
    [InlineData("DE", "HRB 12345", true)] // begins as a Croatian one
    [InlineData("GR", "EL094012834", false)]
    [InlineData("GR", "GR094012834", false)]
    [InlineData("GR", "EL094012835", true)]
    [InlineData("US", "12-3456789", false)]
    [InlineData("US", "DE136695977", false)]
    [InlineData("GB", "GB980780684", false)]
    [InlineData("GB", "XI980780684", false)]
    [InlineData("GB", "XI980780685", true)]
    [InlineData("CH", "CHE-123.456.789 MWST", false)]
    public void A_tax_id_is_refused_where_it_would_decide_on_the_tax_and_is_wrong(string country, string taxId, bool isRefused) =>
        Assert.Equal(isRefused, VatId.Fault(taxId, country) is not null);
}
