using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using Billing.Application.Ports;

namespace Billing.Storage.Sqlite;

/// <summary>
/// A row's properties as one blob: for each its name, its kind, its value. Texts are a varint length and UTF-8; integers are zigzag varints;
/// doubles, instants (ticks) and GUIDs are fixed, little-endian. Part of format 1 of the file (<see cref="StoreFormat"/>): never change it in place.
/// </summary>
internal static class PropertyCodec
{
    private const int MostNames = 4096;

    /// <summary>Few names, many rows: one string for each name.</summary>
    private static readonly ConcurrentDictionary<string, string> Names = new();

    private static readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> NamesBySpan =
        Names.GetAlternateLookup<ReadOnlySpan<char>>();

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_buffer;

    public static byte[] Encode(TableProperties properties)
    {
        var buffer = t_buffer ??= new(1024);
        buffer.ResetWrittenCount();
        foreach (var (name, value) in properties)
        {
            WriteText(buffer, name);
            Write(buffer, value);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static TableProperties Decode(ReadOnlySpan<byte> blob)
    {
        var properties = new TableProperties();
        while (!blob.IsEmpty)
        {
            var name = ReadName(ref blob);
            properties.Add(name, Read(ref blob));
        }

        return properties;
    }

    private static void Write(ArrayBufferWriter<byte> buffer, TableValue value)
    {
        WriteByte(buffer, (byte)value.Kind);
        switch (value.Kind)
        {
            case TableValueKind.String:
                WriteText(buffer, value.AsString());
                break;
            case TableValueKind.Int64:
                WriteVarint(buffer, ZigZag(value.AsInt64()));
                break;
            case TableValueKind.Int32:
                WriteVarint(buffer, ZigZag(value.AsInt32()));
                break;
            case TableValueKind.Boolean:
                WriteByte(buffer, value.AsBoolean() ? (byte)1 : (byte)0);
                break;
            case TableValueKind.Double:
                WriteFixed(buffer, BitConverter.DoubleToInt64Bits(value.AsDouble()));
                break;
            case TableValueKind.DateTime:
                WriteFixed(buffer, value.AsDateTime().UtcTicks);
                break;
            case TableValueKind.Guid:
                value.AsGuid().TryWriteBytes(buffer.GetSpan(16));
                buffer.Advance(16);
                break;
            case TableValueKind.Binary:
                WriteVarint(buffer, (ulong)value.AsBinary().Length);
                buffer.Write(value.AsBinary());
                break;
            default:
                throw new InvalidOperationException($"There is no value of the kind {value.Kind}.");
        }
    }

    private static TableValue Read(ref ReadOnlySpan<byte> blob)
    {
        var kind = (TableValueKind)Take(ref blob, 1)[0];
        return kind switch
        {
            TableValueKind.String => TableValue.Of(Encoding.UTF8.GetString(TakeCounted(ref blob))),
            TableValueKind.Int64 => TableValue.Of(UnZigZag(ReadVarint(ref blob))),
            TableValueKind.Int32 => TableValue.Of((int)UnZigZag(ReadVarint(ref blob))),
            TableValueKind.Boolean => TableValue.Of(Take(ref blob, 1)[0] != 0),
            TableValueKind.Double => TableValue.Of(BitConverter.Int64BitsToDouble(ReadFixed(ref blob))),
            TableValueKind.DateTime => TableValue.Of(new DateTimeOffset(ReadFixed(ref blob), TimeSpan.Zero)),
            TableValueKind.Guid => TableValue.Of(new Guid(Take(ref blob, 16))),
            TableValueKind.Binary => TableValue.Of(TakeCounted(ref blob).ToArray()),
            _ => throw new InvalidDataException($"The store holds a value of the unknown kind {kind}."),
        };
    }

    private static string ReadName(ref ReadOnlySpan<byte> blob)
    {
        var bytes = TakeCounted(ref blob);
        Span<char> chars = stackalloc char[TableLimits.NameChars];
        var name = chars[..Encoding.UTF8.GetChars(bytes, chars)];
        if (NamesBySpan.TryGetValue(name, out var known))
        {
            return known;
        }

        var added = new string(name);
        return Names.Count < MostNames ? Names.GetOrAdd(added, added) : added;
    }

    private static void WriteText(ArrayBufferWriter<byte> buffer, string text)
    {
        WriteVarint(buffer, (ulong)Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, buffer);
    }

    private static void WriteByte(ArrayBufferWriter<byte> buffer, byte value)
    {
        buffer.GetSpan(1)[0] = value;
        buffer.Advance(1);
    }

    private static void WriteFixed(ArrayBufferWriter<byte> buffer, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer.GetSpan(8), value);
        buffer.Advance(8);
    }

    private static void WriteVarint(ArrayBufferWriter<byte> buffer, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            WriteByte(buffer, (byte)(0x80 | (value & 0x7F)));
        }

        WriteByte(buffer, (byte)value);
    }

    private static long ReadFixed(ref ReadOnlySpan<byte> blob) => BinaryPrimitives.ReadInt64LittleEndian(Take(ref blob, 8));

    private static ulong ReadVarint(ref ReadOnlySpan<byte> blob)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = Take(ref blob, 1)[0];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }

    private static ReadOnlySpan<byte> TakeCounted(ref ReadOnlySpan<byte> blob) => Take(ref blob, checked((int)ReadVarint(ref blob)));

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> blob, int count)
    {
        var taken = blob[..count];
        blob = blob[count..];
        return taken;
    }

    private static ulong ZigZag(long value) => unchecked((ulong)((value << 1) ^ (value >> 63)));

    private static long UnZigZag(ulong value) => unchecked((long)(value >> 1) ^ -(long)(value & 1));
}
