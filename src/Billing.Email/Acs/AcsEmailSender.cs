using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Billing.Application.Ports;
using Billing.Email.Mime;

namespace Billing.Email.Acs;

/// <summary>
/// Sends over Azure Communication Services' REST API. Each e-mail is one operation whose id is ours, and the same in every attempt; where an earlier attempt
/// may have arrived, the operation is looked for before it is begun again.
/// </summary>
public sealed class AcsEmailSender : IEmailSender
{
    private const string Version = "api-version=2025-09-01";
    private static readonly TimeSpan DefaultPause = TimeSpan.FromMinutes(1);

    private readonly HttpPipeline _pipeline;
    private readonly string _endpoint;
    private readonly EmailSenderIdentity _from;
    private readonly TimeProvider _clock;

    /// <summary>While the service is away or has had enough, nobody asks: one e-mail finds it out for all.</summary>
    private SendAnswer? _pause;
    private DateTimeOffset _pausedUntil;

    /// <param name="from">An address of a domain that is connected to the service.</param>
    /// <param name="token">For a connection without a key.</param>
    public AcsEmailSender(AcsConnection connection, EmailSenderIdentity from, TimeProvider clock, TokenCredential? token = null)
        : this(connection, from, clock, token, null)
    {
    }

    internal AcsEmailSender(AcsConnection connection, EmailSenderIdentity from, TimeProvider clock, TokenCredential? token, HttpPipelineTransport? transport) =>
        (_pipeline, _endpoint, _from, _clock) = (AcsPipeline.Build(connection, token, transport), connection.Endpoint, from, clock);

    public async ValueTask<SendAnswer> SendAsync(OutgoingEmail email, CancellationToken cancellationToken)
    {
        if (email.MayBeSent && await FindAsync(email.OperationId, cancellationToken) is { } found)
        {
            return found;
        }

        var replyTo = _from.ReplyTo is { } address ? new List<AcsAddress> { new(address) } : null;
        var content = new AcsContent(email.Rendered.Subject, email.Rendered.Text, email.Rendered.Html);
        var body = new AcsEmail(_from.Address, content, new([.. email.To.Select(to => new AcsAddress(to))]), replyTo);
        return await AskAsync(
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

    public async ValueTask<SendAnswer> CheckAsync(Guid operationId, CancellationToken cancellationToken) =>
        await FindAsync(operationId, cancellationToken) ?? new(SendOutcome.TryAgain, "The service does not know the operation.");

    /// <summary>Null where the service knows no such operation: nothing was ever sent.</summary>
    private async ValueTask<SendAnswer?> FindAsync(Guid operationId, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(RequestMethod.Get, $"emails/operations/{operationId}", static _ => { }, cancellationToken);
        return answer == AcsAnswers.NotFound ? null : answer;
    }

    private async ValueTask<SendAnswer> AskAsync(RequestMethod method, string path, Action<Request> fill, CancellationToken cancellationToken)
    {
        if (_pause is { } pause && _clock.GetUtcNow() < _pausedUntil)
        {
            return pause with { After = _pausedUntil - _clock.GetUtcNow() };
        }

        using var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri($"{_endpoint}/{path}?{Version}"));
        fill(message.Request);
        var answer = await AnswerAsync(message, cancellationToken);
        _pause = answer.Outcome == SendOutcome.TryAgain && answer != AcsAnswers.NotFound ? answer : null;
        _pausedUntil = _clock.GetUtcNow() + (answer.After ?? DefaultPause);
        return answer;
    }

    private async ValueTask<SendAnswer> AnswerAsync(HttpMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await _pipeline.SendAsync(message, cancellationToken);
            return AcsAnswers.Read(message.Request.Method, message.Response);
        }
        catch (Exception problem) when (AcsAnswers.IsTransport(problem))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new(SendOutcome.TryAgain, $"The service did not answer: {problem.Message.Split('\n')[0]}");
        }
    }
}
