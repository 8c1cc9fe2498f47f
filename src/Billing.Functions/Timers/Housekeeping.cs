using Billing.Application;
using Billing.Application.Operations;
using Billing.Application.Usage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Billing.Functions.Timers;

/// <summary>What is done seldom and for the whole store.</summary>
/// <param name="retention">How many whole months of usage events are kept.</param>
public sealed partial class Housekeeping(UsageRetention usage, RetentionPeriod retention, Reconciliation reconciliation, ILogger<Housekeeping> logger)
{
    private static readonly Caller Timer = new("timer", Role.Operator, null);

    /// <summary>Drops the usage events of months that need not be kept; what they cost stays in the ledger.</summary>
    [Function("RetainUsage")]
    public async Task RetainUsage([TimerTrigger("%Retention%")] TimerInfo timer, CancellationToken stopping)
    {
        await foreach (var (table, unsettled) in usage.RunAsync(retention.Months, stopping))
        {
            LogRetired(table, unsettled is null ? "dropped" : $"kept, for usage of {unsettled} in it is not settled yet");
        }
    }

    /// <summary>Compares the provider's books with ours, and logs how many differences there are.</summary>
    [Function("ReconcileBooks")]
    public async Task ReconcileBooks([TimerTrigger("%Reconciliation%")] TimerInfo timer, CancellationToken stopping)
    {
        var checkedNow = await reconciliation.CheckAsync(null, null, new RequestContext(Timer, null, stopping));
        if (!checkedNow.IsOk)
        {
            throw new InvalidOperationException(checkedNow.Error.Detail);
        }
    }

    [LoggerMessage(LogLevel.Information, "Usage events of {Table}: {Fate}.")]
    private partial void LogRetired(string table, string fate);
}

/// <param name="Months">Whole UTC months before the present one.</param>
public sealed record RetentionPeriod(int Months);
