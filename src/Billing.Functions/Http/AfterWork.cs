using Billing.Application.Due;
using Billing.Application.Payments;
using Microsoft.Extensions.Logging;

namespace Billing.Functions.Http;

/// <summary>
/// What a request leaves to do at once, such as an e-mail with a one-time password: it is done in the invocation that caused it, after the answer, and what
/// comes meanwhile is done with it. The timers find whatever fails here.
/// </summary>
public sealed partial class AfterWork
{
    /// <summary>Workflows are reached by the timer that has the host's client.</summary>
    private static readonly HashSet<DueKind> Kinds =
        [DueKind.Settlement, DueKind.Calendar, DueKind.Payment, DueKind.Saving, DueKind.Errand, DueKind.Email, DueKind.Notification];

    private readonly DueRunner _due;
    private readonly NoticeInbox _inbox;
    private readonly ILogger _logger;
    private int _isAskedFor;
    private int _isRunning;

    public AfterWork(DueRunner due, DueIndex index, NoticeInbox inbox, ILogger<AfterWork> logger)
    {
        (_due, _inbox, _logger) = (due, inbox, logger);
        index.Connect(() => Interlocked.Exchange(ref _isAskedFor, 1));
    }

    /// <summary>Runs what is due, where something was committed that is.</summary>
    public async Task DueAsync()
    {
        while (Volatile.Read(ref _isAskedFor) == 1 && Interlocked.Exchange(ref _isRunning, 1) == 0)
        {
            try
            {
                Volatile.Write(ref _isAskedFor, 0);
                await _due.RunAsync(Kinds, CancellationToken.None);
            }
            catch (Exception problem)
            {
                LogFailed(problem);
            }
            finally
            {
                Volatile.Write(ref _isRunning, 0);
            }
        }
    }

    /// <summary>Works on the notices that wait, and on what becomes due by them.</summary>
    public async Task NoticesAsync()
    {
        try
        {
            await _inbox.RunAsync(CancellationToken.None);
        }
        catch (Exception problem)
        {
            LogFailed(problem);
        }

        await DueAsync();
    }

    [LoggerMessage(LogLevel.Warning, "What a request left to do is left to the timers.")]
    private partial void LogFailed(Exception problem);
}
