using System.Diagnostics;
using System.Net;
using Billing.Application.Ports;
using Billing.Storage.Azure;

namespace Billing.Storage.Tests.Azure;

/// <summary>A service that is away, overloaded, or answers in an unusual way.</summary>
public sealed class OutageTests
{
    private const string Somewhere = "AccountName=acc;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/acc";

    /// <summary>Every call tries anew.</summary>
    private static readonly AzureTableOptions Patient = new() { FirstDelay = TimeSpan.FromMilliseconds(1), FailFastFor = TimeSpan.Zero };

    private static readonly TableCommit Commit = new("accounts", "p", [TableOperation.Upsert("r", TableProperties.Empty)]);

    [Fact]
    public async Task A_service_that_is_away_is_told_in_bounded_time_with_when_to_come_back()
    {
        var store = AzureTableStore.Connect(Somewhere, Patient with { RetryAfter = TimeSpan.FromSeconds(7) });

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
        var store = AzureTableStore.Connect(
            $"AccountName=acc;AccountKey=a2V5;TableEndpoint=http://{silent.LocalEndpoint}/acc",
            Patient with { AttemptTimeout = TimeSpan.FromMilliseconds(100), GiveUpAfter = TimeSpan.FromMilliseconds(300) });
        var watch = Stopwatch.StartNew();

        foreach (var call in Calls(store))
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(call);
        }

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task After_one_call_without_an_answer_others_fail_at_once()
    {
        var service = new CannedAnswers(CannedAnswers.NoAnswer, CannedAnswers.NoAnswer, CannedAnswers.Answer(HttpStatusCode.NotFound, ""));
        var store = AzureTableStore.Connect(Somewhere, service.Options with { Attempts = 1, FailFastFor = TimeSpan.FromHours(1) });
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
        var store = AzureTableStore.Connect(Somewhere, service.Options with { Attempts = 1, FailFastFor = TimeSpan.FromMilliseconds(20) });
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
        var store = AzureTableStore.Connect(Somewhere, service.Options with { Attempts = 1, FailFastFor = TimeSpan.FromHours(1) });
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.GetAsync("accounts", "busy", "r").AsTask());

        Assert.Null(await store.GetAsync("accounts", "calm", "r"));
    }

    [Fact]
    public async Task Overload_is_told_with_the_services_own_time()
    {
        var service = new CannedAnswers(CannedAnswers.Answer(HttpStatusCode.ServiceUnavailable, "", ("Retry-After", "0")));
        var store = AzureTableStore.Connect(Somewhere, service.Options);

        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.GetAsync("accounts", "p", "r").AsTask());

        Assert.Equal(TimeSpan.Zero, failure.RetryAfter);
        Assert.Equal(4, service.Requests.Count);
    }

    [Fact]
    public async Task A_refusal_that_trying_again_cannot_cure_is_no_outage()
    {
        const string Error = "<Error><Code>AuthenticationFailed</Code><Message>Not you.</Message></Error>";
        var service = new CannedAnswers(CannedAnswers.Answer(HttpStatusCode.Forbidden, Error));
        var store = AzureTableStore.Connect(Somewhere, service.Options);

        foreach (var call in Calls(store))
        {
            Assert.Contains("AuthenticationFailed", (await Assert.ThrowsAsync<InvalidOperationException>(call)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_may_be_empty_and_go_on()
    {
        const string Row = """{"odata.etag":"W/\"x\"","PartitionKey":"p","RowKey":"r","Value":"5","Value@odata.type":"Edm.Int64"}""";
        var service = new CannedAnswers(
            CannedAnswers.Answer(HttpStatusCode.OK, """{"value":[]}""", ("x-ms-continuation-NextPartitionKey", "1!4!cA--")),
            CannedAnswers.Answer(
                HttpStatusCode.OK, $$"""{"value":[{{Row}}]}""", ("x-ms-continuation-NextPartitionKey", "a b"), ("x-ms-continuation-NextRowKey", "c/d")),
            CannedAnswers.Answer(HttpStatusCode.OK, """{"value":[]}"""));
        var store = AzureTableStore.Connect(Somewhere, service.Options);

        var page = await store.ReadAsync(new("accounts", "p"));

        Assert.Equal(5L, Assert.Single(page.Rows).Properties["Value"].AsInt64());
        Assert.Null(page.Next);
        Assert.EndsWith("&NextPartitionKey=1%214%21cA--", service.Requests[1], StringComparison.Ordinal);
        Assert.EndsWith("&NextPartitionKey=a%20b&NextRowKey=c%2Fd", service.Requests[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shared_access_signature_goes_with_every_request()
    {
        var service = new CannedAnswers(CannedAnswers.Answer(HttpStatusCode.NotFound, ""));
        var store = AzureTableStore.Connect("TableEndpoint=http://127.0.0.1:1/acc;SharedAccessSignature=sv=1&sig=a%3D", service.Options);

        await store.GetAsync("accounts", "p", "r");
        await store.ReadAsync(new("accounts", "p"));

        Assert.Equal("/acc/accounts(PartitionKey='p',RowKey='r')?sv=1&sig=a%3D", service.Requests[0]);
        Assert.EndsWith("&sv=1&sig=a%3D", service.Requests[1], StringComparison.Ordinal);
    }

    private static IEnumerable<Func<Task>> Calls(AzureTableStore store) =>
    [
        () => store.GetAsync("accounts", "p", "r").AsTask(),
        () => store.ReadAsync(new("accounts", "p")).AsTask(),
        () => store.CommitAsync(Commit).AsTask(),
        () => store.ListTablesAsync().AsTask(),
        () => store.DropTableAsync("accounts").AsTask(),
    ];
}
