using System.Buffers.Binary;

namespace Billing.Documents.Fonts;

/// <summary>Bytes of a font, big-endian. A font is a file from outside: whatever points beyond its end is a fault of the font, not of the program.</summary>
/// <remarks>Every member throws <see cref="InvalidDataException"/> where it would read outside.</remarks>
internal readonly struct FontData(ReadOnlyMemory<byte> bytes)
{
    public int Length => bytes.Length;

    public ReadOnlyMemory<byte> Memory => bytes;

    public byte U8(int at) => Span(at, 1)[0];

    public int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(Span(at, 2));

    public int I16(int at) => BinaryPrimitives.ReadInt16BigEndian(Span(at, 2));

    /// <summary>An unsigned number of 1 to 4 bytes; offsets beyond 2 GB are faults.</summary>
    public int Offset(int at, int size)
    {
        long value = 0;
        foreach (var part in Span(at, size))
        {
            value = (value << 8) | part;
        }

        return value <= int.MaxValue ? (int)value : throw new InvalidDataException("An offset is beyond any font's end.");
    }

    public int U32(int at) => Offset(at, 4);

    public string Tag(int at) => System.Text.Encoding.ASCII.GetString(Span(at, 4));

    public ReadOnlySpan<byte> Span(int at, int length) => Slice(at, length).Memory.Span;

    public FontData Slice(int at, int length) => at >= 0 && length >= 0 && length <= bytes.Length - at && at <= bytes.Length
        ? new FontData(bytes.Slice(at, length))
        : throw new InvalidDataException("The font points beyond its end.");

    public FontData From(int at) => Slice(at, bytes.Length - at);
}
