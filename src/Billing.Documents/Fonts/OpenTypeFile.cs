using System.Buffers.Binary;

namespace Billing.Documents.Fonts;

/// <summary>Lays tables down as a TrueType file, with its checksums (OpenType, "Table Directory").</summary>
internal static class OpenTypeFile
{
    private const uint Magic = 0xB1B0AFBA;
    private const int AdjustmentInHead = 8;

    /// <param name="tables">In the order of their tags. <c>head</c> is changed: it gets the file's checksum.</param>
    public static byte[] Write(SortedDictionary<string, byte[]> tables)
    {
        var start = 12 + (tables.Count * 16);
        var file = new byte[start + tables.Values.Sum(table => Padded(table.Length))];
        var powers = (int)Math.Log2(tables.Count);
        U32(file, 0, 0x00010000);
        U16(file, 4, tables.Count);
        U16(file, 6, 16 << powers);
        U16(file, 8, powers);
        U16(file, 10, (tables.Count - (1 << powers)) * 16);

        var (record, at, headAt) = (12, start, 0);
        foreach (var (tag, table) in tables)
        {
            if (tag == "head")
            {
                headAt = at;
                U32(table, AdjustmentInHead, 0);
            }

            table.CopyTo(file, at);
            System.Text.Encoding.ASCII.GetBytes(tag, file.AsSpan(record));
            U32(file, record + 4, Sum(file.AsSpan(at, Padded(table.Length))));
            U32(file, record + 8, (uint)at);
            U32(file, record + 12, (uint)table.Length);
            (record, at) = (record + 16, at + Padded(table.Length));
        }

        U32(file, headAt + AdjustmentInHead, unchecked(Magic - Sum(file)));
        return file;
    }

    private static int Padded(int length) => (length + 3) & ~3;

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (var at = 0; at < bytes.Length; at += 4)
        {
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]));
        }

        return sum;
    }

    private static void U16(byte[] bytes, int at, int value) => BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at), (ushort)value);

    private static void U32(byte[] bytes, int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), value);
}
