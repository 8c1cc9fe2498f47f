using System.Text.Json;
using Billing.Application.Tests.Workflows;
using Billing.Application.Workflows;
using Billing.Domain;
using Billing.Functions.Workflows;
using Billing.Host.Tests;
using Billing.Workflows;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Billing.Functions.Tests.Workflows;

/// <summary>What a clock that is moved by hand cannot show: Durable's own timers, and signals that come while something goes on.</summary>
public sealed class RealTimeTests : IAsyncLifetime
{
    private static readonly Signal Bell = new("bell");

    /// <summary>Waits for as many bells as its text has letters, one a run.</summary>
    private static readonly Workflow<Cue, string> Ringer = new("ringer", 1, PlayJson.Default.Cue, PlayJson.Default.String, async (context, cue) =>
    {
        if (cue.Text.Length == 0)
        {
            return "rung";
        }

        await context.CallAsync(Plays.Say, cue.Text);
        return await context.WaitForAsync(Bell, cue.Until) ? context.ContinueAsNew(Ringer!, cue with { Text = cue.Text[1..] }) : "late";
    });

    private readonly DurableClients _clients = new();
    private readonly WorkflowBook _book = new([.. Plays.All, Ringer], [ActivityBinding.Of(Plays.Say, (text, _) => new(text))]);
    private IHost? _host;

    private DurableTaskClient Client => _host!.Services.GetRequiredService<DurableTaskClient>();

    private DurableWorkflows Engine => new(_clients, _book, TimeProvider.System);

    public async ValueTask InitializeAsync()
    {
        _host = await DurableHost.StartAsync(tasks =>
        {
            foreach (var workflow in _book.Workflows)
            {
                tasks.AddOrchestratorFunc<JsonElement, JsonElement?>(DurableNames.Of(workflow.Name), (context, _) => DurableRun.RunAsync(context, _book));
            }

            tasks.AddActivityFunc<string, string>(DurableNames.Of(Plays.Say.Name), async (_, input) => await _book.Activity(Plays.Say.Name)(input, default));
        });
        _clients.Lend(Client);
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.StopAsync();
        _host.Dispose();
    }

    [Fact]
    public async Task A_sleeper_wakes_at_its_instant()
    {
        var until = DateTimeOffset.UtcNow.AddMilliseconds(300);
        var id = await StartAsync(Plays.Sleeper, "", until);

        Assert.InRange(DateTimeOffset.Parse(await OutputAsync(id)), until, DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task A_signal_that_wins_takes_its_timer_with_it()
    {
        var id = await StartAsync(Plays.Waiter, "", DateTimeOffset.UtcNow.AddDays(20));
        await Engine.SignalAsync(id, Bell, "1", default);
        await Engine.SignalAsync(id, Bell, "2", default);

        Assert.StartsWith("True True ", await OutputAsync(id));
    }

    [Fact]
    public async Task Signals_that_come_all_at_once_are_all_used_also_by_runs_that_begin_later()
    {
        var id = await StartAsync(Ringer, "12345", DateTimeOffset.UtcNow.AddDays(1));
        await Task.WhenAll(Enumerable.Range(1, 5).Select(ring => Engine.SignalAsync(id, Bell, $"{ring}", default).AsTask()));

        Assert.Equal("rung", await OutputAsync(id));
    }

    [Fact]
    public async Task Canceled_it_is_over_when_the_call_returns()
    {
        var id = await StartAsync(Plays.Sleeper, "", DateTimeOffset.UtcNow.AddDays(1));

        Assert.True(await Engine.CancelAsync(id, "Enough.", default));

        var found = await Engine.FindAsync(id, default);
        Assert.Equal((WorkflowStatus.Canceled, "Enough."), (found!.Status, found.Error));
    }

    [Fact]
    public async Task One_that_fails_wakes_an_operator()
    {
        var events = EventBook.Of(_host!.Services);
        var id = await StartAsync(Plays.Broken, "", default);
        await EndAsync(id);

        Assert.Equal((WorkflowStatus.Failed, "It cannot be."), ((await Engine.FindAsync(id, default))!.Status, (await Engine.FindAsync(id, default))!.Error));
        Assert.Contains("WorkflowFailed", events);
    }

    private async Task<InstanceId> StartAsync(Workflow<Cue, string> play, string text, DateTimeOffset until)
    {
        var id = new InstanceId(play.Name, new AccountId("acme"), "it");
        await Engine.StartAsync(id, JsonSerializer.Serialize(new Cue(text, until), PlayJson.Default.Cue), default);
        return id;
    }

    private async Task EndAsync(InstanceId id)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await Client.WaitForInstanceCompletionAsync(id.ToString(), deadline.Token);
    }

    private async Task<string> OutputAsync(InstanceId id)
    {
        await EndAsync(id);
        return JsonSerializer.Deserialize((await Engine.FindAsync(id, default))!.Output!, PlayJson.Default.String)!;
    }
}
