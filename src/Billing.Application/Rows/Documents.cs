using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Billing.Application.Ports;

namespace Billing.Application.Rows;

/// <summary>A record as a row: its JSON in the property <c>Doc</c>, cut into <c>Doc1</c>, <c>Doc2</c>, … where it is longer than one property may be.</summary>
public static class Documents
{
    private const string Name = "Doc";

    public static TableProperties Write<T>(T value, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.Serialize(value, type);
        var properties = new TableProperties();
        for (var (at, part) = (0, 0); at < json.Length || part == 0; at += TableLimits.StringChars, part++)
        {
            properties.Add(PartName(part), TableValue.Of(json.Substring(at, Math.Min(TableLimits.StringChars, json.Length - at))));
        }

        return properties;
    }

    /// <exception cref="JsonException">The row holds something else: a broken invariant.</exception>
    public static T Read<T>(TableRow row, JsonTypeInfo<T> type)
    {
        var first = row.Properties[Name].AsString();
        if (!row.Properties.TryGet(PartName(1), out _))
        {
            return Parse(first, type, row);
        }

        var json = new StringBuilder(first);
        for (var part = 1; row.Properties.TryGet(PartName(part), out var more); part++)
        {
            json.Append(more.AsString());
        }

        return Parse(json.ToString(), type, row);
    }

    /// <summary>A page of the documents under a prefix; the cursor is the row key to go on from, without the prefix.</summary>
    /// <param name="prefix">As <see cref="TableRange.Prefix"/> makes it.</param>
    public static ValueTask<Page<T>> PageAsync<T>(
        ITableStore tables, TableRange prefix, PageRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        PageAsync(tables, prefix, request, row => Read(row, type), cancellationToken);

    /// <summary>The same of rows that are read in their own way.</summary>
    public static async ValueTask<Page<T>> PageAsync<T>(
        ITableStore tables, TableRange prefix, PageRequest request, Func<TableRow, T> read, CancellationToken cancellationToken)
    {
        var range = prefix with { From = prefix.From + request.After, Limit = request.Limit };
        var page = await tables.ReadAsync(range, cancellationToken);
        return new([.. page.Rows.Select(read)], page.Next is { } next ? Cursor.Encode(next[prefix.From.Length..]) : null);
    }

    private static T Parse<T>(string json, JsonTypeInfo<T> type, TableRow row) =>
        JsonSerializer.Deserialize(json, type) ?? throw new JsonException($"The row '{row.PartitionKey}' '{row.RowKey}' is empty.");

    private static string PartName(int part) => part == 0 ? Name : $"{Name}{part}";
}
