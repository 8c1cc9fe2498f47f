using Azure.Core;
using Azure.Core.Pipeline;

namespace Billing.Email.Acs;

/// <summary>Azure.Core's pipeline, signed, and without retries of its own: an e-mail's own schedule tries again, under the same operation id.</summary>
internal static class AcsPipeline
{
    private const string TokenScope = "https://communication.azure.com/.default";
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    /// <param name="token">Needed where the connection has no key.</param>
    /// <param name="transport">Null: HTTP as the machine has it.</param>
    public static HttpPipeline Build(AcsConnection connection, TokenCredential? token, HttpPipelineTransport? transport)
    {
        var options = new Options { Retry = { MaxRetries = 0, NetworkTimeout = AnswerLimit } };
        options.Transport = transport ?? options.Transport;
        HttpPipelinePolicy right = connection.AccessKey is { } key
            ? new SigningPolicy(key)
            : new BearerTokenAuthenticationPolicy(token ?? throw new ArgumentNullException(nameof(token)), TokenScope);
        return HttpPipelineBuilder.Build(options, [], [right], new ResponseClassifier());
    }

    private sealed class Options : ClientOptions;

    private sealed class SigningPolicy(byte[] key) : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message)
        {
            using var body = new MemoryStream();
            message.Request.Content?.WriteTo(body, message.CancellationToken);
            var hash = AcsSignature.HashOf(body.GetBuffer().AsSpan(0, (int)body.Length));

            // The machine's clock, not a test's: the service compares it with its own.
            var date = DateTimeOffset.UtcNow.ToString("R");
            var signature = AcsSignature.Sign(key, message.Request.Method.Method, message.Request.Uri.ToUri(), date, hash);
            message.Request.Headers.SetValue("x-ms-date", date);
            message.Request.Headers.SetValue("x-ms-content-sha256", hash);
            message.Request.Headers.SetValue("Authorization", AcsSignature.Header(signature));
        }
    }
}
