using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Billing.Application.Due;
using Billing.Stripe.Api;
using Microsoft.Extensions.Logging;

namespace Billing.Stripe.Client;

/// <summary>An answer as it came.</summary>
internal sealed record StripeReply(int Status, HttpResponseHeaders Headers, string Body)
{
    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}

/// <summary>
/// Tries a request again where Stripe allows it, with the same idempotency key, until an answer or the end of its time; what is undecided then is told as
/// unknown. Logs the pattern of a path and never an id, a parameter or a body.
/// </summary>
internal sealed partial class StripeTries(StripeOptions options, TimeProvider clock, ILogger logger)
{
    /// <param name="request">For the log: the method and the pattern of the path.</param>
    /// <param name="send">One try. Throws where nobody answered.</param>
    public async Task<StripeResult<T>> AnswerAsync<T>(
        string request, Func<CancellationToken, Task<StripeReply>> send, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var started = clock.GetTimestamp();
        for (var number = 1; ; number++)
        {
            var left = options.TotalTimeout - clock.GetElapsedTime(started);
            var limit = TimeSpan.FromTicks(Math.Clamp(left.Ticks, 1, options.TryTimeout.Ticks));
            var attempt = await TryAsync(request, send, type, limit, cancellationToken);
            var pause = attempt.RetryAfter is { } wanted && wanted > Pause(number) ? wanted : Pause(number);
            if (!attempt.MayRetry || number >= options.MaxTries || clock.GetElapsedTime(started) + pause >= options.TotalTimeout)
            {
                return attempt.Result;
            }

            await Task.Delay(pause, clock, cancellationToken);
        }
    }

    private async Task<Attempt<T>> TryAsync<T>(
        string request, Func<CancellationToken, Task<StripeReply>> send, JsonTypeInfo<T> type, TimeSpan limit, CancellationToken cancellationToken)
        where T : class
    {
        using var deadline = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var reply = await send(either.Token);
            LogAnswer(reply.Status is 401 or 403 ? LogLevel.Error : LogLevel.Debug, request, reply.Status, reply.Header("Request-Id"));
            return Read(reply, type);
        }
        catch (Exception e) when (
            e is HttpRequestException or IOException or JsonException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogLost(request, e.GetType().Name);
            return new Attempt<T>(new StripeResult<T>(null), MayRetry: true);
        }
    }

    private static Attempt<T> Read<T>(StripeReply reply, JsonTypeInfo<T> type)
        where T : class
    {
        if (reply.Status is >= 200 and < 300)
        {
            return new Attempt<T>(new StripeResult<T>(JsonSerializer.Deserialize(reply.Body, type)), MayRetry: false);
        }

        var isStored = reply.Header("Idempotent-Replayed") == "true";
        var isUndecided = reply.Status is 409 or 429 or >= 500;
        var mayRetry = reply.Header("Stripe-Should-Retry") switch
        {
            "true" => true,
            "false" => false,
            _ => isUndecided,
        };
        var retryAfter = reply.Headers.RetryAfter?.Delta;
        if (isUndecided)
        {
            // A stored failure is answered to this key for a day: trying again is in vain.
            return new Attempt<T>(new StripeResult<T>(null, null, isStored), mayRetry && !isStored, retryAfter);
        }

        var error = JsonSerializer.Deserialize(reply.Body, StripeJson.Default.ErrorBody)?.Error ?? new StripeError();
        return new Attempt<T>(new StripeResult<T>(null, error with { Status = reply.Status }), mayRetry, retryAfter);
    }

    /// <summary>Twice as long each time, and somewhere in the upper half of that, so that many callers do not come back together.</summary>
    private TimeSpan Pause(int number)
    {
        var longest = Backoff.Doubled(number - 1, options.FirstPause, options.LongestPause).Ticks;
        return TimeSpan.FromTicks(Random.Shared.NextInt64(longest / 2, longest + 1));
    }

    [LoggerMessage(Message = "Stripe {Request} answered {Status}, request {RequestId}.")]
    private partial void LogAnswer(LogLevel level, string request, int status, string? requestId);

    [LoggerMessage(LogLevel.Warning, "Stripe {Request} gave no answer: {Reason}.")]
    private partial void LogLost(string request, string reason);

    private sealed record Attempt<T>(StripeResult<T> Result, bool MayRetry, TimeSpan? RetryAfter = null)
        where T : class;
}
