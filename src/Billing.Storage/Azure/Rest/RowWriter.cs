using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Billing.Application.Ports;

namespace Billing.Storage.Azure.Rest;

/// <summary>A row as the service's JSON. Every type but text, 32-bit numbers and flags is told beside the value, or the service would guess.</summary>
internal static class RowWriter
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    /// <summary>The body is JSON for a service, never part of a page.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static byte[] Write(string partitionKey, string rowKey, string commitId, TableProperties properties)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("PartitionKey", partitionKey);
            json.WriteString("RowKey", rowKey);
            json.WriteString(TableLimits.CommitId, commitId);
            foreach (var (name, value) in properties)
            {
                Write(json, name, value);
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string name, TableValue value)
    {
        switch (value.Kind)
        {
            case TableValueKind.String:
                json.WriteString(name, value.AsString());
                break;
            case TableValueKind.Int32:
                json.WriteNumber(name, value.AsInt32());
                break;
            case TableValueKind.Boolean:
                json.WriteBoolean(name, value.AsBoolean());
                break;
            case TableValueKind.Int64:
                Typed("Edm.Int64", value.AsInt64().ToString(CultureInfo.InvariantCulture));
                break;
            case TableValueKind.Double:
                Typed("Edm.Double", value.AsDouble());
                break;
            case TableValueKind.DateTime:
                Typed("Edm.DateTime", value.AsDateTime().ToString(Instant, CultureInfo.InvariantCulture));
                break;
            case TableValueKind.Guid:
                Typed("Edm.Guid", value.AsGuid().ToString());
                break;
            case TableValueKind.Binary:
                Typed("Edm.Binary", Convert.ToBase64String(value.AsBinary()));
                break;
            default:
                throw new InvalidOperationException($"There is no value of the kind {value.Kind}.");
        }

        void Typed(string type, object written)
        {
            json.WriteString($"{name}@odata.type", type);
            if (written is double number && double.IsFinite(number))
            {
                json.WriteNumber(name, number);
                return;
            }

            json.WriteString(name, Convert.ToString(written, CultureInfo.InvariantCulture));
        }
    }
}
