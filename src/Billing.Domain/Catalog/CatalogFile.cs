using System.Text.Json;
using System.Text.Unicode;

namespace Billing.Domain.Catalog;

/// <param name="Pointer">JSON pointer (RFC 6901) into the file; empty for the whole of it.</param>
public sealed record CatalogFault(string Pointer, string Detail)
{
    public override string ToString() => $"{(Pointer.Length == 0 ? "(file)" : Pointer)}: {Detail}";
}

/// <summary>Either the catalog, or every fault of the file.</summary>
public sealed record CatalogReading(ProductCatalog? Catalog, IReadOnlyList<CatalogFault> Faults);

/// <summary>
/// Reads <c>catalog.json</c>. Strict: members that are unknown, missing or doubled are faults, so that a slip of the pen never sells anything.
/// </summary>
public static class CatalogFile
{
    private static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    public static CatalogReading Parse(ReadOnlySpan<byte> utf8)
    {
        var text = utf8.StartsWith(ByteOrderMark) ? utf8[ByteOrderMark.Length..] : utf8;
        if (!Utf8.IsValid(text))
        {
            return new CatalogReading(null, [new CatalogFault("", "The file is not UTF-8.")]);
        }

        try
        {
            using var document = JsonDocument.Parse(text.ToArray());
            var reader = new CatalogReader();
            var catalog = reader.Read(document.RootElement);
            return reader.Faults.Count == 0 ? new CatalogReading(catalog, []) : new CatalogReading(null, reader.Faults);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // JsonElement throws InvalidOperationException where an escape is half a surrogate pair.
            return new CatalogReading(null, [new CatalogFault("", $"The file is not JSON: {problem.Message}")]);
        }
    }
}
