using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Billing.Application.Due;
using Billing.Stripe.Api;
using Microsoft.Extensions.Logging;

namespace Billing.Stripe.Client;

/// <summary>
/// Stripe's HTTP API. Tries again where Stripe allows it, with the same idempotency key, until an answer or the end of its time; what is undecided then is
/// told as unknown. Logs the pattern of a path and never an id, a parameter or a body.
/// </summary>
/// <param name="handler">Owned by the caller, who decides how long connections live.</param>
public sealed partial class StripeClient(HttpMessageHandler handler, StripeOptions options, TimeProvider clock, ILogger<StripeClient> logger) : IDisposable
{
    /// <summary>The train that the shapes here are of; also the webhook endpoint's.</summary>
    public const string ApiVersion = "2026-07-29.dahlia";

    private readonly HttpClient _http = new(handler, disposeHandler: false) { BaseAddress = options.BaseUrl, Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>By our clock.</summary>
    internal DateTimeOffset Now => clock.GetUtcNow();

    public void Dispose() => _http.Dispose();

    /// <param name="path">The ids in it are escaped: <c>$"/v1/customers/{id}"</c>.</param>
    internal Task<StripeResult<T>> GetAsync<T>(FormattableString path, StripeForm? query, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        SendAsync(new Call(HttpMethod.Get, path, query ?? new StripeForm(), null), type, cancellationToken);

    /// <param name="idempotencyKey">The same for the same request, also in another process; the provider does it once.</param>
    internal Task<StripeResult<T>> PostAsync<T>(
        FormattableString path, StripeForm form, string idempotencyKey, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        SendAsync(new Call(HttpMethod.Post, path, form, idempotencyKey), type, cancellationToken);

    private async Task<StripeResult<T>> SendAsync<T>(Call call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var started = clock.GetTimestamp();
        for (var number = 1; ; number++)
        {
            var left = options.TotalTimeout - clock.GetElapsedTime(started);
            var limit = TimeSpan.FromTicks(Math.Clamp(left.Ticks, 1, options.TryTimeout.Ticks));
            var attempt = await TryAsync(call, type, limit, cancellationToken);
            var pause = attempt.RetryAfter is { } wanted && wanted > Pause(number) ? wanted : Pause(number);
            if (!attempt.MayRetry || number >= options.MaxTries || clock.GetElapsedTime(started) + pause >= options.TotalTimeout)
            {
                return attempt.Result;
            }

            await Task.Delay(pause, clock, cancellationToken);
        }
    }

    private async Task<Attempt<T>> TryAsync<T>(Call call, JsonTypeInfo<T> type, TimeSpan limit, CancellationToken cancellationToken)
        where T : class
    {
        using var deadline = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        using var request = Request(call);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var level = (int)response.StatusCode is 401 or 403 ? LogLevel.Error : LogLevel.Debug;
            LogAnswer(level, call.Method, call.Path.Format, (int)response.StatusCode, Header(response, "Request-Id"));
            return await ReadAsync(response, type, either.Token);
        }
        catch (Exception e) when (
            e is HttpRequestException or IOException or JsonException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogLost(call.Method, call.Path.Format, e.GetType().Name);
            return new Attempt<T>(new StripeResult<T>(null), MayRetry: true);
        }
    }

    private static async Task<Attempt<T>> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var status = (int)response.StatusCode;
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return new Attempt<T>(new StripeResult<T>(await JsonSerializer.DeserializeAsync(body, type, cancellationToken)), MayRetry: false);
        }

        var isStored = Header(response, "Idempotent-Replayed") == "true";
        var mayRetry = Header(response, "Stripe-Should-Retry") switch
        {
            "true" => true,
            "false" => false,
            _ => status is 409 or 429 or >= 500,
        };
        if (status is 409 or 429 or >= 500)
        {
            // A stored failure is answered to this key for a day: trying again is in vain.
            return new Attempt<T>(new StripeResult<T>(null, null, isStored), mayRetry && !isStored, response.Headers.RetryAfter?.Delta);
        }

        var error = (await JsonSerializer.DeserializeAsync(body, StripeJson.Default.ErrorBody, cancellationToken))?.Error ?? new StripeError();
        return new Attempt<T>(new StripeResult<T>(null, error with { Status = status }), mayRetry, response.Headers.RetryAfter?.Delta);
    }

    private HttpRequestMessage Request(Call call)
    {
        var path = string.Format(call.Path.Format, [.. call.Path.GetArguments().Select(id => Uri.EscapeDataString((string)id!))]);
        var parameters = call.Parameters.ToString();
        var isPost = call.Method == HttpMethod.Post;
        var request = new HttpRequestMessage(call.Method, isPost || parameters.Length == 0 ? path : $"{path}?{parameters}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        request.Headers.Add("Stripe-Version", ApiVersion);
        if (isPost)
        {
            request.Content = new StringContent(parameters, Encoding.ASCII, "application/x-www-form-urlencoded");
            request.Headers.Add("Idempotency-Key", call.IdempotencyKey);
        }

        return request;
    }

    /// <summary>Twice as long each time, and somewhere in the upper half of that, so that many callers do not come back together.</summary>
    private TimeSpan Pause(int number)
    {
        var longest = Backoff.Doubled(number - 1, options.FirstPause, options.LongestPause).Ticks;
        return TimeSpan.FromTicks(Random.Shared.NextInt64(longest / 2, longest + 1));
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    [LoggerMessage(Message = "Stripe {Method} {Path} answered {Status}, request {RequestId}.")]
    private partial void LogAnswer(LogLevel level, HttpMethod method, string path, int status, string? requestId);

    [LoggerMessage(LogLevel.Warning, "Stripe {Method} {Path} gave no answer: {Reason}.")]
    private partial void LogLost(HttpMethod method, string path, string reason);

    private sealed record Call(HttpMethod Method, FormattableString Path, StripeForm Parameters, string? IdempotencyKey);

    private sealed record Attempt<T>(StripeResult<T> Result, bool MayRetry, TimeSpan? RetryAfter = null)
        where T : class;
}
