using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Billing.Documents.Tests.Reading;

/// <summary>A PDF file, taken apart: every object is where the cross-reference says, every stream as long as it says, every link leads to an object.</summary>
internal sealed class ReadPdf
{
    private const string End = "%%EOF\n";
    private readonly byte[] _bytes;
    private readonly Dictionary<int, object?> _objects = [];

    public ReadPdf(ReadOnlyMemory<byte> file)
    {
        _bytes = file.ToArray();
        Assert.StartsWith("%PDF-1.7\n", Encoding.Latin1.GetString(_bytes, 0, 20));
        Assert.EndsWith(End, Encoding.Latin1.GetString(_bytes, _bytes.Length - 20, 20));
        var tail = Encoding.Latin1.GetString(_bytes, _bytes.Length - 40, 40);
        var start = int.Parse(tail[(tail.IndexOf("startxref\n", StringComparison.Ordinal) + 10)..^End.Length]);

        var table = ObjectAt(start, out var own);
        Trailer = table.Entries;
        Assert.Equal(new PdfName("XRef"), Trailer["Type"]);
        Assert.Equal([1.0, 4.0, 2.0], Assert.IsType<List<object?>>(Trailer["W"]));
        var all = table.Data.Chunk(7).Select(row => (
            Kind: row[0],
            Where: BinaryPrimitives.ReadInt32BigEndian(row.AsSpan(1)),
            Index: BinaryPrimitives.ReadUInt16BigEndian(row.AsSpan(5)))).ToList();
        Assert.Equal((double)all.Count, Trailer["Size"]);
        Assert.Equal((0, 0, (ushort)65_535), all[0]);
        Assert.Equal((1, start, (ushort)0), all[own]);
        foreach (var (number, place) in all.Index().Skip(1).Where(entry => entry.Item.Kind == 1))
        {
            _objects[number] = ObjectAt(place.Where, out var named);
            Assert.Equal(number, named);
        }

        foreach (var packed in all.Index().Skip(1).Where(entry => entry.Item.Kind != 1).GroupBy(entry => entry.Item.Where))
        {
            Assert.All(packed, entry => Assert.Equal(2, entry.Item.Kind));
            Unpack(Assert.IsType<PdfStream>(_objects[packed.Key]), packed.ToDictionary(entry => (int)entry.Item.Index, entry => entry.Index));
        }

        foreach (var value in _objects.Values)
        {
            CheckLinks(value);
        }

        Catalog = Dictionary(Trailer["Root"]);
        Pages = [.. List(Dictionary(Catalog["Pages"])["Kids"]).Select(Dictionary)];
        Assert.Equal((double)Pages.Count, Dictionary(Catalog["Pages"])["Count"]);
    }

    public Dictionary<string, object?> Trailer { get; }

    public Dictionary<string, object?> Catalog { get; }

    public List<Dictionary<string, object?>> Pages { get; }

    public object? Follow(object? value) => value is PdfLink link ? _objects[link.Number] : value;

    public Dictionary<string, object?> Dictionary(object? value) => Assert.IsType<Dictionary<string, object?>>(Follow(value));

    public List<object?> List(object? value) => Assert.IsType<List<object?>>(Follow(value));

    public PdfStream Stream(object? value) => Assert.IsType<PdfStream>(Follow(value));

    public static string Text(object? value) => Assert.IsType<byte[]>(value) is [0xFE, 0xFF, .. var wide]
        ? Encoding.BigEndianUnicode.GetString(wide)
        : Encoding.ASCII.GetString((byte[])value!);

    private PdfStream ObjectAt(int at, out int number)
    {
        var objects = new PdfObjects(_bytes, at);
        number = (int)Assert.IsType<double>(objects.Next());
        Assert.Equal(0.0, objects.Next());
        objects.Expect("obj");
        var value = objects.Next();
        objects.Expect("stream");
        var entries = Assert.IsType<Dictionary<string, object?>>(value);
        var (start, length) = (objects.At + 1, (int)(double)entries["Length"]!);
        objects.At = start + length;
        objects.Expect("endstream");
        objects.Expect("endobj");
        var data = _bytes.AsSpan(start, length).ToArray();
        return new PdfStream(entries, entries.ContainsKey("Filter") ? Inflate(data) : data);
    }

    private static byte[] Inflate(byte[] data)
    {
        using var zlib = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        var plain = new MemoryStream();
        zlib.CopyTo(plain);
        return plain.ToArray();
    }

    /// <param name="numbers">By place in the stream, as the cross-reference has them.</param>
    private void Unpack(PdfStream stream, Dictionary<int, int> numbers)
    {
        Assert.Equal(new PdfName("ObjStm"), stream.Entries["Type"]);
        Assert.Equal((double)numbers.Count, stream.Entries["N"]);
        var heads = new PdfObjects(stream.Data);
        for (var index = 0; index < numbers.Count; index++)
        {
            Assert.Equal((double)numbers[index], heads.Next());
            _objects[numbers[index]] = new PdfObjects(stream.Data, (int)((double)stream.Entries["First"]! + (double)heads.Next()!)).Next();
        }
    }

    private void CheckLinks(object? value)
    {
        switch (value)
        {
            case PdfLink link:
                Assert.True(_objects.ContainsKey(link.Number), $"There is no object {link.Number}.");
                break;
            case PdfStream stream:
                CheckLinks(stream.Entries);
                break;
            case Dictionary<string, object?> entries:
                entries.Values.ToList().ForEach(CheckLinks);
                break;
            case List<object?> list:
                list.ForEach(CheckLinks);
                break;
        }
    }
}
