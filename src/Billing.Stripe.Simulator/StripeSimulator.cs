using Billing.Stripe.Simulator.Control;
using Billing.Stripe.Simulator.Http;
using Billing.Stripe.Simulator.State;
using Billing.Stripe.Simulator.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Billing.Stripe.Simulator;

/// <summary>
/// A payment provider that speaks Stripe's HTTP API on a socket of its own and moves no money: <c>/v1/…</c> as Stripe, <c>/_sim/…</c> for tests.
/// </summary>
public sealed class StripeSimulator : IAsyncDisposable
{
    /// <summary>The API version of its events and shapes.</summary>
    public const string ApiVersion = "2026-07-29.dahlia";

    private readonly WebApplication _app;
    private readonly World _world;
    private readonly WebhookSender _sender;

    private StripeSimulator(WebApplication app, World world, WebhookSender sender, SimulatorControls controls) =>
        (_app, _world, _sender, Controls) = (app, world, sender, controls);

    public Uri Url => new(_app.Urls.First());

    /// <summary>The customer's bank, the customer in front of a page, and everything that goes wrong.</summary>
    public SimulatorControls Controls { get; }

    /// <exception cref="IOException">The address is taken, or another process has the data file open.</exception>
    public static async Task<StripeSimulator> StartAsync(SimulatorOptions options)
    {
        var world = new World(options.Clock, options.DataFile);
        var sender = new WebhookSender(world, options.SignatureClock ?? options.Clock, options.WebhookRetryDelays);
        var faults = new Faults();
        var controls = new SimulatorControls(world, sender, faults);

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(options.Url);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        var app = builder.Build();
        app.Map("/v1/{**path}", new ApiServer(world, faults, options.Clock).InvokeAsync);
        ControlEndpoints.Map(app, controls);
        var simulator = new StripeSimulator(app, world, sender, controls);
        try
        {
            await app.StartAsync();
            await (options.Webhooks is { } target ? controls.SendWebhooksToAsync(target.Url, target.Secrets) : sender.ReleaseAsync());
            return simulator;
        }
        catch
        {
            await simulator.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _sender.DisposeAsync();
        await _app.DisposeAsync();
        _world.Dispose();
    }

    /// <summary>Signals are the program's that it runs in: it ends when it is disposed of.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
