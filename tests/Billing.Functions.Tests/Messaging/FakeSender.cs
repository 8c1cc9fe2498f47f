using Azure.Messaging.ServiceBus;

namespace Billing.Functions.Tests.Messaging;

/// <summary>A queue, or a topic, that keeps what is sent.</summary>
/// <param name="batchMessages">How many messages a batch takes.</param>
internal sealed class FakeSender(int batchMessages = 1000) : ServiceBusSender
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ServiceBusMessageBatch, List<ServiceBusMessage>> _batches = [];

    public List<ServiceBusMessage> Sent { get; } = [];

    /// <summary>The sizes of the batches that were sent.</summary>
    public List<int> Batches { get; } = [];

    /// <summary>Fails every send.</summary>
    public Exception? Fault { get; init; }

    public override ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default)
    {
        var held = new List<ServiceBusMessage>();
        var batch = ServiceBusModelFactory.ServiceBusMessageBatch(0, held, null, _ => held.Count < batchMessages);
        lock (_lock)
        {
            _batches.Add(batch, held);
        }

        return new(batch);
    }

    public override Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            // An entity with partitions refuses any other batch.
            Assert.Single(_batches[messageBatch].Select(message => message.SessionId).Distinct());
            Batches.Add(messageBatch.Count);
            return Keep(_batches[messageBatch]);
        }
    }

    public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return Keep([message]);
        }
    }

    private Task Keep(IEnumerable<ServiceBusMessage> messages)
    {
        Sent.AddRange(Fault is null ? messages : throw Fault);
        return Task.CompletedTask;
    }
}
