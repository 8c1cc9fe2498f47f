using Azure.Messaging.ServiceBus;
using Billing.Application.Ports;

namespace Billing.Functions.Messaging;

/// <summary>
/// Usage on a queue with sessions. A batch holds one session's messages: the service refuses any other on an entity with partitions. Messages have no ids for
/// the queue to compare: it would drop what is sent again after its first copy was dead-lettered, and the metering counts nothing twice.
/// </summary>
internal sealed class UsageQueue(ServiceBusSender sender) : IUsageQueue
{
    public const string Name = "usage";

    public async ValueTask SendAsync(IReadOnlyList<UsageMessage> messages, CancellationToken cancellationToken) =>
        await BusFaults.AskAsync(() => Task.WhenAll(
            messages.GroupBy(message => message.Session, StringComparer.Ordinal).Select(session => SendSessionAsync(session, cancellationToken))));

    /// <returns>In how many batches.</returns>
    private async Task<int> SendSessionAsync(IEnumerable<UsageMessage> messages, CancellationToken cancellationToken)
    {
        var batches = 0;
        var batch = await sender.CreateMessageBatchAsync(cancellationToken);
        try
        {
            foreach (var message in messages.Select(Written))
            {
                if (batch.TryAddMessage(message))
                {
                    continue;
                }

                if (batch.Count > 0)
                {
                    await sender.SendMessagesAsync(batch, cancellationToken);
                    batches++;
                    batch.Dispose();
                    batch = await sender.CreateMessageBatchAsync(cancellationToken);
                }

                if (!batch.TryAddMessage(message))
                {
                    throw new InvalidOperationException($"A message of {message.Body.ToMemory().Length} bytes fits into no batch.");
                }
            }

            await sender.SendMessagesAsync(batch, cancellationToken);
            return batches + 1;
        }
        finally
        {
            batch.Dispose();
        }
    }

    private static ServiceBusMessage Written(UsageMessage message) =>
        new(message.Body) { SessionId = message.Session, ContentType = "application/cloudevents+json" };
}
