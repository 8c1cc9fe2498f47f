using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Billing.Application;
using Billing.Http.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Billing.Http.Tests.Pipeline;

public sealed class ProblemTests
{
    [Fact]
    public async Task A_refusal_of_the_use_case_is_a_problem_with_its_extensions()
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.PostAsync("/api/v1/accounts/acme/notes", server.Token(Role.Owner, "acme"), """{"text":"decline"}""");
        Assert.Equal((402, "application/problem+json"), (answer.Status, answer.MediaType));
        var expected = $$"""
            {
              "type": "/api/docs#problem-payment-declined",
              "title": "The payment was declined",
              "status": 402,
              "detail": "The card was declined.",
              "code": "payment-declined",
              "declineCode": "insufficient_funds",
              "orderId": "ord_1",
              "traceId": "{{answer.Json["traceId"]}}"
            }
            """;
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), answer.Body);
    }

    [Fact]
    public async Task A_bug_tells_nothing_but_its_trace()
    {
        using var log = new LogBook();
        await using var server = await TestServer.StartAsync(logging: builder => builder.AddProvider(log));
        var answer = await server.PostAsync("/api/v1/operations/fail", server.Token(Role.Operator), """{"feature":"bug"}""");
        Assert.Equal((500, "internal-error"), (answer.Status, answer.Code));
        Assert.DoesNotContain("secret", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Body, StringComparison.Ordinal);
        var logged = Assert.Single(log.Lines, line => line.Contains($"{answer.Json["traceId"]}", StringComparison.Ordinal));
        Assert.Contains("secret detail", logged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_away_asks_for_patience()
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.PostAsync("/api/v1/operations/fail", server.Token(Role.Operator), """{"feature":"store"}""");
        Assert.Equal((503, "service-unavailable", "7"), (answer.Status, answer.Code, answer.Headers["Retry-After"]));
        Assert.DoesNotContain("secret", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_takes_too_long_is_given_up()
    {
        await using var server = await TestServer.StartAsync(TestServer.DefaultOptions with { TimeLimit = TimeSpan.FromMilliseconds(50) });
        server.Api.Gate = new TaskCompletionSource().Task;

        var answer = await server.GetAsync("/api/v1/accounts/acme/trends", server.Token(Role.Operator));

        Assert.Equal((503, "service-unavailable", "1"), (answer.Status, answer.Code, answer.Headers["Retry-After"]));
    }

    [Fact]
    public async Task Not_ready_says_why()
    {
        await using var server = await TestServer.StartAsync(TestServer.DefaultOptions with { WhyNotReady = _ => new("The store is opening.") });
        var answer = await server.GetAsync("/api/health/ready");
        Assert.Equal((503, "service-unavailable", "The store is opening."), (answer.Status, answer.Code, answer.Json["detail"]!.GetValue<string>()));
        Assert.Equal(200, (await server.GetAsync("/api/health/live")).Status);
    }

    [Fact]
    public async Task A_caller_who_hangs_up_is_no_error()
    {
        using var log = new LogBook();
        await using var server = await TestServer.StartAsync(logging: builder => builder.AddProvider(log));
        var gate = new TaskCompletionSource();
        server.Api.Gate = gate.Task;
        using var hangUp = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/accounts/acme/trends");
        request.Headers.Add("Authorization", $"Bearer {server.Token(Role.Operator)}");
        var sent = server.Client.SendAsync(request, hangUp.Token);
        await server.Api.Arrival.WaitAsync(TimeSpan.FromSeconds(20));
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
        gate.SetResult();
        Assert.Equal(200, (await server.GetAsync("/api/health/live")).Status);
        Assert.DoesNotContain(log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("POST /api/v1/webhooks/stripe HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\njunk\r\n", 400)]
    [InlineData("GET /api/v1/plans%00 HTTP/1.1\r\nHost: x\r\n\r\n", 400)]
    [InlineData("GET /api/v1/plans\u00e9 HTTP/1.1\r\nHost: x\r\n\r\n", 400)]
    [InlineData("NONSENSE\r\n\r\n", 400)]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", 404)]
    public async Task Broken_requests_are_the_callers(string request, int status)
    {
        await using var server = await TestServer.StartAsync();
        Assert.StartsWith($"HTTP/1.1 {status}", await server.SendRawAsync(request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_tell_browsers_to_keep_to_themselves()
    {
        await using var server = await TestServer.StartAsync();
        foreach (var path in new[] { "/api/v1/plans", "/api/v1/nothing", "/api/docs" })
        {
            var headers = (await server.GetAsync(path)).Headers;
            Assert.Equal(("nosniff", "no-store", "no-referrer"), (headers["X-Content-Type-Options"], headers["Cache-Control"], headers["Referrer-Policy"]));
            Assert.StartsWith("default-src 'none'", headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.DoesNotContain("Server", headers.Keys);
        }
    }

    [Fact]
    public async Task Files_name_their_type_and_themselves()
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.GetAsync("/api/v1/accounts/acme/pdf", server.Token(Role.Service));
        Assert.Equal((200, "application/pdf", "%PDF"), (answer.Status, answer.MediaType, answer.Body));
        Assert.Equal("attachment; filename=\"a.pdf\"", answer.Headers["Content-Disposition"]);
    }

    [Theory]
    [InlineData(1, 201)]
    [InlineData(2, 200)]
    public async Task Saving_answers_whether_it_created(int quantity, int status)
    {
        await using var server = await TestServer.StartAsync();
        var body = $$"""{"feature":"x","quantity":{{quantity}}}""";
        Assert.Equal(status, (await server.SendAsync(HttpMethod.Put, "/api/v1/accounts/acme", server.Token(Role.Operator), body)).Status);
    }

    [Theory]
    [InlineData("https://app.example", true)]
    [InlineData("https://evil.example", false)]
    public async Task Browsers_of_listed_origins_may_call(string origin, bool allowed)
    {
        await using var server = await TestServer.StartAsync(TestServer.DefaultOptions with { CorsOrigins = ["https://app.example"] });
        var preflight = await server.SendAsync(HttpMethod.Options, "/api/v1/accounts/acme", adjust: request =>
        {
            request.Headers.Add("Origin", origin);
            request.Headers.Add("Access-Control-Request-Method", "PUT");
            request.Headers.Add("Access-Control-Request-Headers", "authorization,idempotency-key");
        });
        var refused = await server.SendAsync(HttpMethod.Get, "/api/v1/accounts/acme", adjust: request => request.Headers.Add("Origin", origin));
        Assert.Equal(allowed, preflight.Headers.ContainsKey("Access-Control-Allow-Origin"));
        Assert.Equal((401, allowed), (refused.Status, refused.Headers.ContainsKey("Access-Control-Allow-Origin")));
    }

    private sealed class LogBook : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
