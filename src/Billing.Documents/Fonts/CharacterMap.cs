using System.Text;

namespace Billing.Documents.Fonts;

/// <summary>Which glyph draws a character: a font's <c>cmap</c>, in its two forms for Unicode (OpenType, formats 4 and 12).</summary>
internal sealed class CharacterMap
{
    private const int GroupSize = 12;
    private readonly FontData _table;
    private readonly bool _isWide;
    private readonly int _segments;

    /// <exception cref="InvalidDataException">It has no map from Unicode.</exception>
    public CharacterMap(FontData cmap)
    {
        var best = (Rank: 0, Offset: 0);
        for (var record = 0; record < cmap.U16(2); record++)
        {
            var at = 4 + (record * 8);
            var offset = cmap.U32(at + 4);
            var rank = (cmap.U16(at), cmap.U16(at + 2), cmap.U16(offset)) switch
            {
                (3, 10, 12) or (0, _, 12) => 2,
                (3, 1, 4) or (0, _, 4) => 1,
                _ => 0,
            };
            best = rank > best.Rank ? (rank, offset) : best;
        }

        _isWide = best.Rank == 2;
        _table = best.Rank > 0 ? cmap.From(best.Offset) : throw new InvalidDataException("The font has no map from Unicode.");
        _segments = _isWide ? _table.U32(12) : _table.U16(6) / 2;
    }

    /// <summary>0 where the font does not have the character.</summary>
    public int GlyphOf(Rune character) => _isWide ? InGroups(character.Value) : character.IsBmp ? InSegments(character.Value) : 0;

    private int InGroups(int character)
    {
        var group = FirstEndingAtOrAfter(character, index => _table.U32(16 + (index * GroupSize) + 4));
        var at = 16 + (group * GroupSize);
        return group < _segments && character >= _table.U32(at) ? _table.U32(at + 8) + character - _table.U32(at) : 0;
    }

    private int InSegments(int character)
    {
        var segment = FirstEndingAtOrAfter(character, index => _table.U16(14 + (index * 2)));
        if (segment == _segments)
        {
            return 0;
        }

        var start = _table.U16(16 + (_segments * 2) + (segment * 2));
        var delta = _table.U16(16 + (_segments * 4) + (segment * 2));
        var rangeAt = 16 + (_segments * 6) + (segment * 2);
        if (character < start)
        {
            return 0;
        }

        if (_table.U16(rangeAt) is var range and > 0)
        {
            var glyph = _table.U16(rangeAt + range + ((character - start) * 2));
            return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
        }

        return (character + delta) & 0xFFFF;
    }

    private int FirstEndingAtOrAfter(int character, Func<int, int> end)
    {
        var (low, high) = (0, _segments);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = end(middle) < character ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
