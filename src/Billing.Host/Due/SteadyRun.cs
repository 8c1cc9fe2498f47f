using Billing.Application.Ports;
using Microsoft.Extensions.Logging;

namespace Billing.Host;

/// <summary>A background worker's run that no failure ends the worker with: a store that is away is told of once, anything else each time.</summary>
/// <param name="what">Is worked on, as the log calls it.</param>
internal sealed partial class SteadyRun(string what, ILogger logger)
{
    private bool _isStoreAway;

    public async Task TryAsync(Func<CancellationToken, Task> run, CancellationToken stopping)
    {
        try
        {
            await run(stopping);
            _isStoreAway = false;
        }
        catch (StoreUnavailableException problem) when (!stopping.IsCancellationRequested)
        {
            if (!_isStoreAway)
            {
                LogStoreAway(what, problem.Message);
            }

            _isStoreAway = true;
        }
        catch (Exception problem) when (!stopping.IsCancellationRequested)
        {
            LogRunFailed(problem, what);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{What} must wait until the store is back: {Reason}")]
    private partial void LogStoreAway(string what, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{What}: a run failed; the next one tries again.")]
    private partial void LogRunFailed(Exception problem, string what);
}
