using Azure;
using Azure.Communication.Email;
using Azure.Core;
using Azure.Core.Pipeline;
using Billing.Email.Acs;
using Billing.Email.Mime;

namespace Billing.Functions.Email;

/// <summary>The sender of the Azure home: Azure Communication Services by the official client.</summary>
public static class SdkEmailSender
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    /// <param name="from">An address of a domain that is connected to the service.</param>
    /// <param name="token">For a connection without a key.</param>
    public static AcsEmailSender Connect(AcsConnection connection, EmailSenderIdentity from, TimeProvider clock, TokenCredential? token = null) =>
        Connect(connection, from, clock, token, null);

    /// <param name="transport">Null: HTTP as the machine has it.</param>
    internal static AcsEmailSender Connect(
        AcsConnection connection, EmailSenderIdentity from, TimeProvider clock, TokenCredential? token, HttpPipelineTransport? transport)
    {
        // No retries of its own: an e-mail's own schedule tries again, under the same operation id.
        var options = new EmailClientOptions { Retry = { MaxRetries = 0, NetworkTimeout = AnswerLimit } };
        options.Transport = transport ?? options.Transport;
        var endpoint = new Uri(connection.Endpoint);
        var client = connection.AccessKey is { } key
            ? new EmailClient(endpoint, new AzureKeyCredential(Convert.ToBase64String(key)), options)
            : new EmailClient(endpoint, token ?? throw new ArgumentNullException(nameof(token)), options);
        return new(new SdkAcsRequests(client, from), clock);
    }
}
