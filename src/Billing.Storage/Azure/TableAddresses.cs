using System.Text;

namespace Billing.Storage.Azure;

/// <summary>The addresses of tables, rows and ranges. Keys stand in quotes, a quote in them doubled, then percent-encoded.</summary>
internal sealed class TableAddresses(TableConnection connection)
{
    private readonly string _endpoint = connection.Endpoint.AbsoluteUri.TrimEnd('/');

    public string Batch => WithRight($"{_endpoint}/$batch");

    public string Tables => WithRight($"{_endpoint}/Tables");

    public string TablesFrom(string nextTable) => WithRight($"{_endpoint}/Tables?NextTableName={Uri.EscapeDataString(nextTable)}");

    public string OneTable(string table) => WithRight($"{_endpoint}/Tables('{table}')");

    public string Rows(string table) => $"{_endpoint}/{table}";

    public string RowInBatch(string table, string partitionKey, string rowKey) =>
        $"{_endpoint}/{table}(PartitionKey='{Quoted(partitionKey)}',RowKey='{Quoted(rowKey)}')";

    public string Row(string table, string partitionKey, string rowKey) => WithRight(RowInBatch(table, partitionKey, rowKey));

    public string Range(string table, string filter, int top, Continuation? continuation)
    {
        var address = new StringBuilder($"{_endpoint}/{table}()?$filter={Uri.EscapeDataString(filter)}&$top={top}");
        if (continuation is { } next)
        {
            address.Append($"&NextPartitionKey={Uri.EscapeDataString(next.PartitionKey)}");
            address.Append(next.RowKey is null ? "" : $"&NextRowKey={Uri.EscapeDataString(next.RowKey)}");
        }

        return WithRight(address.ToString());
    }

    private static string Quoted(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));

    private string WithRight(string address) =>
        connection.Sas is null ? address : $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{connection.Sas}";
}

/// <summary>Where the service goes on: opaque, as it came.</summary>
internal readonly record struct Continuation(string PartitionKey, string? RowKey);
