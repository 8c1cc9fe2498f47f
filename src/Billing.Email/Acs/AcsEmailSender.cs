using Azure.Core;
using Azure.Core.Pipeline;
using Billing.Application.Ports;
using Billing.Email.Mime;

namespace Billing.Email.Acs;

/// <summary>
/// Sends over Azure Communication Services. Each e-mail is one operation whose id is ours, and the same in every attempt; where an earlier attempt may have
/// arrived, the operation is looked for before it is begun again.
/// </summary>
public sealed class AcsEmailSender : IEmailSender
{
    private static readonly TimeSpan DefaultPause = TimeSpan.FromMinutes(1);

    private readonly IAcsRequests _requests;
    private readonly TimeProvider _clock;

    /// <summary>While the service is away or has had enough, nobody asks: one e-mail finds it out for all.</summary>
    private SendAnswer? _pause;
    private DateTimeOffset _pausedUntil;

    internal AcsEmailSender(IAcsRequests requests, TimeProvider clock) => (_requests, _clock) = (requests, clock);

    /// <summary>Over the service's REST API.</summary>
    /// <param name="from">An address of a domain that is connected to the service.</param>
    /// <param name="token">For a connection without a key.</param>
    public static AcsEmailSender Connect(AcsConnection connection, EmailSenderIdentity from, TimeProvider clock, TokenCredential? token = null) =>
        Connect(connection, from, clock, token, null);

    internal static AcsEmailSender Connect(
        AcsConnection connection, EmailSenderIdentity from, TimeProvider clock, TokenCredential? token, HttpPipelineTransport? transport) =>
        new(new RestAcsRequests(AcsPipeline.Build(connection, token, transport), connection.Endpoint, from), clock);

    public async ValueTask<SendAnswer> SendAsync(OutgoingEmail email, CancellationToken cancellationToken) =>
        email.MayBeSent && await FindAsync(email.OperationId, cancellationToken) is { } found
            ? found
            : await AskAsync(token => _requests.SendAsync(email, token), cancellationToken);

    public async ValueTask<SendAnswer> CheckAsync(Guid operationId, CancellationToken cancellationToken) =>
        await FindAsync(operationId, cancellationToken) ?? new(SendOutcome.TryAgain, "The service does not know the operation.");

    /// <summary>Null where the service knows no such operation: nothing was ever sent.</summary>
    private async ValueTask<SendAnswer?> FindAsync(Guid operationId, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(token => _requests.FindAsync(operationId, token), cancellationToken);
        return answer == AcsAnswers.NotFound ? null : answer;
    }

    private async ValueTask<SendAnswer> AskAsync(Func<CancellationToken, Task<SendAnswer>> request, CancellationToken cancellationToken)
    {
        if (_pause is { } pause && _clock.GetUtcNow() < _pausedUntil)
        {
            return pause with { After = _pausedUntil - _clock.GetUtcNow() };
        }

        var answer = await AnswerAsync(request, cancellationToken);
        _pause = answer.Outcome == SendOutcome.TryAgain && answer != AcsAnswers.NotFound ? answer : null;
        _pausedUntil = _clock.GetUtcNow() + (answer.After ?? DefaultPause);
        return answer;
    }

    private static async ValueTask<SendAnswer> AnswerAsync(Func<CancellationToken, Task<SendAnswer>> request, CancellationToken cancellationToken)
    {
        try
        {
            return await request(cancellationToken);
        }
        catch (Exception problem) when (AcsAnswers.IsTransport(problem))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new(SendOutcome.TryAgain, $"The service did not answer: {problem.Message.Split('\n')[0]}");
        }
    }
}
