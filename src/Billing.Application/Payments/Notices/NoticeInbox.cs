using Billing.Application.Due;
using Billing.Application.Ports;
using Billing.Domain;
using Microsoft.Extensions.Logging;

namespace Billing.Application.Payments;

/// <summary>What a webhook is answered.</summary>
public sealed record WebhookReceipt(bool Received);

/// <summary>Reads what the notice is about again at the provider and applies what it finds, once: <see cref="PaymentUpdates.ApplyAsync"/>.</summary>
public delegate ValueTask ApplyNotice(AccountId account, ProviderNotice notice, CancellationToken cancellationToken);

/// <summary>
/// The provider's notices: kept before they are answered, worked on after it. Those that never came are asked for, so that a lost webhook costs time and
/// nothing else.
/// </summary>
/// <param name="clock">The provider's: what its notices are dated by.</param>
public sealed partial class NoticeInbox(
    ITableStore tables, IPaymentNotices provider, ApplyNotice apply, TimeProvider clock, ILogger<NoticeInbox> logger)
{
    /// <summary>How often the provider is asked for what it has not told.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromMinutes(15);

    /// <summary>The provider's lists may lag behind its clock; what is read twice is taken once.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>One that the provider had to be asked for is a quarter of an hour old when it comes.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromHours(1);
    private const int Batch = 200;
    private const int AtOnce = 4;

    private readonly NoticeRows _rows = new(tables);
    private DateTimeOffset _nextPoll = DateTimeOffset.MinValue;

    /// <summary>Takes a webhook; <c>invalid-signature</c> where it is not the provider's, and nothing is kept then.</summary>
    /// <param name="rawBody">The bytes as they came.</param>
    public async ValueTask<Result<WebhookReceipt>> TakeAsync(ReadOnlyMemory<byte> rawBody, string? signature, CancellationToken cancellationToken)
    {
        if (provider.Read(rawBody, signature) is not { } notice)
        {
            LogRefused(signature is null ? "it is not signed" : "its signature does not hold");
            return new BillingError("invalid-signature", "The Stripe-Signature header is missing, does not sign this body, or is older than five minutes.");
        }

        await KeepAsync(notice, cancellationToken);
        return new WebhookReceipt(true);
    }

    /// <summary>Works on all that waits, each account's notices in order; answers how many there were.</summary>
    public async ValueTask<int> RunAsync(CancellationToken cancellationToken)
    {
        for (var ran = 0; ; )
        {
            var now = clock.GetUtcNow();
            var waiting = await _rows.WaitingAsync(now, Batch, cancellationToken);
            if (waiting.Count == 0)
            {
                return ran;
            }

            if (waiting.Min(notice => notice.At) is var oldest && now - oldest > Late)
            {
                LogWaiting(waiting.Count, oldest);
            }

            ran += waiting.Count;
            var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(waiting.GroupBy(notice => notice.Account ?? notice.ProviderCustomer), options, async (ofOne, cancellation) =>
            {
                foreach (var notice in ofOne)
                {
                    await WorkOnAsync(notice, cancellation);
                }
            });
        }
    }

    /// <summary>Asks the provider for what it has not told, where that is due.</summary>
    public async ValueTask PollAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now < _nextPoll)
        {
            return;
        }

        _nextPoll = now + PollInterval;
        try
        {
            if (await _rows.CursorAsync(cancellationToken) is { } since)
            {
                foreach (var notice in await provider.SinceAsync(since - Overlap, cancellationToken))
                {
                    await KeepAsync(notice, cancellationToken);
                }
            }

            await _rows.SetCursorAsync(now, cancellationToken);
            await _rows.ForgetAsync(now, cancellationToken);
        }
        catch (PaymentProviderException problem)
        {
            LogUnreachable(problem.Message);
        }
    }

    private async ValueTask KeepAsync(ProviderNotice notice, CancellationToken cancellationToken)
    {
        if (notice.Subject != NoticeSubject.Other && CallerId.IsValid(notice.Id))
        {
            await _rows.AddAsync(StoredNotice.Of(notice, clock.GetUtcNow()), cancellationToken);
        }
    }

    private async ValueTask WorkOnAsync(StoredNotice notice, CancellationToken cancellationToken)
    {
        try
        {
            await ActAsync(notice.ToNotice(), cancellationToken);
        }
        catch (Exception problem) when (problem is not OperationCanceledException and not StoreUnavailableException)
        {
            var pause = Backoff.Doubled(notice.Tries, FirstPause, LongestPause);
            var later = notice with { Tries = notice.Tries + 1, RetryAt = clock.GetUtcNow() + pause };
            LogFailed(problem, notice.Type, notice.Id, later.RetryAt.Value);
            await _rows.PutOffAsync(notice, later, cancellationToken);
            return;
        }

        await _rows.CloseAsync(notice, cancellationToken);
    }

    private async ValueTask ActAsync(ProviderNotice notice, CancellationToken cancellationToken)
    {
        var account = notice.Account is null && notice.ProviderCustomer is { } customer
            ? await provider.AccountOfAsync(customer, cancellationToken)
            : notice.Account;
        if (account is { } ours)
        {
            await apply(ours, notice, cancellationToken);
        }
        else
        {
            LogNotOurs(notice.Type, notice.Id);
        }
    }

    [LoggerMessage(EventName = "WebhookRefused", Level = LogLevel.Warning, Message = "A webhook of the payment provider was refused: {Reason}.")]
    private partial void LogRefused(string reason);

    [LoggerMessage(EventName = "NoticesWait", Level = LogLevel.Warning, Message = "{Count} notices wait to be worked on, the oldest since {Oldest}.")]
    private partial void LogWaiting(int count, DateTimeOffset oldest);

    [LoggerMessage(EventName = "NoticeFailed", Level = LogLevel.Error, Message = "The notice {Type} {Id} could not be worked on and waits until {Again}.")]
    private partial void LogFailed(Exception problem, string type, string id, DateTimeOffset again);

    [LoggerMessage(LogLevel.Information, "The notice {Type} {Id} is about nothing of ours.")]
    private partial void LogNotOurs(string type, string id);

    [LoggerMessage(LogLevel.Warning, "The payment provider was not asked for its notices: {Reason}")]
    private partial void LogUnreachable(string reason);
}
