using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Billing.Application;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Billing.Http.Tests.Support;

/// <summary>The pipeline with the example operations on a real socket.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestServer(WebApplication app, ExampleApi api, BillingHttpOptions options)
    {
        (_app, Api, Options) = (app, api, options);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromSeconds(30) };
        Tokens = new TokenIssuer(options.SigningKey.IsEmpty ? DefaultOptions.SigningKey : options.SigningKey);
    }

    public ExampleApi Api { get; }

    public BillingHttpOptions Options { get; }

    public HttpClient Client { get; }

    public TokenIssuer Tokens { get; }

    public EndpointTable Table => _app.Services.GetRequiredService<EndpointTable>();

    public static BillingHttpOptions DefaultOptions { get; } = new() { SigningKey = RandomNumberGenerator.GetBytes(32) };

    public static async Task<TestServer> StartAsync(BillingHttpOptions? options = null, Action<ILoggingBuilder>? logging = null)
    {
        var api = new ExampleApi();
        var used = options ?? DefaultOptions;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        logging?.Invoke(builder.Logging);
        builder.Services.AddBillingHttp(used, _ => [api.Group()]);
        var app = builder.Build();
        app.UseBilling();
        await app.StartAsync();
        return new TestServer(app, api, used);
    }

    public string Token(Role role, string? account = null) => Tokens.Issue(role, account, $"{role}@test", TimeSpan.FromHours(1));

    /// <returns>The first line of the answer.</returns>
    public async Task<string?> SendRawAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Client.BaseAddress!.Host, Client.BaseAddress.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20));
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? token = null, string? json = null, Action<HttpRequestMessage>? adjust = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        adjust?.Invoke(request);
        using var response = await Client.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    public Task<Answer> GetAsync(string path, string? token = null) => SendAsync(HttpMethod.Get, path, token);

    public Task<Answer> PostAsync(string path, string? token, string? json, Action<HttpRequestMessage>? adjust = null) =>
        SendAsync(HttpMethod.Post, path, token, json, adjust);

    public Task<Answer> PostAsync(string path, string? token, HttpContent content) =>
        SendAsync(HttpMethod.Post, path, token, adjust: request => request.Content = content);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

/// <summary>A response, read to its end.</summary>
internal sealed record Answer(int Status, string? MediaType, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string? Code => MediaType == "application/problem+json" ? Json["code"]!.GetValue<string>() : null;

    /// <summary>Where a problem finds fault.</summary>
    public IEnumerable<string> Pointers => Json["errors"]!.AsArray().Select(error => error!["pointer"]!.GetValue<string>());

    public static async Task<Answer> OfAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        response.Content.Headers.ContentType?.MediaType,
        await response.Content.ReadAsStringAsync(),
        response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
}
