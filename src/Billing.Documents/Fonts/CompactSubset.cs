using System.Text;

namespace Billing.Documents.Fonts;

/// <summary>
/// Glyphs of cubic curves (OpenType, <c>CFF </c>), written as a CFF font of its own whose character ids are its glyph indices. The font that it is taken from
/// may be keyed by name or by character id.
/// </summary>
internal sealed class CompactSubset : FontSubset
{
    private const int FontBox = 5;
    private const int Charset = 15;
    private const int CharStrings = 17;
    private const int Private = 18;
    private const int Subroutines = 19;
    private const int FontMatrix = 1_207;
    private const int RegistryOrderingSupplement = 1_230;
    private const int CharacterIdCount = 1_234;
    private const int FontDicts = 1_236;
    private const int FontDictSelect = 1_237;
    private const int FirstOwnString = 391;

    private readonly long _start;
    private readonly CompactDict _top;
    private readonly CompactIndex _global;
    private readonly CompactIndex _programs;
    private readonly FontDictChoice? _choice;
    private readonly CompactIndex _dicts = CompactIndex.Empty;
    private readonly Dictionary<int, (int Index, FontDict Dict)> _used = [];
    private readonly List<(byte[] Program, int Dict)> _glyphs = [];

    public CompactSubset(FontFace face, FontReader file)
        : base(face, file)
    {
        _start = face.Place("CFF ").Offset;
        var names = new CompactIndex(file, _start + file.Read(_start, 4).U8(2));
        var tops = new CompactIndex(file, names.End);
        var strings = new CompactIndex(file, tops.End);
        _global = new CompactIndex(file, strings.End);
        _top = new CompactDict(tops[0]);
        _programs = new CompactIndex(file, _start + _top.Number(CharStrings));
        if (_top.Has(RegistryOrderingSupplement))
        {
            _dicts = new CompactIndex(file, _start + _top.Number(FontDicts));
            _choice = new FontDictChoice(file, _start + _top.Number(FontDictSelect), _programs.Count);
        }
    }

    public override int Add(int glyph)
    {
        var number = _choice?.Of(glyph) ?? 0;
        if (!_used.TryGetValue(number, out var used))
        {
            used = (_used.Count, ReadDict(number));
            _used.Add(number, used);
        }

        _glyphs.Add((FlatCharstring.Of(_programs[glyph], _global, used.Dict.Subroutines), used.Index));
        return Added(glyph);
    }

    public override byte[] Write()
    {
        // Offsets take the same room whatever they are, so a first pass finds where everything is and a second one writes it.
        var places = new Places();
        places = Write(new CompactBuilder(), places);
        var font = new CompactBuilder();
        Write(font, places);
        return font.ToArray();
    }

    private Places Write(CompactBuilder font, Places at)
    {
        font.Write([1, 0, 4, 4]);
        font.Index([Encoding.ASCII.GetBytes(Face.PostScriptName)]);
        font.Index([Top(at)]);
        font.Index(["Adobe"u8.ToArray(), "Identity"u8.ToArray()]);
        font.Index([]);

        var charset = font.Length;
        font.U8(2);
        font.U16(1);
        font.U16(Math.Max(0, _glyphs.Count - 2));

        var select = font.Length;
        font.U8(0);
        foreach (var (_, dict) in _glyphs)
        {
            font.U8(dict);
        }

        var programs = font.Length;
        font.Index([.. _glyphs.Select(glyph => glyph.Program)]);

        var privates = new List<int>();
        foreach (var (_, dict) in _used.Values)
        {
            privates.Add(font.Length);
            font.Write(dict.Private);
        }

        var dicts = font.Length;
        font.Index([.. _used.Values.Select((used, index) => DictOf(used.Dict, at.Privates is [] ? 0 : at.Privates[index]))]);
        return new Places { Charset = charset, Select = select, Programs = programs, Dicts = dicts, Privates = privates };
    }

    private byte[] Top(Places at)
    {
        var top = new CompactBuilder();
        top.Entry(RegistryOrderingSupplement, FirstOwnString, FirstOwnString + 1, 0);
        _top.CopyTo(top, name => name is FontBox or FontMatrix);
        top.Entry(CharacterIdCount, _glyphs.Count);
        top.Entry(Charset, at.Charset);
        top.Entry(FontDictSelect, at.Select);
        top.Entry(CharStrings, at.Programs);
        top.Entry(FontDicts, at.Dicts);
        return top.ToArray();
    }

    private static byte[] DictOf(FontDict dict, int at)
    {
        var builder = new CompactBuilder();
        builder.Write(dict.Matrix);
        builder.Entry(Private, dict.Private.Length, at);
        return builder.ToArray();
    }

    private FontDict ReadDict(int number)
    {
        var dict = _choice is null ? _top : new CompactDict(_dicts[number]);
        var (matrix, settings) = (new CompactBuilder(), new CompactBuilder());
        if (_choice is not null)
        {
            dict.CopyTo(matrix, name => name == FontMatrix);
        }

        if (dict.Numbers(Private) is not [var size, var offset])
        {
            return new FontDict(matrix.ToArray(), [], CompactIndex.Empty);
        }

        var values = new CompactDict(File.Read(_start + offset, size));
        values.CopyTo(settings, name => name != Subroutines);
        var subroutines = values.Has(Subroutines) ? new CompactIndex(File, _start + offset + values.Number(Subroutines)) : CompactIndex.Empty;
        return new FontDict(matrix.ToArray(), settings.ToArray(), subroutines);
    }

    private sealed record FontDict(byte[] Matrix, byte[] Private, CompactIndex Subroutines);

    private sealed record Places
    {
        public int Charset { get; init; }

        public int Select { get; init; }

        public int Programs { get; init; }

        public int Dicts { get; init; }

        public List<int> Privates { get; init; } = [];
    }
}
