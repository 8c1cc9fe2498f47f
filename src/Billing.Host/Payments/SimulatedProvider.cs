using Billing.Stripe;
using Billing.Stripe.Simulator;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Billing.Host;

/// <summary>Who moves the money.</summary>
internal enum PaymentProvider
{
    /// <summary>Nobody: a provider inside this process that speaks Stripe's API.</summary>
    Simulator,
    Stripe,
}

/// <summary>
/// The payment simulator inside this process, on a port of its own: started once the home serves, so that nobody waits for it who does not pay. It tells its
/// webhooks to the home's own address, and is the same provider after a restart.
/// </summary>
internal sealed partial class SimulatedProvider(
    Home home, StripeOptions options, IServer server, IHostApplicationLifetime lifetime, ILogger<SimulatedProvider> logger) : IHostedService
{
    private const string AnyPort = "http://127.0.0.1:0";
    private readonly TaskCompletionSource<StripeSimulator> _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _starting = Task.CompletedTask;

    /// <summary>Its address is wherever the simulator listens: <see cref="SimulatorHandler"/>.</summary>
    public static StripeOptions Options(IReadOnlyList<string> webhookSecrets) =>
        new() { ApiKey = "sk_test_simulator", WebhookSecrets = webhookSecrets, BaseUrl = new Uri("http://simulator.invalid") };

    /// <summary>Whether it could not be started, which ends the home.</summary>
    public bool HasFailed => _running.Task.IsFaulted;

    /// <summary>The simulator, once it runs.</summary>
    public Task<StripeSimulator> RunningAsync(CancellationToken cancellationToken) => _running.Task.WaitAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() => _starting = Task.Run(RunAsync, CancellationToken.None));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _starting;
        if (!_running.TrySetCanceled(cancellationToken) && _running.Task.IsCompletedSuccessfully)
        {
            await (await _running.Task).DisposeAsync();
        }
    }

    private async Task RunAsync()
    {
        try
        {
            var simulator = await StartWhereItWasAsync();
            HomeDirectory.Replace(home.Directory.SimulatorAddress, simulator.Url.ToString());
            LogRunning(simulator.Url);
            _running.SetResult(simulator);
        }
        catch (Exception problem)
        {
            LogFailed(problem.Message);
            _running.TrySetException(problem);
            lifetime.StopApplication();
        }
    }

    /// <summary>At the address of the last time, for pages of payments that wait are known by it; where somebody else has that now, at any.</summary>
    private async Task<StripeSimulator> StartWhereItWasAsync()
    {
        var settings = new SimulatorOptions
        {
            Url = AnyPort,
            DataFile = home.Directory.SimulatorData,
            Clock = home.Clock,
            SignatureClock = TimeProvider.System,
            Webhooks = Webhooks(),
        };
        try
        {
            return File.Exists(home.Directory.SimulatorAddress)
                ? await StripeSimulator.StartAsync(settings with { Url = await File.ReadAllTextAsync(home.Directory.SimulatorAddress) })
                : await StripeSimulator.StartAsync(settings);
        }
        catch (IOException)
        {
            return await StripeSimulator.StartAsync(settings);
        }
    }

    /// <summary>Null where the home is reached over HTTPS alone: nobody signed for its name on the loopback, and notices are asked for instead.</summary>
    private WebhookTarget? Webhooks()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return addresses.FirstOrDefault(address => address.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) is { } address
            ? new WebhookTarget(new Uri(Reachable(address), "/api/v1/webhooks/stripe"), options.WebhookSecrets)
            : null;
    }

    /// <summary>An address that stands for every interface is reached by the loopback.</summary>
    private static Uri Reachable(string address)
    {
        var parts = BindingAddress.Parse(address);
        return new UriBuilder("http", parts.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : parts.Host, parts.Port).Uri;
    }

    [LoggerMessage(LogLevel.Warning, "PAYMENTS ARE SIMULATED: NO REAL MONEY MOVES. The simulator speaks Stripe's API on {Url}.")]
    private partial void LogRunning(Uri url);

    [LoggerMessage(LogLevel.Critical, "The payment simulator cannot start, and the home ends: {Reason}")]
    private partial void LogFailed(string reason);
}

/// <summary>Sends requests to wherever the simulator listens, once it does.</summary>
internal sealed class SimulatorHandler(SimulatedProvider provider) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var simulator = await provider.RunningAsync(cancellationToken);
        request.RequestUri = new Uri(simulator.Url, request.RequestUri!.PathAndQuery);
        return await base.SendAsync(request, cancellationToken);
    }
}
