namespace Billing.Application.Ports;

/// <summary>Where a home that does not meter at the door keeps usage until it is metered.</summary>
public interface IUsageQueue
{
    /// <summary>Puts all of it on the queue, in as many batches as that takes. Once this has ended nothing of it can be lost.</summary>
    /// <exception cref="StoreUnavailableException">Some of it may be on the queue; to send all again counts nothing twice.</exception>
    ValueTask SendAsync(IReadOnlyList<UsageMessage> messages, CancellationToken cancellationToken);
}

/// <summary>One usage event on its way to the metering.</summary>
/// <param name="Session">1 to 128 characters: the same for all usage of one partition of the store, so that who holds the session has no rival there.</param>
/// <param name="Body">The event as a CloudEvent in JSON, 4 KB at most.</param>
public sealed record UsageMessage(string Session, ReadOnlyMemory<byte> Body);

/// <summary>Usage that was taken and could not be metered; it stays until an operator has looked.</summary>
public interface IUsageDeadLetters
{
    /// <summary>Without taking them, the oldest first.</summary>
    ValueTask<Page<UsageDeadLetter>> ListAsync(PageRequest page, CancellationToken cancellationToken);

    /// <summary>Puts it back on the queue, or all that is there now where none is named; a kill on the way may do so twice.</summary>
    /// <returns>How many went back.</returns>
    /// <exception cref="StoreUnavailableException">Some may have gone back.</exception>
    ValueTask<int> ReplayAsync(string? deadLetterId, CancellationToken cancellationToken);

    /// <returns>Whether it was there.</returns>
    ValueTask<bool> DiscardAsync(string deadLetterId, CancellationToken cancellationToken);
}

/// <param name="DeadLetterId">Digits.</param>
/// <param name="Reason">A code such as <c>account-not-found</c>, or the queue's own.</param>
/// <param name="Deliveries">How often its metering was tried.</param>
/// <param name="Body">What came, as text.</param>
public sealed record UsageDeadLetter(string DeadLetterId, DateTimeOffset TakenAt, string? Reason, string? Description, int Deliveries, string Body);
