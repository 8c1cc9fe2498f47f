using System.Buffers.Binary;

namespace Billing.Documents.Fonts;

/// <summary>Bytes of a CFF font in the making (Adobe Technical Note 5176).</summary>
internal sealed class CompactBuilder
{
    private readonly List<byte> _bytes = [];

    public int Length => _bytes.Count;

    public byte[] ToArray() => [.. _bytes];

    public void Write(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

    public void U8(int value) => _bytes.Add((byte)value);

    public void U16(int value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        Write(bytes);
    }

    /// <summary>Always five bytes, so that offsets can be filled in without moving what they point to.</summary>
    public void Number(int value)
    {
        U8(29);
        U32(value);
    }

    public void Operator(int name)
    {
        if (name >= 1_200)
        {
            U8(12);
        }

        U8(name % 1_200);
    }

    public void Entry(int name, params ReadOnlySpan<int> numbers)
    {
        foreach (var number in numbers)
        {
            Number(number);
        }

        Operator(name);
    }

    public void Index(IReadOnlyCollection<byte[]> items)
    {
        U16(items.Count);
        if (items.Count == 0)
        {
            return;
        }

        U8(4);
        var offset = 1;
        U32(offset);
        foreach (var item in items)
        {
            U32(offset += item.Length);
        }

        foreach (var item in items)
        {
            Write(item);
        }
    }

    private void U32(int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        Write(bytes);
    }
}
