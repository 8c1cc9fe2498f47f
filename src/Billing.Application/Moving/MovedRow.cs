using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Billing.Application.Ports;
using Billing.Application.Rows;

namespace Billing.Application.Moving;

/// <summary>A row on its way from one store to another: all of it but its ETag, which is the store's own.</summary>
public sealed record MovedRow(string Table, string PartitionKey, string RowKey, TableProperties Properties)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The row that makes the account be there.</summary>
    public bool IsAccountHead => Table == TablesInUse.Accounts && RowKey == AccountRows.Head;

    public bool IsDue => Table == TablesInUse.Due;

    /// <summary>
    /// The row as one line of JSON without its end, the same for equal rows whatever store they come from:
    /// <c>{"table":…,"partition":…,"row":…,"values":{"Text":"as it is","Count":{"Int64":"5"}}}</c>, values in ordinal order of their names.
    /// </summary>
    public byte[] ToLine()
    {
        var line = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(line, Options);
        json.WriteStartObject();
        json.WriteString("table", Table);
        json.WriteString("partition", PartitionKey);
        json.WriteString("row", RowKey);
        json.WriteStartObject("values");
        foreach (var (name, value) in Properties.OrderBy(property => property.Key, StringComparer.Ordinal))
        {
            Write(json, name, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return line.WrittenSpan.ToArray();
    }

    /// <exception cref="FormatException">The line is none of <see cref="ToLine"/>.</exception>
    public static MovedRow Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var row = json.RootElement;
            var properties = new TableProperties();
            foreach (var value in row.GetProperty("values").EnumerateObject())
            {
                properties.Add(value.Name, Read(value.Value));
            }

            return new(Text("table"), Text("partition"), Text("row"), properties);

            string Text(string name) => row.GetProperty(name).GetString()!;
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("The line is not a row.", problem);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, TableValue value)
    {
        if (value.Kind == TableValueKind.String)
        {
            json.WriteString(name, value.AsString());
            return;
        }

        json.WriteStartObject(name);
        json.WriteString(value.Kind.ToString(), value.ToString());
        json.WriteEndObject();
    }

    private static TableValue Read(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return TableValue.Of(value.GetString()!);
        }

        var typed = value.EnumerateObject().Single();
        return TableValue.Parse(Enum.Parse<TableValueKind>(typed.Name), typed.Value.GetString()!);
    }
}
