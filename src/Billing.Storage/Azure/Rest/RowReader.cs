using System.Globalization;
using System.Text;
using System.Text.Json;
using Billing.Application.Ports;

namespace Billing.Storage.Azure.Rest;

/// <summary>Reads rows from the service's JSON with minimal metadata. A value's type may stand before or after it.</summary>
internal static class RowReader
{
    private const string TypeSuffix = "@odata.type";

    /// <summary>A query's answer: <c>{"odata.metadata":…,"value":[…]}</c>.</summary>
    public static List<StoredRow> Rows(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        var rows = new List<StoredRow>();
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.StartArray)
            {
                while (json.Read() && json.TokenType == JsonTokenType.StartObject)
                {
                    rows.Add(Row(ref json));
                }
            }
        }

        return rows;
    }

    public static StoredRow Row(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        json.Read();
        return Row(ref json);
    }

    /// <summary>The names of a list of tables.</summary>
    public static List<string> Tables(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        var tables = new List<string>();
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("TableName"u8) && json.Read())
            {
                tables.Add(json.GetString()!);
            }
        }

        return tables;
    }

    private static StoredRow Row(ref Utf8JsonReader json)
    {
        var values = new List<(string Name, JsonTokenType Token, string Text)>();
        var types = new Dictionary<string, string>();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            var text = json.TokenType == JsonTokenType.String ? json.GetString()! : Encoding.UTF8.GetString(json.ValueSpan);
            if (name.EndsWith(TypeSuffix, StringComparison.Ordinal))
            {
                types.Add(name[..^TypeSuffix.Length], text);
            }
            else if (json.TokenType != JsonTokenType.Null)
            {
                values.Add((name, json.TokenType, text));
            }
        }

        var (partitionKey, rowKey, etag, commitId) = ("", "", "", (string?)null);
        var properties = new TableProperties();
        foreach (var (name, token, text) in values)
        {
            switch (name)
            {
                case "PartitionKey":
                    partitionKey = text;
                    break;
                case "RowKey":
                    rowKey = text;
                    break;
                case "odata.etag":
                    etag = text;
                    break;
                case TableLimits.CommitId:
                    commitId = text;
                    break;
                case "Timestamp" or "odata.metadata" or "odata.type" or "odata.id" or "odata.editLink":
                    break;
                default:
                    properties.Add(name, Value(token, text, types.GetValueOrDefault(name)));
                    break;
            }
        }

        return new(new(partitionKey, rowKey, etag, properties), commitId);
    }

    /// <summary>Without a type, a whole number of 32 bits is one, and every other number a double.</summary>
    private static TableValue Value(JsonTokenType token, string text, string? type) => (token, type) switch
    {
        (_, "Edm.Int64") => TableValue.Of(long.Parse(text, CultureInfo.InvariantCulture)),
        (_, "Edm.Double") => TableValue.Of(double.Parse(text, CultureInfo.InvariantCulture)),
        (_, "Edm.DateTime") => TableValue.Of(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)),
        (_, "Edm.Guid") => TableValue.Of(Guid.Parse(text)),
        (_, "Edm.Binary") => TableValue.Of(Convert.FromBase64String(text)),
        (JsonTokenType.True or JsonTokenType.False, _) => TableValue.Of(token == JsonTokenType.True),
        (JsonTokenType.Number, _) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? TableValue.Of(whole)
            : TableValue.Of(double.Parse(text, CultureInfo.InvariantCulture)),
        _ => TableValue.Of(text),
    };
}
