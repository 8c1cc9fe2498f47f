using Billing.Application.Due;
using Billing.Domain;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Billing.Host;

/// <summary>
/// Runs what falls due: in the background every so often, and step by step when a test clock moves. One run at a time; it would be safe
/// without that (every kind of due work may run twice), only slower.
/// </summary>
internal sealed class DueWorker(DueRunner due, DueIndex index, NoticeWorker notices, ILogger<DueWorker> logger) : BackgroundService
{
    /// <summary>Real time, also under a test clock: usage shows in all reads within seconds of being accepted.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    // Neither is disposed of, for they hold nothing to give back, and a home whose start failed may end amid a run.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly SemaphoreSlim _hurried = new(0);
    private readonly SteadyRun _steady = new("Due work", logger);

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

            await RunToRestAsync(cancellationToken);
            while (await due.NextAsync(cancellationToken) is { } next && next <= target.Value)
            {
                clock.MoveTo(next);
                await RunToRestAsync(cancellationToken);
            }

            clock.MoveTo(target.Value);
            await RunToRestAsync(cancellationToken);
            return target;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Does all that is to be done now, what the payment provider tells included.</summary>
    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await RunToRestAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            index.Connect(Hurry);
            while (true)
            {
                await _hurried.WaitAsync(Pause, stoppingToken);
                await _steady.TryAsync(RunInBackgroundAsync, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The home closes; what is due stays due.
        }
    }

    /// <summary>Due work makes payments, payments make notices, and notices make due work: until none of them does.</summary>
    private async ValueTask RunToRestAsync(CancellationToken cancellationToken)
    {
        while (await notices.DrainAsync(cancellationToken) + await due.RunAsync(cancellationToken) > 0)
        {
        }
    }

    /// <summary>One look finds all that is due, however often it was called for meanwhile.</summary>
    private void Hurry()
    {
        if (_hurried.CurrentCount == 0)
        {
            _hurried.Release();
        }
    }

    private async Task RunInBackgroundAsync(CancellationToken stopping)
    {
        await _turn.WaitAsync(stopping);
        try
        {
            await due.RunAsync(stopping);
        }
        finally
        {
            _turn.Release();
        }
    }
}
