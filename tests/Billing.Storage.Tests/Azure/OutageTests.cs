using System.Diagnostics;
using System.Net;
using Billing.Application.Ports;
using Billing.Storage.Azure;

namespace Billing.Storage.Tests.Azure;

/// <summary>A service that is away, overloaded, or answers in an unusual way.</summary>
public sealed class OutageTests
{
    private const string Somewhere = "AccountName=acc;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/acc";

    private const string Signed = "TableEndpoint=http://127.0.0.1:1/acc;SharedAccessSignature=sv=1&sig=secret";

    private const string AuthenticationFailed =
        """{"odata.error":{"code":"AuthenticationFailed","message":{"lang":"en-US","value":"Server failed to authenticate the request: sig=secret"}}}""";

    private static (HttpStatusCode Status, string Error, (string, string)[] Headers, string Why)[] Denials =>
    [
        (HttpStatusCode.Forbidden, AuthenticationFailed, [], "(403 AuthenticationFailed): the key, signature or role"),
        (HttpStatusCode.Forbidden, AuthenticationFailed, [("Date", $"{DateTimeOffset.UtcNow.AddMinutes(40):R}")], "clock is 40 minutes behind"),
        (HttpStatusCode.Forbidden, AuthenticationFailed, [("Date", $"{DateTimeOffset.UtcNow.AddMinutes(-20):R}")], "clock is 20 minutes ahead of"),
        (HttpStatusCode.Forbidden, "<Error><Code>AuthorizationFailure</Code><Message>sig=secret</Message></Error>", [], "(403 AuthorizationFailure)"),
        (HttpStatusCode.Unauthorized, "", [], "(401): the key"),
        (HttpStatusCode.BadRequest, "<Error><Code>InvalidAuthenticationInfo</Code><Message>sig=secret</Message></Error>", [], "InvalidAuthenticationInfo"),
    ];

    /// <summary>Every call tries anew.</summary>
    private static readonly AzureTableOptions Patient = new() { FirstDelay = TimeSpan.FromMilliseconds(1), FailFastFor = TimeSpan.Zero };

    private static readonly TableCommit Commit = new("accounts", "p", [TableOperation.Upsert("r", TableProperties.Empty)]);

    [Fact]
    public async Task A_service_that_is_away_is_told_in_bounded_time_with_when_to_come_back()
    {
        var store = TableWire.Connect(Somewhere, Patient with { RetryAfter = TimeSpan.FromSeconds(7) });

        foreach (var call in Calls(store))
        {
            Assert.Equal(TimeSpan.FromSeconds(7), (await Assert.ThrowsAsync<StoreUnavailableException>(call)).RetryAfter);
        }
    }

    [Fact]
    public async Task A_service_that_never_answers_is_given_up()
    {
        using var silent = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var store = TableWire.Connect(
            $"AccountName=acc;AccountKey=a2V5;TableEndpoint=http://{silent.LocalEndpoint}/acc",
            Patient with { AttemptTimeout = TimeSpan.FromMilliseconds(100), GiveUpAfter = TimeSpan.FromMilliseconds(300) });
        var watch = Stopwatch.StartNew();

        foreach (var call in Calls(store))
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(call);
        }

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task After_one_call_without_an_answer_others_fail_at_once()
    {
        var service = new CannedAnswers(CannedAnswers.NoAnswer, CannedAnswers.NoAnswer, CannedAnswers.Answer(HttpStatusCode.NotFound, ""));
        var store = TableWire.Connect(Somewhere, service.Options with { Attempts = 1, FailFastFor = TimeSpan.FromHours(1) });
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.GetAsync("accounts", "p", "r").AsTask());

        foreach (var call in Calls(store))
        {
            Assert.NotNull((await Assert.ThrowsAsync<StoreUnavailableException>(call)).RetryAfter);
        }

        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task One_call_that_is_answered_opens_the_way_for_all()
    {
        var service = new CannedAnswers(CannedAnswers.NoAnswer, CannedAnswers.NoAnswer, CannedAnswers.Answer(HttpStatusCode.NotFound, ""));
        var store = TableWire.Connect(Somewhere, service.Options with { Attempts = 1, FailFastFor = TimeSpan.FromMilliseconds(20) });
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (service.Requests.Count < 3)
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Record.ExceptionAsync(() => store.GetAsync("accounts", "p", "r").AsTask());
        }

