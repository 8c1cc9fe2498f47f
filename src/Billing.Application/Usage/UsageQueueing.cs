using Billing.Application.Metering;
using Billing.Application.Metering.Events;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Domain;

namespace Billing.Application.Usage;

/// <summary>
/// Takes usage in by a queue: judges it as the metering would, and answers once it is on the queue. Twins of one request are recognised here; what was sent in
/// an earlier request is recognised when it is metered, and counts once all the same.
/// </summary>
public sealed class UsageQueueing(IUsageQueue queue, UsageSorter sorter)
{
    /// <summary>
    /// A consumer works on one session after the other: enough that many can work side by side, few enough that none waits for long. Usage that is under way
    /// when this changes may meet a rival in its partition, which costs a retry.
    /// </summary>
    private const int Sessions = 32;

    /// <exception cref="StoreUnavailableException">Some of it may have been taken; sending all again counts nothing twice.</exception>
    public async ValueTask<Result<UsageReceipt>> AcceptAsync(UsageBatch batch, CancellationToken cancellationToken)
    {
        var sorted = await sorter.SortAsync(batch, IntakeMode.Live, cancellationToken);
        var (messages, names, duplicates) = (new List<UsageMessage>(batch.Events.Count), new HashSet<(string, string)>(), 0);
        foreach (var (stream, events) in sorted.ByStream)
        {
            foreach (var usage in events)
            {
                if (usage.IsNamed && !names.Add((usage.Source, usage.Id)))
                {
                    duplicates++;
                    continue;
                }

                messages.Add(new UsageMessage(SessionOf(stream), UsageEventJson.Write(usage)));
            }
        }

        if (messages.Count > 0)
        {
            await queue.SendAsync(messages, cancellationToken);
        }

        UsageMetrics.Rejected.Add(sorted.Rejected.Count);
        return new UsageReceipt(messages.Count, duplicates, sorted.Rejected);
    }

    /// <summary>The shard of the account's partition: whoever holds the session is alone with all partitions that have it.</summary>
    private static string SessionOf(UsageStream stream) => $"{StableHash.Of(stream.PartitionKey) % Sessions}";
}
