using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;

namespace Billing.Stripe.Client;

/// <summary>Stripe's protocol: forms there, JSON back.</summary>
internal sealed class StripeHttp(HttpMessageHandler handler, StripeOptions options, TimeProvider clock, ILogger logger) : IDisposable
{
    private readonly HttpClient _http = new(handler, disposeHandler: false) { BaseAddress = options.BaseUrl, Timeout = Timeout.InfiniteTimeSpan };
    private readonly StripeTries _tries = new(options, clock, logger);

    public void Dispose() => _http.Dispose();

    /// <param name="path">The ids in it are escaped: <c>$"/v1/customers/{id}"</c>.</param>
    public Task<StripeResult<T>> GetAsync<T>(FormattableString path, StripeForm? query, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        SendAsync(new Call(HttpMethod.Get, path, query ?? new StripeForm(), null), type, cancellationToken);

    /// <param name="idempotencyKey">The same for the same request, also in another process; the provider does it once.</param>
    public Task<StripeResult<T>> PostAsync<T>(
        FormattableString path, StripeForm form, string idempotencyKey, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        SendAsync(new Call(HttpMethod.Post, path, form, idempotencyKey), type, cancellationToken);

    private Task<StripeResult<T>> SendAsync<T>(Call call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        _tries.AnswerAsync($"{call.Method} {call.Path.Format}", token => SendAsync(call, token), type, cancellationToken);

    private async Task<StripeReply> SendAsync(Call call, CancellationToken cancellationToken)
    {
        using var request = Request(call);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return new StripeReply((int)response.StatusCode, response.Headers, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    private HttpRequestMessage Request(Call call)
    {
        var path = string.Format(call.Path.Format, [.. call.Path.GetArguments().Select(id => Uri.EscapeDataString((string)id!))]);
        var parameters = call.Parameters.ToString();
        var isPost = call.Method == HttpMethod.Post;
        var request = new HttpRequestMessage(call.Method, isPost || parameters.Length == 0 ? path : $"{path}?{parameters}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        request.Headers.Add("Stripe-Version", StripeClient.ApiVersion);
        if (isPost)
        {
            request.Content = new StringContent(parameters, Encoding.ASCII, "application/x-www-form-urlencoded");
            request.Headers.Add("Idempotency-Key", call.IdempotencyKey);
        }

        return request;
    }

    private sealed record Call(HttpMethod Method, FormattableString Path, StripeForm Parameters, string? IdempotencyKey);
}