        Assert.Null(await store.GetAsync("accounts", "p", "r"));
        Assert.Equal(4, service.Requests.Count);
    }

    [Fact]
    public async Task A_busy_partition_does_not_hold_up_others()
    {
        var service = new CannedAnswers(
            CannedAnswers.Answer(HttpStatusCode.ServiceUnavailable, ""), CannedAnswers.Answer(HttpStatusCode.NotFound, ""));
        var store = TableWire.Connect(Somewhere, service.Options with { Attempts = 1, FailFastFor = TimeSpan.FromHours(1) });
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.GetAsync("accounts", "busy", "r").AsTask());

        Assert.Null(await store.GetAsync("accounts", "calm", "r"));
    }

    [Fact]
    public async Task Overload_is_told_with_the_services_own_time()
    {
        var service = new CannedAnswers(CannedAnswers.Answer(HttpStatusCode.ServiceUnavailable, "", ("Retry-After", "0")));
        var store = TableWire.Connect(Somewhere, service.Options);

        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.GetAsync("accounts", "p", "r").AsTask());

        Assert.Equal(TimeSpan.Zero, failure.RetryAfter);
        Assert.Equal(4, service.Requests.Count);
    }

    [Fact]
    public async Task Overload_that_passes_is_waited_for_and_overload_that_lasts_is_not()
    {
        var passing = new CannedAnswers(Throttled("1"), CannedAnswers.Answer(HttpStatusCode.NotFound, ""));
        Assert.Null(await TableWire.Connect(Somewhere, passing.Options).GetAsync("accounts", "p", "r"));
        Assert.Equal(2, passing.Requests.Count);

        var watch = Stopwatch.StartNew();
        foreach (var call in Calls(TableWire.Connect(Somewhere, new CannedAnswers(Throttled("60")).Options)))
        {
            Assert.Equal(TimeSpan.FromSeconds(60), (await Assert.ThrowsAsync<StoreUnavailableException>(call)).RetryAfter);
        }

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(50));
    }

    [Fact]
    public async Task A_commit_waits_as_long_as_the_service_asks()
    {
        var service = new CannedAnswers(Throttled("1"), CannedAnswers.Answer(HttpStatusCode.NotFound, ""), Throttled("60"));
        var watch = Stopwatch.StartNew();

        // Refused, looked for, and sent once more a second later.
        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(
            () => TableWire.Connect(Somewhere, service.Options).CommitAsync(Commit).AsTask());

        Assert.Equal(TimeSpan.FromSeconds(60), failure.RetryAfter);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(50));
        Assert.Equal(2, service.Requests.Count(request => request.EndsWith("$batch", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Who_is_not_let_in_hears_why_at_once_and_no_secret()
    {
        foreach (var (status, error, headers, why) in Denials)
        {
            var service = new CannedAnswers(CannedAnswers.Answer(status, error, headers));
            foreach (var call in Calls(TableWire.Connect(Signed, service.Options)))
            {
                service.Requests.Clear();
                var failure = await Assert.ThrowsAsync<StoreAccessException>(call);
                Assert.Contains(why, failure.Message, StringComparison.Ordinal);
                Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
                Assert.NotNull(failure.RetryAfter);
                Assert.Single(service.Requests);
            }
        }
    }

    [Fact]
    public async Task A_commit_that_lacks_a_permission_is_told_as_such()
    {
        const string Error = """{"odata.error":{"code":"AuthorizationPermissionMismatch","message":{"lang":"en-US","value":"0:Not this."}}}""";
        const string Part = $"HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\n\r\n{Error}\r\n";
        const string Parts = $"--c\r\nContent-Type: application/http\r\n\r\n{Part}--c--\r\n";
        const string Answer = $"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n{Parts}--b--\r\n";
        var service = new CannedAnswers(CannedAnswers.Answer(HttpStatusCode.Accepted, Answer, ("Content-Type", "multipart/mixed; boundary=b")));

        var failure = await Assert.ThrowsAsync<StoreAccessException>(() => TableWire.Connect(Signed, service.Options).CommitAsync(Commit).AsTask());

        Assert.Contains("AuthorizationPermissionMismatch", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_the_service_calls_wrong_is_no_outage()
    {
        const string Error = "<Error><Code>InvalidInput</Code><Message>Not so.</Message></Error>";
        var service = new CannedAnswers(CannedAnswers.Answer(HttpStatusCode.BadRequest, Error));

        foreach (var call in Calls(TableWire.Connect(Somewhere, service.Options)))
        {
            Assert.Contains("InvalidInput", (await Assert.ThrowsAsync<InvalidOperationException>(call)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task No_failure_shows_the_right_that_was_used()
    {
        // An unknown answer that repeats the address, and the wire's own failures.
        Func<HttpResponseMessage>[] answers =
        [
            CannedAnswers.Answer(HttpStatusCode.NotImplemented, "No such page: /acc/accounts?sv=1&sig=secret"),
            CannedAnswers.Answer(HttpStatusCode.Conflict, "No such page: /acc/accounts?sv=1&sig=secret"),
            CannedAnswers.NoAnswer,
        ];
        foreach (var answer in answers)
        {
            foreach (var call in Calls(TableWire.Connect(Signed, new CannedAnswers(answer).Options with { Attempts = 1, FailFastFor = TimeSpan.Zero })))
            {
                Assert.DoesNotContain("secret", (await Record.ExceptionAsync(call))!.ToString(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_page_may_be_empty_and_go_on()
    {
        const string Row = """{"odata.etag":"W/\"x\"","PartitionKey":"p","RowKey":"r","Value":"5","Value@odata.type":"Edm.Int64"}""";
        var service = new CannedAnswers(
            CannedAnswers.Answer(HttpStatusCode.OK, """{"value":[]}""", ("x-ms-continuation-NextPartitionKey", "1!4!cA--")),
            CannedAnswers.Answer(
                HttpStatusCode.OK, $$"""{"value":[{{Row}}]}""", ("x-ms-continuation-NextPartitionKey", "a+b"), ("x-ms-continuation-NextRowKey", "c/d")),
            CannedAnswers.Answer(HttpStatusCode.OK, """{"value":[]}"""));
        var store = TableWire.Connect(Somewhere, service.Options);

        var page = await store.ReadAsync(new("accounts", "p"));

        Assert.Equal(5L, Assert.Single(page.Rows).Properties["Value"].AsInt64());
        Assert.Null(page.Next);
        Assert.EndsWith("&NextPartitionKey=1%214%21cA--", service.Requests[1], StringComparison.Ordinal);
        Assert.EndsWith("&NextPartitionKey=a%2Bb&NextRowKey=c%2Fd", service.Requests[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shared_access_signature_goes_with_every_request()
    {
        var service = new CannedAnswers(CannedAnswers.Answer(HttpStatusCode.NotFound, ""));
        var store = TableWire.Connect("TableEndpoint=http://127.0.0.1:1/acc;SharedAccessSignature=sv=1&sig=a%3D", service.Options);

        await store.GetAsync("accounts", "p", "r");
        await store.ReadAsync(new("accounts", "p"));

        Assert.Equal(2, service.Requests.Count);
        Assert.All(service.Requests, request => Assert.Contains("sv=1&sig=a%3D", request.Split('?')[1], StringComparison.Ordinal));
    }

    private static Func<HttpResponseMessage> Throttled(string seconds) =>
        CannedAnswers.Answer(HttpStatusCode.ServiceUnavailable, "<Error><Code>ServerBusy</Code><Message>Busy.</Message></Error>", ("Retry-After", seconds));

    private static IEnumerable<Func<Task>> Calls(AzureTableStore store) =>
    [
        () => store.GetAsync("accounts", "p", "r").AsTask(),
        () => store.ReadAsync(new("accounts", "p")).AsTask(),
        () => store.CommitAsync(Commit).AsTask(),
        () => store.ListTablesAsync().AsTask(),
        () => store.DropTableAsync("accounts").AsTask(),
    ];
}
