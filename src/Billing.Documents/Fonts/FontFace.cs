using System.Text;

namespace Billing.Documents.Fonts;

internal enum OutlineKind
{
    /// <summary>Quadratic curves in <c>glyf</c>.</summary>
    TrueType,

    /// <summary>Cubic curves in <c>CFF </c>.</summary>
    Compact,
}

/// <summary>One face of a font file: what is needed to choose and to measure it. Outlines stay in the file until a subset is made.</summary>
internal sealed class FontFace
{
    private const int TableRecord = 16;
    private readonly Dictionary<string, (long Offset, int Length)> _tables = [];
    private readonly CharacterMap _characters;
    private readonly FontData _advances;
    private readonly int _advanceCount;

    /// <param name="start">Where the face's table directory is in the file.</param>
    /// <exception cref="InvalidDataException">It is no font that can be embedded.</exception>
    public FontFace(string path, FontReader file, long start)
    {
        Path = path;
        var count = file.Read(start, 12).U16(4);
        var directory = file.Read(start + 12, count * TableRecord);
        for (var at = 0; at < count * TableRecord; at += TableRecord)
        {
            _tables[directory.Tag(at)] = (directory.U32(at + 8), directory.U32(at + 12));
        }

        Outlines = Has("glyf") ? OutlineKind.TrueType
            : Has("CFF ") ? OutlineKind.Compact
            : throw new InvalidDataException("The font has no outlines.");
        var (head, hhea) = (Table(file, "head"), Table(file, "hhea"));
        UnitsPerEm = head.U16(18) is var units and >= 16 ? units : throw new InvalidDataException("The font has no scale.");
        Box = [head.I16(36), head.I16(38), head.I16(40), head.I16(42)];
        (Ascent, Descent) = (hhea.I16(4), hhea.I16(6));
        GlyphCount = Table(file, "maxp").U16(4);
        _advanceCount = Math.Max(1, hhea.U16(34));
        _advances = Table(file, "hmtx");
        _characters = new CharacterMap(Table(file, "cmap"));
        var names = new FontNames(Table(file, "name"));
        Family = names.Family;
        PostScriptName = names.PostScript;
        IsBold = (head.U16(44) & 1) != 0;
        if (Has("OS/2"))
        {
            var os2 = Table(file, "OS/2");
            IsBold = os2.U16(4) >= 600;
            MayBeEmbedded = (os2.U16(8) & 0xF) != 2 && (os2.U16(8) & 0x100) == 0;
        }
    }

    public string Path { get; }

    public string Family { get; }

    /// <summary>Letters, digits and hyphens.</summary>
    public string PostScriptName { get; }

    public bool IsBold { get; }

    /// <summary>False where the font's licence bits forbid it, or forbid a subset.</summary>
    public bool MayBeEmbedded { get; } = true;

    public OutlineKind Outlines { get; }

    public int UnitsPerEm { get; }

    /// <summary>Around all glyphs, in font units: left, bottom, right, top.</summary>
    public IReadOnlyList<int> Box { get; }

    public int Ascent { get; }

    public int Descent { get; }

    public int GlyphCount { get; }

    public bool Has(string table) => _tables.ContainsKey(table);

    public FontData Table(FontReader file, string tag) => _tables.TryGetValue(tag, out var place)
        ? file.Read(place.Offset, place.Length)
        : throw new InvalidDataException($"The font has no table '{tag}'.");

    /// <summary>Where the table starts in the file, and how long it is.</summary>
    public (long Offset, int Length) Place(string tag) => _tables[tag];

    /// <summary>0 where the font does not have the character, or its map is broken there.</summary>
    public int GlyphOf(Rune character)
    {
        try
        {
            return _characters.GlyphOf(character) is var glyph && glyph < GlyphCount ? glyph : 0;
        }
        catch (Exception problem) when (problem is InvalidDataException or OverflowException)
        {
            return 0;
        }
    }

    /// <summary>In font units.</summary>
    public int AdvanceOf(int glyph) => _advances.U16(Math.Min(glyph, _advanceCount - 1) * 4);

    /// <summary>In thousandths of the size, as PDF counts.</summary>
    public int InThousandths(int units) => (int)Math.Round(units * 1_000.0 / UnitsPerEm);
}
