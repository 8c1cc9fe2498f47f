using Azure.Core;
using Azure.Data.Tables;
using Billing.Application;
using Billing.Storage.Azure;

namespace Billing.Functions.Storage;

/// <summary>The store of the Azure home: Table Storage by the official client.</summary>
public static class SdkTableStore
{
    /// <exception cref="SettingException">It is missing, or neither a connection string nor an https address.</exception>
    public static AzureTableStore Open(Settings settings, TokenCredential identity)
    {
        var where = settings.Required("Billing:Storage", "a connection string of Table Storage; or its https address, which the identity opens");
        try
        {
            return where.Contains('=', StringComparison.Ordinal) ? Connect(where)
                : Uri.TryCreate(where, UriKind.Absolute, out var endpoint) && endpoint.Scheme == Uri.UriSchemeHttps ? Connect(endpoint, identity)
                : throw new SettingException("Billing:Storage: neither a connection string nor an https address.");
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new SettingException("Billing:Storage: this is no connection string of Table Storage.", problem);
        }
    }

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
