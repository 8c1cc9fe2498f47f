using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Billing.Application.Tests.Workflows;
using Billing.Application.Tests.World;
using Billing.Application.Workflows;
using Billing.Functions.Workflows;
using Billing.Workflows;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;
using Microsoft.DurableTask.Testing.Sidecar;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Billing.Functions.Tests.Workflows;

/// <summary>
/// Durable's in-process test host, with every workflow and activity of the product and of the engines' suite. It has an orchestrator and an activity function
/// of each name, as the app has, and runs them for one <see cref="DurableWorld"/> after the other.
/// </summary>
public sealed class DurableHost : IAsyncLifetime
{
    private readonly SemaphoreSlim _oneActivity = new(1);
    private IHost? _host;
    private DurableWorld? _world;

    internal DurableTaskClient Client => _host!.Services.GetRequiredService<DurableTaskClient>();

    internal InMemoryOrchestrationService Service => _host!.Services.GetInMemoryOrchestrationService();

    /// <summary>The test host, with what it runs.</summary>
    internal static async Task<IHost> StartAsync(Action<DurableTaskRegistry> tasks)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddLogging();
        builder.Services.AddInMemoryDurableTask(tasks, new InMemoryDurableTaskOptions { Port = FreePort() });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    public async ValueTask InitializeAsync() => _host = await StartAsync(Register);

    public async ValueTask DisposeAsync()
    {
        _world?.End();
        await _host!.StopAsync();
        _host.Dispose();
        _oneActivity.Dispose();
    }

    /// <summary>From now on the host runs what this world starts, and has forgotten what another did.</summary>
    internal void Enter(DurableWorld world)
    {
        _world?.End();
        Service.CreateAsync(recreateInstanceStore: true).GetAwaiter().GetResult();
        _world = world;
    }

    private void Register(DurableTaskRegistry tasks)
    {
        foreach (var workflow in WorkflowBook.Ours.Concat(Plays.All))
        {
            tasks.AddOrchestratorFunc<JsonElement, string>(DurableNames.Of(workflow.Name), (context, _) => _world!.OrchestrateAsync(context));
        }

        foreach (var activity in new Stage().Home.Book.Activities.Append(Plays.Say.Name).Append(Plays.Stumble.Name))
        {
            tasks.AddActivityFunc<string, string>(DurableNames.Of(activity), (_, input) => OneAtATimeAsync(world => world.DoAsync(activity, input)));
        }

        tasks.AddActivityFunc<string, string>(
            nameof(Activities.LookAtWorkflow), (_, id) => OneAtATimeAsync(world => world.LookAsync(InstanceId.Parse(id))));
    }

    /// <summary>The suites' logs and clocks are no places for two at a time.</summary>
    private async Task<string> OneAtATimeAsync(Func<DurableWorld, Task<string>> activity)
    {
        await _oneActivity.WaitAsync();
        try
        {
            return await activity(_world!);
        }
        finally
        {
            _oneActivity.Release();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
