using Azure.Messaging.ServiceBus;

namespace Billing.Functions.Tests.Messaging;

/// <summary>A dead-letter queue as the service gives it out: in turn, few at a time, each to one holder.</summary>
internal sealed class FakeDeadLetters : ServiceBusReceiver
{
    private const int AtOnce = 3;
    private readonly List<ServiceBusReceivedMessage> _letters = [];
    private readonly HashSet<long> _held = [];
    private long _last = 100;

    public IEnumerable<long> Numbers => _letters.Select(letter => letter.SequenceNumber);

    public int Held => _held.Count;

    /// <summary>After each taking, which a test may use to bring something back.</summary>
    public Action? Completed { get; set; }

    public long Add(string body, string reason = "account-not-found", IDictionary<string, object>? properties = null)
    {
        var all = new Dictionary<string, object>(properties ?? new Dictionary<string, object>())
        {
            ["DeadLetterReason"] = reason,
            ["DeadLetterErrorDescription"] = $"It is so: {reason}.",
        };
        _letters.Add(ServiceBusModelFactory.ServiceBusReceivedMessage(
            BinaryData.FromString(body),
            messageId: $"m{++_last}",
            sessionId: "7",
            contentType: "application/cloudevents+json",
            properties: all,
            lockTokenGuid: Guid.NewGuid(),
            deliveryCount: 4,
            sequenceNumber: _last,
            enqueuedTime: new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero)));
        return _last;
    }

    public override Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
        int maxMessages, long? fromSequenceNumber = null, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<ServiceBusReceivedMessage>>(
            [.. _letters.Where(letter => letter.SequenceNumber >= fromSequenceNumber).Take(Math.Min(maxMessages, AtOnce))]);

    public override async Task<ServiceBusReceivedMessage> PeekMessageAsync(long? fromSequenceNumber = null, CancellationToken cancellationToken = default) =>
        await PeekMessagesAsync(1, fromSequenceNumber, cancellationToken) is [var first, ..] ? first : null!;

    public override Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages, TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
    {
        List<ServiceBusReceivedMessage> given = [.. _letters.Where(letter => !_held.Contains(letter.SequenceNumber)).Take(Math.Min(maxMessages, AtOnce))];
        _held.UnionWith(given.Select(letter => letter.SequenceNumber));
        return Task.FromResult<IReadOnlyList<ServiceBusReceivedMessage>>(given);
    }

    public override async Task<ServiceBusReceivedMessage> ReceiveMessageAsync(TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default) =>
        await ReceiveMessagesAsync(1, maxWaitTime, cancellationToken) is [var first, ..] ? first : null!;

    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        Assert.True(_held.Remove(message.SequenceNumber));
        _letters.RemoveAll(letter => letter.SequenceNumber == message.SequenceNumber);
        Completed?.Invoke();
        return Task.CompletedTask;
    }

    public override Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default)
    {
        Assert.True(_held.Remove(message.SequenceNumber));
        return Task.CompletedTask;
    }
}
