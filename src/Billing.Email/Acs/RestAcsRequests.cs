using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Billing.Application.Ports;
using Billing.Email.Mime;

namespace Billing.Email.Acs;

/// <summary>The service's REST API over Azure.Core's pipeline.</summary>
internal sealed class RestAcsRequests(HttpPipeline pipeline, string endpoint, EmailSenderIdentity from) : IAcsRequests
{
    private const string Version = "api-version=2025-09-01";

    public Task<SendAnswer> SendAsync(OutgoingEmail email, CancellationToken cancellationToken)
    {
        var replyTo = from.ReplyTo is { } address ? new List<AcsAddress> { new(address) } : null;
        var content = new AcsContent(email.Rendered.Subject, email.Rendered.Text, email.Rendered.Html);
        var body = new AcsEmail(from.Address, content, new([.. email.To.Select(to => new AcsAddress(to))]), replyTo);
        return AskAsync(
            RequestMethod.Post,
            "emails:send",
            request =>
            {
                request.Headers.SetValue("Operation-Id", email.OperationId.ToString());
                request.Headers.SetValue("Content-Type", "application/json");
                request.Content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(body, AcsJson.Default.AcsEmail));
            },
            cancellationToken);
    }

    public Task<SendAnswer> FindAsync(Guid operationId, CancellationToken cancellationToken) =>
        AskAsync(RequestMethod.Get, $"emails/operations/{operationId}", static _ => { }, cancellationToken);

    private async Task<SendAnswer> AskAsync(RequestMethod method, string path, Action<Request> fill, CancellationToken cancellationToken)
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri($"{endpoint}/{path}?{Version}"));
        fill(message.Request);
        await pipeline.SendAsync(message, cancellationToken);
        return method == RequestMethod.Get ? AcsAnswers.OfLookUp(message.Response) : AcsAnswers.OfSending(message.Response);
    }
}
