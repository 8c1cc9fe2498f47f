namespace Billing.Storage.Azure.Rest;

/// <summary>The addresses of tables, rows and ranges. Keys stand in quotes, a quote in them doubled, then percent-encoded.</summary>
internal sealed class TableAddresses(TableConnection connection)
{
    private readonly string _endpoint = connection.Endpoint.AbsoluteUri.TrimEnd('/');

    public string Batch => WithRight($"{_endpoint}/$batch");

    /// <param name="nextTable">Where the service goes on; null: from the start.</param>
    public string Tables(string? nextTable = null) =>
        WithRight(nextTable is null ? $"{_endpoint}/Tables" : $"{_endpoint}/Tables?NextTableName={Uri.EscapeDataString(nextTable)}");

    public string OneTable(string table) => WithRight($"{_endpoint}/Tables('{table}')");

    public string Rows(string table) => $"{_endpoint}/{table}";

    public string RowInBatch(string table, string partitionKey, string rowKey) =>
        $"{_endpoint}/{table}(PartitionKey='{Quoted(partitionKey)}',RowKey='{Quoted(rowKey)}')";

    public string Row(string table, string partitionKey, string rowKey) => WithRight(RowInBatch(table, partitionKey, rowKey));

    /// <param name="continuation">By <see cref="Continuation"/>; null: the first page.</param>
    public string Range(string table, string filter, int top, string? continuation) =>
        WithRight($"{_endpoint}/{table}()?$filter={Uri.EscapeDataString(filter)}&$top={top}{continuation}");

    /// <summary>Where the service goes on, as the end of the next page's address; null: nothing follows.</summary>
    public static string? Continuation(string? nextPartitionKey, string? nextRowKey) =>
        nextPartitionKey is null ? null
        : $"&NextPartitionKey={Uri.EscapeDataString(nextPartitionKey)}{(nextRowKey is null ? "" : $"&NextRowKey={Uri.EscapeDataString(nextRowKey)}")}";

    private static string Quoted(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));

    private string WithRight(string address) =>
        connection.Sas is null ? address : $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{connection.Sas}";
}
