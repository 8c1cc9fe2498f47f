using Billing.Application.Payments;
using Billing.Application.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Billing.Host;

/// <summary>
/// Works on what the payment provider has told, and asks it for what it has not: in the background, apart from other due work, for a provider may be slow; and
/// to the end when a test wants to see what came of it. One run at a time.
/// </summary>
/// <param name="simulator">Null where the provider is Stripe.</param>
internal sealed partial class NoticeWorker(NoticeInbox inbox, SimulatedProvider? simulator, ILogger<NoticeWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly SemaphoreSlim _turn = new(1);
    private bool _isStoreAway;

    /// <summary>Waits for the simulator's webhooks that are under way and works on all that waits; answers how many notices there were.</summary>
    public async ValueTask<int> DrainAsync(CancellationToken cancellationToken)
    {
        if (simulator is not null)
        {
            await (await simulator.RunningAsync(cancellationToken)).Controls.DrainWebhooksAsync(cancellationToken);
        }

        return await RunAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var pauses = new PeriodicTimer(Pause);
            while (await pauses.WaitForNextTickAsync(stoppingToken))
            {
                await TryAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The home closes; what waits goes on waiting.
        }
    }

    private async Task TryAsync(CancellationToken stopping)
    {
        try
        {
            await RunAsync(stopping);
            _isStoreAway = false;
        }
        catch (StoreUnavailableException problem) when (!stopping.IsCancellationRequested)
        {
            if (!_isStoreAway)
            {
                LogStoreAway(problem.Message);
            }

            _isStoreAway = true;
        }
        catch (Exception problem) when (!stopping.IsCancellationRequested)
        {
            LogRunFailed(problem);
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Payment notices wait until the store is back: {Reason}")]
    private partial void LogStoreAway(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A run over payment notices failed; the next one tries again.")]
    private partial void LogRunFailed(Exception problem);
}
