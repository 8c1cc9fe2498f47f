namespace Billing.Documents.Fonts;

/// <summary>A list of byte strings in a CFF font, read one by one (Adobe Technical Note 5176, section 5).</summary>
internal sealed class CompactIndex
{
    public static readonly CompactIndex Empty = new();
    private readonly FontReader? _file;
    private readonly long _offsets;
    private readonly int _offsetSize;

    /// <param name="start">In the file.</param>
    public CompactIndex(FontReader file, long start)
    {
        _file = file;
        Count = file.Read(start, 2).U16(0);
        if (Count == 0)
        {
            End = start + 2;
            return;
        }

        _offsetSize = file.Read(start + 2, 1).U8(0) is var size and >= 1 and <= 4 ? size : throw new InvalidDataException("The font has a broken list.");
        _offsets = start + 3;
        End = Data + OffsetOf(Count);
    }

    private CompactIndex()
    {
    }

    public int Count { get; }

    /// <summary>Behind the list, in the file.</summary>
    public long End { get; }

    private long Data => _offsets + ((Count + 1L) * _offsetSize) - 1;

    public FontData this[int index]
    {
        get
        {
            if (_file is null || index < 0 || index >= Count)
            {
                throw new InvalidDataException("The font asks for what it does not have.");
            }

            var offsets = _file.Read(_offsets + ((long)index * _offsetSize), _offsetSize * 2);
            var start = offsets.Offset(0, _offsetSize);
            return _file.Read(Data + start, offsets.Offset(_offsetSize, _offsetSize) - start);
        }
    }

    private int OffsetOf(int index) => _file!.Read(_offsets + ((long)index * _offsetSize), _offsetSize).Offset(0, _offsetSize);
}
