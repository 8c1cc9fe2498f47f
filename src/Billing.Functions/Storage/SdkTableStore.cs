using Azure.Core;
using Azure.Data.Tables;
using Billing.Storage.Azure;

namespace Billing.Functions.Storage;

/// <summary>The store of the Azure home: Table Storage by the official client.</summary>
public static class SdkTableStore
{
    /// <summary>By the key or the shared access signature of a connection string.</summary>
    public static AzureTableStore Connect(string connectionString, AzureTableOptions? options = null) =>
        Over(new TableServiceClient(connectionString, ClientOptions(options ??= new())), options);

    /// <summary>By a token, as Azure.Identity gives it. The endpoint is <c>https://{account}.table.core.windows.net</c>.</summary>
    public static AzureTableStore Connect(Uri endpoint, TokenCredential token, AzureTableOptions? options = null) =>
        Over(new TableServiceClient(endpoint, token, ClientOptions(options ??= new())), options);

    private static AzureTableStore Over(TableServiceClient service, AzureTableOptions options) => new(new SdkTableRequests(service), options);

    private static TableClientOptions ClientOptions(AzureTableOptions options)
    {
        var client = new TableClientOptions { RetryPolicy = new ReadsRetryPolicy(options), Retry = { NetworkTimeout = options.AttemptTimeout } };
        client.Transport = options.Transport ?? client.Transport;
        return client;
    }
}
