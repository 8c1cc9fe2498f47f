using Billing.Domain;

namespace Billing.Application.Ports;

/// <summary>
/// What the provider says of its own accord. A notice is a hint and no more: it may come twice, late, in the wrong order or never, so whoever acts on one
/// asks the provider for the thing itself.
/// </summary>
public interface IPaymentNotices
{
    /// <summary>The notice in a webhook; null where its signature is missing, wrong or older than five minutes.</summary>
    /// <param name="rawBody">The bytes as they came: the signature is over them.</param>
    ProviderNotice? Read(ReadOnlyMemory<byte> rawBody, string? signature);

    /// <summary>The account whose customer the provider names; null where it is none of ours.</summary>
    /// <exception cref="PaymentProviderException">The provider could not be asked.</exception>
    ValueTask<AccountId?> AccountOfAsync(string providerCustomer, CancellationToken cancellationToken);

    /// <summary>The notices since an instant, oldest first, told or not: for those that never came. The provider keeps them for 30 days.</summary>
    /// <exception cref="PaymentProviderException">The provider could not be asked.</exception>
    ValueTask<IReadOnlyList<ProviderNotice>> SinceAsync(DateTimeOffset since, CancellationToken cancellationToken);
}

public enum NoticeSubject
{
    /// <summary>A payment: look it up by its id.</summary>
    Payment,

    /// <summary>The saving of a method.</summary>
    Saving,

    /// <summary>Money that came or went by bank transfer: read the account's cash movements.</summary>
    Cash,

    /// <summary>Something else that this product does not act on, a type that is not known yet included.</summary>
    Other,
}

/// <param name="Id">Of the notice: the same one may come again.</param>
/// <param name="Type">The provider's word: <c>payment_intent.succeeded</c>.</param>
/// <param name="SubjectId">The provider's id of the thing: a payment's or a saving's reference.</param>
/// <param name="Account">Where the thing itself tells it; else ask by <paramref name="ProviderCustomer"/>.</param>
/// <param name="PaymentId">Ours, of a payment.</param>
public sealed record ProviderNotice(
    string Id, string Type, DateTimeOffset At, NoticeSubject Subject, string? SubjectId, AccountId? Account, string? PaymentId, string? ProviderCustomer);
