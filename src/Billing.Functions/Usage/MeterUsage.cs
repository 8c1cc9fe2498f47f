using Azure.Messaging.ServiceBus;
using Billing.Application.Usage;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Functions.Usage;

/// <summary>Meters queued usage, a session's batch at a time. What is not settled here by name the host completes, or abandons where this throws.</summary>
public sealed class MeterUsage(QueuedUsage usage)
{
    [Function("MeterUsage")]
    public async Task RunAsync(
        [ServiceBusTrigger("usage", Connection = "ServiceBus", IsBatched = true, IsSessionsEnabled = true)] ServiceBusReceivedMessage[] messages,
        ServiceBusMessageActions actions,
        ServiceBusSessionMessageActions session,
        CancellationToken stopping)
    {
        var fates = await usage.MeterAsync([.. messages.Select(message => message.Body.ToMemory())], stopping);
        foreach (var (message, fate) in messages.Zip(fates))
        {
            if (fate.Fate == UsageFate.Refused)
            {
                await actions.DeadLetterMessageAsync(
                    message, deadLetterReason: fate.Reason, deadLetterErrorDescription: fate.Detail, cancellationToken: stopping);
            }
            else if (fate.Fate == UsageFate.Failed)
            {
                await actions.AbandonMessageAsync(message, cancellationToken: stopping);
            }
        }

        // The batch loop serves one session at a time: a busy one must not keep all others waiting.
        await session.ReleaseSession(stopping);
    }
}
