using System.Buffers;
using System.Text;

namespace Billing.Application.Metering.Rows;

/// <summary>Writes numbers as varints (7 bits a byte, lowest first) and texts as UTF-8 behind their length: the compact form of the metering rows.</summary>
internal sealed class PackWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public bool IsEmpty => _bytes.WrittenCount == 0;

    /// <summary>What was written; the writer is empty afterwards.</summary>
    public byte[] Take()
    {
        var bytes = _bytes.WrittenSpan.ToArray();
        _bytes.ResetWrittenCount();
        return bytes;
    }

    /// <param name="value">Not negative.</param>
    public void Unsigned(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        var span = _bytes.GetSpan(10);
        var count = 0;
        for (var rest = (ulong)value; ; rest >>= 7)
        {
            span[count++] = unchecked((byte)(rest < 0x80 ? rest : rest | 0x80));
            if (rest < 0x80)
            {
                break;
            }
        }

        _bytes.Advance(count);
    }

    /// <summary>Small magnitudes of either sign are short.</summary>
    public void Signed(int value) => Unsigned(value < 0 ? (-2L * value) - 1 : 2L * value);

    public void Text(string text)
    {
        Unsigned(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, _bytes);
    }
}

/// <summary>Reads what <see cref="PackWriter"/> wrote, in the same order.</summary>
internal ref struct PackReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool AtEnd => _rest.IsEmpty;

    public long Unsigned()
    {
        var value = 0UL;
        var count = 0;
        byte part;
        do
        {
            part = _rest[count];
            value |= (ulong)(part & 0x7F) << (7 * count);
            count++;
        }
        while (part >= 0x80);

        _rest = _rest[count..];
        return (long)value;
    }

    public int Signed()
    {
        var value = Unsigned();
        return (int)((value & 1) == 0 ? value / 2 : -(value + 1) / 2);
    }

    public string Text()
    {
        var length = (int)Unsigned();
        var text = Encoding.UTF8.GetString(_rest[..length]);
        _rest = _rest[length..];
        return text;
    }
}
