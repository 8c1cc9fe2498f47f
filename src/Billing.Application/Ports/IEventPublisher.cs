using Billing.Domain;

namespace Billing.Application.Ports;

/// <summary>Tells others that something has happened to an account. Events come at least once and in no order, and only say what to ask for.</summary>
public interface IEventPublisher
{
    /// <summary>Once this has ended the event cannot be lost; published again, it is the same event.</summary>
    /// <exception cref="StoreUnavailableException">It may have been published.</exception>
    ValueTask PublishAsync(AccountEvent told, CancellationToken cancellationToken);
}

/// <param name="EventId">The id of the row that tells of it; the same for every attempt.</param>
/// <param name="Name">What has happened, in the words of the account's e-mails: <c>auto-renewal-unsuccessful</c>.</param>
/// <param name="At">When it was committed.</param>
public sealed record AccountEvent(string EventId, string Name, AccountId Account, DateTimeOffset At);
