using Billing.Application.Metering;
using Billing.Application.Metering.Events;
using Billing.Application.Ports;
using Billing.Domain;
using Microsoft.Extensions.Logging;

namespace Billing.Application.Usage;

public enum UsageFate
{
    /// <summary>It is counted, now or before.</summary>
    Metered,

    /// <summary>It can never be: a person has to look.</summary>
    Refused,

    /// <summary>Something of ours failed; it is to be tried again.</summary>
    Failed,
}

/// <param name="Reason">Of one that was refused: the code.</param>
/// <param name="Detail">Of one that was refused: a sentence for people.</param>
public readonly record struct MeteredMessage(UsageFate Fate, string? Reason = null, string? Detail = null);

/// <summary>Meters what comes from a usage queue, and settles it at once. Messages may come twice, in any order, and hold anything.</summary>
public sealed partial class QueuedUsage(UsageIntake intake, UsageSettlement settlement, ILogger<QueuedUsage> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);
    private const int Tries = 6;

    /// <returns>What became of each message, in their order: one never decides over its neighbours.</returns>
    /// <exception cref="StoreUnavailableException">After some waiting. Some may be metered; all are to be tried again.</exception>
    public async ValueTask<IReadOnlyList<MeteredMessage>> MeterAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages, CancellationToken cancellationToken)
    {
        var fates = new MeteredMessage[messages.Count];
        var events = new List<UsageEvent>(messages.Count);
        for (var i = 0; i < messages.Count; i++)
        {
            var read = UsageEventParser.ParseEvent(messages[i].Span, i);
            if (read.IsOk)
            {
                events.Add(read.Value);
            }
            else
            {
                fates[i] = new(UsageFate.Refused, read.Error.Code, read.Error.Detail);
            }
        }

        await RideOutAsync(() => MeterAsync(events, fates, cancellationToken), cancellationToken);
        await settlement.SettleWaitingAsync(cancellationToken);
        return fates;
    }

    /// <summary>An outage is waited out for a while: each delivery that ends in one brings a message nearer to the dead letters.</summary>
    private static async ValueTask RideOutAsync(Func<ValueTask> meter, CancellationToken cancellationToken)
    {
        for (var tried = 0; ; tried++)
        {
            try
            {
                await meter();
                return;
            }
            catch (StoreUnavailableException) when (tried < Tries - 1)
            {
                await Task.Delay(Due.Backoff.Doubled(tried, FirstPause, LongestPause), cancellationToken);
            }
        }
    }

    private async ValueTask MeterAsync(IReadOnlyList<UsageEvent> events, MeteredMessage[] fates, CancellationToken cancellationToken)
    {
        try
        {
            var receipt = await intake.AcceptAsync(new UsageBatch(events, []), IntakeMode.Queued, cancellationToken);
            if (!receipt.IsOk)
            {
                throw new StoreUnavailableException(receipt.Error.Detail);
            }

            foreach (var refused in receipt.Value.Rejected)
            {
                fates[refused.Index] = new(UsageFate.Refused, refused.Code, refused.Detail);
            }
        }
        catch (Exception problem) when (problem is not OperationCanceledException and not StoreUnavailableException)
        {
            if (events is [var only])
            {
                LogFailed(problem, only.Account, only.Source, only.Id);
                fates[only.Index] = new(UsageFate.Failed);
                return;
            }

            foreach (var each in events)
            {
                await MeterAsync([each], fates, cancellationToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The usage event {Id} of {Source} could not be metered for {Account} and is tried again.")]
    private partial void LogFailed(Exception problem, AccountId account, string source, string id);
}
