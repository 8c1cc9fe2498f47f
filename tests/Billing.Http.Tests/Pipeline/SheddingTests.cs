using Billing.Application;
using Billing.Http.Tests.Support;

namespace Billing.Http.Tests.Pipeline;

public sealed class SheddingTests
{
    private static readonly LoadLimits Small = new() { Permits = 4, Queued = 4, PermitsPerAccount = 2, QueuedPerAccount = 1 };

    [Fact]
    public async Task A_busy_account_is_shed_and_starves_nobody()
    {
        await using var server = await TestServer.StartAsync(TestServer.DefaultOptions with { Load = Small });
        var gate = new TaskCompletionSource();
        server.Api.Gate = gate.Task;
        var token = server.Token(Role.Operator);

        var busy = Enumerable.Range(0, 10).Select(_ => server.GetAsync("/api/v1/accounts/busy/trends", token)).ToList();
        for (var shed = 0; shed < 7; shed++) // two run, one waits, the rest hears so at once
        {
            var first = await Task.WhenAny(busy).WaitAsync(TimeSpan.FromSeconds(20));
            busy.Remove(first);
            var answer = await first;
            Assert.Equal((429, "rate-limited", "1"), (answer.Status, answer.Code, answer.Headers["Retry-After"]));
        }

        Assert.Equal(2, server.Api.Handled);
        Assert.Equal(200, (await server.GetAsync("/api/v1/accounts/calm", token)).Status);
        Assert.Equal(200, (await server.GetAsync("/api/health/ready")).Status);
        gate.SetResult();
        Assert.All(await Task.WhenAll(busy), answer => Assert.Equal(200, answer.Status));
        Assert.Equal(200, (await server.GetAsync("/api/v1/accounts/busy/trends", token)).Status);
    }

    [Fact]
    public async Task The_whole_is_bounded_too_and_health_is_never_shed()
    {
        await using var server = await TestServer.StartAsync(TestServer.DefaultOptions with { Load = Small });
        var gate = new TaskCompletionSource();
        server.Api.Gate = gate.Task;
        var token = server.Token(Role.Operator);

        var calls = Enumerable.Range(0, 20).Select(i => server.GetAsync($"/api/v1/accounts/a{i}/trends", token)).ToList();
        for (var shed = 0; shed < 12; shed++)
        {
            var first = await Task.WhenAny(calls).WaitAsync(TimeSpan.FromSeconds(20));
            calls.Remove(first);
            Assert.Equal(429, (await first).Status);
        }

        Assert.Equal(4, server.Api.Handled);
        Assert.Equal(200, (await server.GetAsync("/api/health/live")).Status);
        gate.SetResult();
        Assert.All(await Task.WhenAll(calls), answer => Assert.Equal(200, answer.Status));
        Assert.Equal(8, server.Api.Handled);
    }

    [Fact]
    public async Task A_body_takes_permits_by_its_size()
    {
        await using var control = new AdmissionControl(new LoadLimits { Permits = 20, Queued = 0, PermitsPerAccount = 18, QueuedPerAccount = 0 });
        using var large = await control.EnterAsync("a", RequestBody.MaxBytes, CancellationToken.None);
        using var small = await control.EnterAsync("b", 100, CancellationToken.None);
        using var shed = await control.EnterAsync("c", 200_000, CancellationToken.None);
        Assert.Equal((true, true, false), (large.IsGranted, small.IsGranted, shed.IsGranted));
    }

    [Fact]
    public async Task What_waited_and_hung_up_takes_no_permit()
    {
        await using var control = new AdmissionControl(new LoadLimits { Permits = 1, Queued = 1, PermitsPerAccount = 1, QueuedPerAccount = 1 });
        using var hangUp = new CancellationTokenSource();
        var first = await control.EnterAsync("a", 0, CancellationToken.None);
        var waiting = control.EnterAsync("b", 0, hangUp.Token).AsTask();
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        first.Dispose();
        using var next = await control.EnterAsync("b", 0, CancellationToken.None);
        Assert.True(next.IsGranted);
    }
}
