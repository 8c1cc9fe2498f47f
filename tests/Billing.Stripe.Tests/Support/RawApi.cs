using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Billing.Stripe.Tests.Support;

/// <summary>Stripe's API by hand, to see what our client hides.</summary>
internal sealed class RawApi(Uri url) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = url };

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, null);

    /// <param name="form">Written by hand: <c>amount=500&amp;metadata[a]=b</c>.</param>
    public Task<ApiAnswer> PostAsync(string path, string form = "", string? key = null, Action<HttpRequestHeaders>? adjust = null) =>
        SendAsync(HttpMethod.Post, path, form, key, adjust);

    /// <summary>The object that was made; a refusal fails the test.</summary>
    public async Task<JsonNode> MakeAsync(string path, string form = "")
    {
        var answer = await PostAsync(path, form);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Json.ToJsonString());
        return answer.Json;
    }

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? form, string? key, Action<HttpRequestHeaders>? adjust = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_by_hand");
        if (form is not null)
        {
            request.Content = new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        adjust?.Invoke(request.Headers);
        using var response = await _http.SendAsync(request);
        return new ApiAnswer(
            response.StatusCode,
            JsonNode.Parse(await response.Content.ReadAsStringAsync())!,
            response.Headers.TryGetValues("Idempotent-Replayed", out var replayed) && replayed.Single() == "true",
            response.Headers.TryGetValues("Request-Id", out var id) ? id.Single() : null);
    }

    public void Dispose() => _http.Dispose();
}

internal sealed record ApiAnswer(HttpStatusCode Status, JsonNode Json, bool IsReplayed, string? RequestId)
{
    public string? Code => (string?)Json["error"]?["code"];

    public string? Type => (string?)Json["error"]?["type"];

    public string Id => (string)Json["id"]!;
}
