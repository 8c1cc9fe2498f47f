using Billing.Application.Due;
using Billing.Application.Ports;
using Billing.Domain;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Billing.Host;

/// <summary>
/// Runs what falls due: in the background every so often, and step by step when a test clock moves. One run at a time; it would be safe
/// without that (every kind of due work may run twice), only slower.
/// </summary>
internal sealed partial class DueWorker(DueRunner due, ILogger<DueWorker> logger) : BackgroundService
{
    /// <summary>Real time, also under a test clock: usage shows in all reads within seconds of being accepted.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly SemaphoreSlim _turn = new(1);
    private bool _isStoreAway;

    /// <summary>Moves the clock from one due instant to the next until it stands at the target and nothing is left to do.</summary>
    /// <param name="targetOf">From where the clock stands when its turn has come.</param>
    public async ValueTask<Result<DateTimeOffset>> AdvanceAsync(
        TestClock clock, Func<DateTimeOffset, Result<DateTimeOffset>> targetOf, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var target = targetOf(clock.GetUtcNow());
            if (!target.IsOk)
            {
                return target;
            }

            await due.RunAsync(cancellationToken);
            while (await due.NextAsync(cancellationToken) is { } next && next <= target.Value)
            {
                clock.MoveTo(next);
                await due.RunAsync(cancellationToken);
            }

            clock.MoveTo(target.Value);
            return target;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Does all that is due now.</summary>
    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await due.RunAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
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
                await RunInBackgroundAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The home closes; what is due stays due.
        }
    }

    private async Task RunInBackgroundAsync(CancellationToken stopping)
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Due work waits until the store is back: {Reason}")]
    private partial void LogStoreAway(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A run of due work failed; the next one tries again.")]
    private partial void LogRunFailed(Exception problem);
}
