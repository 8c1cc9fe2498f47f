using Billing.Application.Payments;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Billing.Host;

/// <summary>
/// Works on what the payment provider has told, and asks it for what it has not: in the background, apart from other due work, for a provider may be slow; and
/// to the end when a test wants to see what came of it. One run at a time.
/// </summary>
/// <param name="simulator">Null where the provider is Stripe.</param>
internal sealed class NoticeWorker(NoticeInbox inbox, SimulatedProvider? simulator, ILogger<NoticeWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    // Not disposed of, for it holds nothing to give back, and a home whose start failed may end amid a run.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly SteadyRun _steady = new("Payment notices", logger);

    /// <summary>Waits for the simulator's webhooks that are under way and works on all that waits; answers how many notices there were.</summary>
    public async ValueTask<int> DrainAsync(CancellationToken cancellationToken)
    {
        if (simulator is not null)
        {
            await (await simulator.RunningAsync(cancellationToken)).Controls.DrainWebhooksAsync(cancellationToken);
        }

        return await RunAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var pauses = new PeriodicTimer(Pause);
            while (await pauses.WaitForNextTickAsync(stoppingToken))
            {
                await _steady.TryAsync(async stopping => await RunAsync(stopping), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The home closes; what waits goes on waiting.
        }
    }

    private async ValueTask<int> RunAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await inbox.PollAsync(cancellationToken);
            return await inbox.RunAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }
}
