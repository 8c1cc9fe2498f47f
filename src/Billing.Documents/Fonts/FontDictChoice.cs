namespace Billing.Documents.Fonts;

/// <summary>Which of its font dictionaries a glyph of a CFF font belongs to (Adobe Technical Note 5176, section 19).</summary>
internal sealed class FontDictChoice
{
    private const int RangeSize = 3;
    private readonly FontData _table;
    private readonly int _ranges;

    /// <param name="start">In the file.</param>
    public FontDictChoice(FontReader file, long start, int glyphs)
    {
        switch (file.Read(start, 1).U8(0))
        {
            case 0:
                _table = file.Read(start + 1, glyphs);
                break;
            case 3:
                _ranges = file.Read(start + 1, 2).U16(0);
                _table = file.Read(start + 3, (_ranges * RangeSize) + 2);
                break;
            default:
                throw new InvalidDataException("The font chooses its dictionaries in an unknown way.");
        }
    }

    public int Of(int glyph)
    {
        if (_ranges == 0)
        {
            return _table.U8(glyph);
        }

        var (low, high) = (0, _ranges);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = _table.U16(middle * RangeSize) <= glyph ? (middle, high) : (low, middle);
        }

        return _table.U8((low * RangeSize) + 2);
    }
}
