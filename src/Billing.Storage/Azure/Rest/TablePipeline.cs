using Azure.Core;
using Azure.Core.Pipeline;

namespace Billing.Storage.Azure.Rest;

/// <summary>Azure.Core's pipeline as this store needs it: signed, diagnosed, and repeated only where repeating is harmless.</summary>
internal static class TablePipeline
{
    private const string TokenScope = "https://storage.azure.com/.default";

    public static HttpPipeline Build(TableConnection connection, TokenCredential? token, AzureTableOptions options)
    {
        var client = new Options { RetryPolicy = new ReadsRetryPolicy(options), Retry = { NetworkTimeout = options.AttemptTimeout } };
        if (options.Transport is { } transport)
        {
            client.Transport = transport;
        }

        HttpPipelinePolicy[] right = (connection.Key, token) switch
        {
            ({ } key, _) => [new SharedKeyLitePolicy(connection.Account, key)],
            (_, { } credential) => [new BearerTokenAuthenticationPolicy(credential, TokenScope)],
            _ => [],
        };
        return HttpPipelineBuilder.Build(client, [new VersionPolicy()], right, new ResponseClassifier());
    }

    private sealed class Options : ClientOptions;

    private sealed class VersionPolicy : HttpPipelineSynchronousPolicy
    {
        /// <summary>The first that takes tokens; nothing later matters to tables.</summary>
        private const string ServiceVersion = "2020-12-06";

        public override void OnSendingRequest(HttpMessage message)
        {
            message.Request.Headers.SetValue("x-ms-version", ServiceVersion);
            message.Request.Headers.SetValue("DataServiceVersion", "3.0;");
            message.Request.Headers.SetValue("MaxDataServiceVersion", "3.0;NetFx");
            message.Request.Headers.SetValue("Accept", "application/json;odata=minimalmetadata");
        }
    }
}
