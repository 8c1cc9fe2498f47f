using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Billing.Documents.Pdf;

/// <summary>
/// The objects of one file and how they are laid down (ISO 32000-1, 7.5): streams by themselves, everything else packed into object streams, and a
/// cross-reference stream at the end. Nothing in it comes from a clock or from chance: the same objects give the same bytes.
/// </summary>
internal sealed class PdfFile
{
    /// <summary>Readers unpack a whole object stream to get at one of its objects.</summary>
    private const int ObjectsPerStream = 200;

    private const byte Packed = 2;
    private const byte AtOffset = 1;
    private readonly List<string?> _objects = [null];
    private readonly List<(PdfReference Reference, string Entries, byte[] Data)> _streams = [];

    /// <summary>An object that others may refer to before it is <see cref="Set"/>.</summary>
    public PdfReference Reserve()
    {
        _objects.Add(null);
        return new PdfReference(_objects.Count - 1);
    }

    public void Set(PdfReference reference, string body) => _objects[reference.Number] = body;

    public PdfReference Add(string body)
    {
        var reference = Reserve();
        Set(reference, body);
        return reference;
    }

    /// <param name="entries">Of the stream's dictionary, beside its length and filter.</param>
    public PdfReference AddStream(string entries, ReadOnlySpan<byte> data)
    {
        var reference = Reserve();
        _streams.Add((reference, $"{entries} /Filter /FlateDecode", Deflate(data)));
        return reference;
    }

    /// <summary>For what a program may look for without unpacking: XMP metadata.</summary>
    public PdfReference AddPlainStream(string entries, ReadOnlySpan<byte> data)
    {
        var reference = Reserve();
        _streams.Add((reference, entries, data.ToArray()));
        return reference;
    }

    /// <summary>The whole file. The objects are complete by now: one that was reserved and never set is a bug.</summary>
    public byte[] Write(PdfReference catalog, PdfReference information)
    {
        PackObjects(out var packed);
        var table = Reserve();
        var places = new (byte Kind, int Where, int Index)[_objects.Count];
        places[0] = (0, 0, ushort.MaxValue);
        foreach (var (number, stream, index) in packed)
        {
            places[number] = (Packed, stream, index);
        }

        var file = new PdfBuffer();
        file.WriteLatin("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n");
        foreach (var (reference, entries, data) in _streams)
        {
            places[reference.Number] = (AtOffset, file.Length, 0);
            WriteStream(file, reference, entries, data);
        }

        var start = file.Length;
        places[table.Number] = (AtOffset, start, 0);
        if (places.Skip(1).Any(place => place.Kind == 0))
        {
            throw new InvalidOperationException("An object was reserved and never set.");
        }

        var id = Convert.ToHexString(SHA256.HashData(file.Written)[..16]);
        WriteStream(
            file,
            table,
            $"/Type /XRef /Size {places.Length} /W [1 4 2] /Root {catalog} /Info {information} /ID [<{id}> <{id}>] /Filter /FlateDecode",
            Deflate(TableOf(places)));
        file.WriteLatin($"startxref\n{start}\n%%EOF\n");
        return file.Written.ToArray();
    }

    private void PackObjects(out List<(int Number, int Stream, int Index)> packed)
    {
        packed = [];
        foreach (var chunk in Enumerable.Range(1, _objects.Count - 1).Where(number => _objects[number] is not null).Chunk(ObjectsPerStream).ToList())
        {
            var (heads, bodies) = (new PdfBuffer(), new PdfBuffer());
            var stream = _objects.Count;
            foreach (var (index, number) in chunk.Index())
            {
                packed.Add((number, stream, index));
                heads.Write($"{number} {bodies.Length} ");
                bodies.WriteLatin(_objects[number]!);
                bodies.WriteLatin("\n");
            }

            AddStream($"/Type /ObjStm /N {chunk.Length} /First {heads.Length}", [.. heads.Written, .. bodies.Written]);
        }
    }

    private static byte[] TableOf((byte Kind, int Where, int Index)[] places)
    {
        const int row = 7;
        var table = new byte[places.Length * row];
        foreach (var (number, (kind, where, index)) in places.Index())
        {
            var at = table.AsSpan(number * row);
            at[0] = kind;
            BinaryPrimitives.WriteInt32BigEndian(at[1..], where);
            BinaryPrimitives.WriteUInt16BigEndian(at[5..], (ushort)index);
        }

        return table;
    }

    private static void WriteStream(PdfBuffer file, PdfReference reference, string entries, byte[] data)
    {
        file.WriteLatin($"{reference.Number} 0 obj\n<< {entries} /Length {data.Length} >>\nstream\n");
        file.Write(data);
        file.WriteLatin("\nendstream\nendobj\n");
    }

    private static byte[] Deflate(ReadOnlySpan<byte> data)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            deflate.Write(data);
        }

        return packed.ToArray();
    }
}
