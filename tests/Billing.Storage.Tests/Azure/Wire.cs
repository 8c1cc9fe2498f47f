using System.Net;
using System.Net.Http.Headers;
using Azure.Core.Pipeline;
using Billing.Storage.Azure;

namespace Billing.Storage.Tests.Azure;

/// <summary>A wire that a test can cut: sees each request with its number, counted from 1 over batches alone, and may lose it or its answer.</summary>
internal sealed class Wire : DelegatingHandler
{
    private int _batches;
    private HttpRequestMessage? _held;

    public Wire()
        : base(new SocketsHttpHandler())
    {
    }

    /// <summary>Before a batch is sent.</summary>
    public Func<int, Task> Sending { get; init; } = _ => Task.CompletedTask;

    /// <summary>After the service has answered a batch.</summary>
    public Func<int, Task> Answering { get; init; } = _ => Task.CompletedTask;

    /// <summary>The first batch reaches the service only when the second one is sent.</summary>
    public bool HoldsFirst { get; init; }

    public int Batches => _batches;

    public AzureTableOptions Options => new() { Transport = new HttpClientTransport(new HttpClient(this)), FirstDelay = TimeSpan.FromMilliseconds(1) };

    public static Exception LostAnswer => new HttpRequestException(HttpRequestError.ResponseEnded, "The connection broke.");

    public static Exception NoConnection => new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused.");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.RequestUri!.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal))
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var number = Interlocked.Increment(ref _batches);
        if (HoldsFirst && number == 1)
        {
            _held = await CopyAsync(request);
            throw LostAnswer;
        }

        if (_held is { } held)
        {
            _held = null;
            (await base.SendAsync(held, cancellationToken)).Dispose();
        }

        await Sending(number);
        var response = await base.SendAsync(request, cancellationToken);
        await Answering(number);
        return response;
    }

    private static async Task<HttpRequestMessage> CopyAsync(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = new ByteArrayContent(await request.Content!.ReadAsByteArrayAsync()) };
        foreach (var (name, values) in request.Headers)
        {
            copy.Headers.TryAddWithoutValidation(name, values);
        }

        foreach (var (name, values) in request.Content.Headers)
        {
            copy.Content.Headers.TryAddWithoutValidation(name, values);
        }

        return copy;
    }
}

/// <summary>A service of canned answers, one a request.</summary>
internal sealed class CannedAnswers(params Func<HttpResponseMessage>[] answers) : HttpMessageHandler
{
    public List<string> Requests { get; } = [];

    public AzureTableOptions Options => new() { Transport = new HttpClientTransport(new HttpClient(this)), FirstDelay = TimeSpan.FromMilliseconds(1) };

    public static Func<HttpResponseMessage> Answer(HttpStatusCode status, string body, params (string Name, string Value)[] headers) => () =>
    {
        var answer = new HttpResponseMessage(status) { Content = new StringContent(body) };
        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type")
            {
                answer.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            }
            else
            {
                answer.Headers.Add(name, value);
            }
        }

        return answer;
    };

    /// <summary>The connection is refused.</summary>
    public static HttpResponseMessage NoAnswer() => throw Wire.NoConnection;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add(request.RequestUri!.PathAndQuery);
        return Task.FromResult(answers[Math.Min(Requests.Count, answers.Length) - 1]());
    }
}
