using System.Diagnostics;
using Billing.Tests;

namespace Billing.Host.Tests;

/// <summary>Table Storage goes away in the middle of the work and comes back with what it had.</summary>
public sealed class OutageTests : IAsyncDisposable
{
    private const int Callers = 8;
    private const int Rounds = 12;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);

    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("billing-outage-");
    private readonly Azurite _azurite;

    public OutageTests() => _azurite = Azurite.In(Path.Combine(_files.FullName, "azurite"));

    public async ValueTask DisposeAsync()
    {
        await _azurite.DisposeAsync();
        _files.Delete(recursive: true);
    }

    [Fact]
    public async Task Orders_and_usage_wait_for_the_store_and_count_once()
    {
        await using var server = await BillingServer.StartAsync(storage: await _azurite.NewAccountAsync());
        await Story.CreateAccountAsync(server, "acme");
        await Story.SubscribeAsync(server, "acme", """{"plan":"advanced","interval":"month"}""");
        var (half, refused) = (new TaskCompletionSource(), new TaskCompletionSource());
        var (done, refusals) = (0, 0);

        // Eight callers buy credits and use them. In the middle the store goes away, until every caller was refused at least once on average.
        var work = Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => WorkAsync(caller))));
        await half.Task;
        await _azurite.StopAsync();
        await refused.Task;
        var ready = (await server.Nobody.GetAsync("/api/health/ready")).ExpectProblem(503, "service-unavailable");
        Assert.NotNull(ready.Raw.Headers.RetryAfter);
        (await server.Nobody.GetAsync("/api/health/live")).Expect(200);
        await _azurite.StartAsync();
        await work.WaitAsync(TimeSpan.FromMinutes(3));

        // 5 USD for each top-up; 1,000 input tokens at 2 micros for each AI request; one session for each conversation.
        await server.SettleAsync();
        var credits = await server.Owner("acme").GetAsync("/accounts/acme/credits");
        Assert.Equal(10_000_000 + (Callers * Rounds * (5_000_000 - 2_000)), credits.Int("totalMicros"));
        Assert.Equal(Callers * Rounds, (await server.Owner("acme").GetAsync("/accounts/acme/plan-information")).Int("automationAi.billingSessions.used"));
        var orders = (await server.Owner("acme").GetAsync("/accounts/acme/orders?limit=100")).Expect(200)["items"].EnumerateArray().ToList();
        Assert.Equal(1 + (Callers * Rounds), orders.Count);
        Assert.All(orders, order => Assert.Equal("completed", order.GetProperty("status").GetString()));
        (await server.Nobody.GetAsync("/api/health/ready")).Expect(200);

        async Task WorkAsync(int caller)
        {
            var (owner, service) = (server.Owner("acme"), server.Service);
            var money = new { amount = new { amount = 500, currency = "USD" }, paymentMethod = new { type = "card", token = "pm_card_visa" } };
            for (var round = 0; round < Rounds; round++)
            {
                var key = $"{caller}-{round}";
                object[] usage = [Story.AiUsage("acme", key, BillingServer.NewYear, 1_000, 0), Story.Activity("acme", "bot", key, BillingServer.NewYear)];
                await UntilTakenAsync(() => owner.PostAsync("/accounts/acme/top-ups", money, key));
                await UntilTakenAsync(() => service.PostAsync("/usage/events", usage));
                if (Interlocked.Increment(ref done) == Callers * Rounds / 2)
                {
                    half.SetResult();
                }
            }
        }

        async Task UntilTakenAsync(Func<Task<Answer>> send)
        {
            while (true)
            {
                var watch = Stopwatch.StartNew();
                var answer = await send();
                Assert.InRange(watch.Elapsed, TimeSpan.Zero, Bound);
                if (answer.Status is 201 or 202)
                {
                    return;
                }

                // An order whose payment the outage cut off is still being looked into.
                Assert.True(answer.Status == 503 || answer.Code is "idempotency-key-in-use" or "order-in-progress", $"{answer.Status} {answer.Text}");
                Assert.True(answer.Status != 503 || answer.Raw.Headers.RetryAfter is not null);
                if (Interlocked.Increment(ref refusals) == Callers)
                {
                    refused.SetResult();
                }
            }
        }
    }

    [Fact]
    public async Task A_server_that_starts_before_its_store_serves_as_soon_as_that_is_there()
    {
        var storage = await _azurite.NewAccountAsync();
        await _azurite.StopAsync();
        await using var server = await BillingServer.StartProcessAsync(storage: storage);

        (await server.Nobody.GetAsync("/api/health/live")).Expect(200);
        (await server.Nobody.GetAsync("/api/health/ready")).ExpectProblem(503, "service-unavailable");
        var refused = (await server.Operator.GetAsync("/accounts/acme")).ExpectProblem(503, "service-unavailable");
        Assert.NotNull(refused.Raw.Headers.RetryAfter);

        await _azurite.StartAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await server.Nobody.GetAsync("/api/health/ready")).Status != 200)
        {
            deadline.Token.ThrowIfCancellationRequested();
        }

        await Story.CreateAccountAsync(server, "acme");
        await Story.SendAsync(server, Story.Activity("acme", "bot", "c", BillingServer.NewYear));
        await server.SettleAsync();
        (await server.Owner("acme").GetAsync("/accounts/acme")).Expect(200);
    }

    [Fact]
    public async Task A_wrong_key_stops_the_start_of_every_verb_and_is_not_shown()
    {
        var parts = (await _azurite.NewAccountAsync()).Split(';');
        var storage = string.Join(';', parts.Where(part => !part.StartsWith("AccountKey", StringComparison.Ordinal)).Append("AccountKey=c2VjcmV0"));
        var data = Path.Combine(_files.FullName, "data");
        string[][] verbs = [["serve"], ["export", Path.Combine(data, "file")], ["retain"], ["spread", "2", "--account", "acme"]];

        foreach (var verb in verbs)
        {
            var (exitCode, _, error) = await ChildProcess.RunAsync([.. verb, "--data", data, "--storage", storage]);

            Assert.Equal(1, exitCode);
            Assert.Equal("The store cannot be used: Table Storage does not let this process in (403 AuthorizationFailure): "
                + "the key, signature or role that it was given is not accepted there, or does not allow this.\n", error);
        }
    }

    [Fact]
    public async Task An_import_that_lost_the_store_is_run_again()
    {
        var storage = await _azurite.NewAccountAsync();
        var log = Logs.MadeUpConversations(1_500).Prepend(Logs.ConversationHeader).ToList();
        var file = Path.Combine(_files.FullName, "log.csv");
        await File.WriteAllLinesAsync(file, log);
        string[] import =
        [
            "import", "conversations", file, "--account", "acme", "--app", "bot", "--create",
            "--storage", storage, "--data", Path.Combine(_files.FullName, "data"),
        ];

        using var process = ChildProcess.Start(import);
        Assert.Contains('%', await process.StandardOutput.ReadLineAsync() ?? "");
        await _azurite.StopAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal((1, true), (process.ExitCode, error.Contains("Run the import again", StringComparison.Ordinal)));
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        await _azurite.StartAsync();
        var (exitCode, output, fault) = await ChildProcess.RunAsync(import);

        Assert.True(exitCode == 0, output + fault);
        Assert.Contains($"{log.Count - 1:N0} rows: {log.Count - 1:N0} taken, 0 refused.", output, StringComparison.Ordinal);
        Assert.Contains($"{Logs.SessionsByHour(log).Values.Sum():N0} billing sessions.", output, StringComparison.Ordinal);
    }
}
