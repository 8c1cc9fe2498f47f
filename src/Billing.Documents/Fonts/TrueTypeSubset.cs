using System.Buffers.Binary;

namespace Billing.Documents.Fonts;

/// <summary>Glyphs of quadratic curves (OpenType, <c>glyf</c>), with the parts that composed ones are made of and the programs that hint them.</summary>
internal sealed class TrueTypeSubset : FontSubset
{
    private const int DeepestComposite = 8;
    private const int HeadSize = 54;
    private const int LocationsAreLong = 50;
    private const int HorizontalHeadSize = 36;
    private const int CountOfAdvances = 34;
    private const int CountOfGlyphs = 4;
    private static readonly string[] Programs = ["cvt ", "fpgm", "prep"];
    private readonly List<byte[]> _glyphs = [];
    private readonly Dictionary<int, int> _parts = [];
    private readonly SortedDictionary<string, byte[]> _tables = new(StringComparer.Ordinal);
    private readonly FontData _loca;
    private readonly bool _isLong;

    /// <remarks>Reads all that <see cref="Write"/> needs: once a glyph is drawn with this font, nothing of it may turn out to be broken.</remarks>
    public TrueTypeSubset(FontFace face, FontReader file)
        : base(face, file)
    {
        _tables["head"] = face.Table(file, "head").Slice(0, HeadSize).Memory.ToArray();
        _tables["hhea"] = face.Table(file, "hhea").Slice(0, HorizontalHeadSize).Memory.ToArray();
        _tables["maxp"] = face.Table(file, "maxp").Memory.ToArray();
        foreach (var program in Programs.Where(face.Has))
        {
            _tables[program] = face.Table(file, program).Memory.ToArray();
        }

        _loca = face.Table(file, "loca");
        _isLong = _tables["head"][LocationsAreLong + 1] != 0;
    }

    public override int Add(int glyph) => Add(glyph, DeepestComposite);

    public override byte[] Write()
    {
        var (offsets, outlines) = (new byte[(_glyphs.Count + 1) * 4], new MemoryStream());
        foreach (var (index, glyph) in _glyphs.Index())
        {
            outlines.Write(glyph);
            outlines.SetLength(outlines.Position = (outlines.Length + 3) & ~3);
            BinaryPrimitives.WriteInt32BigEndian(offsets.AsSpan((index + 1) * 4), (int)outlines.Length);
        }

        BinaryPrimitives.WriteUInt16BigEndian(_tables["head"].AsSpan(LocationsAreLong), 1);
        BinaryPrimitives.WriteUInt16BigEndian(_tables["hhea"].AsSpan(CountOfAdvances), (ushort)_glyphs.Count);
        BinaryPrimitives.WriteUInt16BigEndian(_tables["maxp"].AsSpan(CountOfGlyphs), (ushort)_glyphs.Count);
        _tables["glyf"] = outlines.ToArray();
        _tables["hmtx"] = Metrics();
        _tables["loca"] = offsets;
        return OpenTypeFile.Write(_tables);
    }

    private int Add(int glyph, int depth)
    {
        var outline = Outline(glyph);
        if (outline.Length >= 10 && new FontData(outline).I16(0) < 0)
        {
            foreach (var at in PartsOf(new FontData(outline)))
            {
                var part = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
                BinaryPrimitives.WriteUInt16BigEndian(outline.AsSpan(at), (ushort)AddPart(part, depth - 1));
            }
        }

        _glyphs.Add(outline);
        return Added(glyph);
    }

    private int AddPart(int glyph, int depth)
    {
        if (depth == 0)
        {
            throw new InvalidDataException("A glyph is made of itself.");
        }

        return _parts.TryGetValue(glyph, out var known) ? known : _parts[glyph] = Add(glyph, depth);
    }

    private byte[] Outline(int glyph)
    {
        var (start, end) = _isLong
            ? (_loca.U32(glyph * 4), _loca.U32((glyph * 4) + 4))
            : (_loca.U16(glyph * 2) * 2, _loca.U16((glyph * 2) + 2) * 2);
        var (offset, length) = Face.Place("glyf");
        return end <= length
            ? File.Read(offset + start, end - start).Memory.ToArray()
            : throw new InvalidDataException("A glyph lies outside its table.");
    }

    /// <summary>Where a composed glyph names its parts.</summary>
    private static List<int> PartsOf(FontData outline)
    {
        const int wordArguments = 0x1, scale = 0x8, more = 0x20, scales = 0x40, matrix = 0x80;
        var places = new List<int>();
        var flags = more;
        for (var at = 10; (flags & more) != 0;)
        {
            flags = outline.U16(at);
            places.Add(at + 2);
            at += 4 + ((flags & wordArguments) != 0 ? 4 : 2)
                + ((flags & scale) != 0 ? 2 : (flags & scales) != 0 ? 4 : (flags & matrix) != 0 ? 8 : 0);
        }

        return places;
    }

    /// <summary>The left side bearing is the outline's own left edge: a rasterizer shifts by what they differ.</summary>
    private byte[] Metrics()
    {
        var metrics = new byte[Advances.Count * 4];
        foreach (var (index, advance) in Advances.Index())
        {
            BinaryPrimitives.WriteUInt16BigEndian(metrics.AsSpan(index * 4), (ushort)advance);
            if (_glyphs[index].Length >= 10)
            {
                _glyphs[index].AsSpan(2, 2).CopyTo(metrics.AsSpan((index * 4) + 2));
            }
        }

        return metrics;
    }
}
