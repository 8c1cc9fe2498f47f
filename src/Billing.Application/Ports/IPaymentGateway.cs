using Billing.Domain;
using Billing.Domain.Payments;

namespace Billing.Application.Ports;

/// <summary>
/// The payment provider. Every call is safe to repeat: a payment's own id is its idempotency key, and the money of one id moves once, however often, after
/// however long, and from whichever process it is asked for. Unknown means that nothing is decided: ask again, or look the payment up.
/// </summary>
public interface IPaymentGateway
{
    /// <summary>Tells the provider who pays, for receipts and for the banks' eyes; an account that was never described can pay all the same.</summary>
    ValueTask DescribePayerAsync(AccountId account, string name, string email, CancellationToken cancellationToken);

    /// <summary>Turns the front end's token, or a PayPal account, into a method that can be charged again; the customer may have to act first.</summary>
    ValueTask<PaymentMethodAnswer> SaveMethodAsync(SaveMethodRequest request, CancellationToken cancellationToken);

    /// <summary>What has become of a saving that waited for the customer.</summary>
    /// <param name="setupReference">From the answer that asked the customer to act.</param>
    ValueTask<PaymentMethodAnswer> FindSavingAsync(AccountId account, string setupReference, CancellationToken cancellationToken);

    /// <summary>Forgets a saved method; one that the provider has forgotten already is no error.</summary>
    ValueTask DetachMethodAsync(AccountId account, string providerMethodId, CancellationToken cancellationToken);

    /// <summary>Charges once. A time-out is <see cref="PaymentOutcome.Unknown"/>: ask again with the same request.</summary>
    ValueTask<PaymentAnswer> ChargeAsync(ChargeRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Takes up a payment that was declined for want of the customer, who is here now, perhaps with another method: the payment stays the same one, so it
    /// cannot be paid twice. One that is paid, or waits, is answered as it is.
    /// </summary>
    ValueTask<PaymentAnswer> ResumeAsync(ChargeRequest request, CancellationToken cancellationToken);

    /// <summary>The payment as it is at the provider; null where the provider has never heard of it.</summary>
    ValueTask<PaymentAnswer?> FindAsync(PaymentLookUp payment, CancellationToken cancellationToken);

    /// <summary>
    /// Makes sure that the payment can no longer succeed, and answers what it is now: <see cref="PaymentOutcome.Canceled"/>, or
    /// <see cref="PaymentOutcome.Succeeded"/> where it was too late. What had come by wire is the account's to use again. A payment that the provider has
    /// never heard of is answered as canceled; it must not be asked for afterwards.
    /// </summary>
    ValueTask<PaymentAnswer> CancelAsync(PaymentLookUp payment, CancellationToken cancellationToken);

    /// <summary>Gives money of a payment back, once for each refund id.</summary>
    ValueTask<RefundAnswer> RefundAsync(RefundRequest request, CancellationToken cancellationToken);

    /// <summary>What came and went by bank transfer, newest first; none where the account has never paid so.</summary>
    /// <exception cref="PaymentProviderException">The provider could not be asked.</exception>
    IAsyncEnumerable<CashMovement> CashMovementsAsync(AccountId account, CancellationToken cancellationToken);

    /// <summary>Every payment of ours that the provider began in [from, to), for reconciliation.</summary>
    /// <exception cref="PaymentProviderException">The provider could not be asked.</exception>
    IAsyncEnumerable<ProviderPayment> PaymentsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);
}

/// <param name="Key">Of this saving: asked again with the same key, it is saved once.</param>
/// <param name="Token">Of a card; null for PayPal.</param>
/// <param name="ReturnUrl">Where PayPal sends the customer back to.</param>
public sealed record SaveMethodRequest(AccountId Account, string Key, string? Token, PaymentMethodType Type = PaymentMethodType.Card, string? ReturnUrl = null);

/// <param name="PaymentId">Ours, <c>pay_…</c>, written before the call; the idempotency key.</param>
/// <param name="Method">A saved provider method id, or a card's token used once; null for a new PayPal payment and for a wire.</param>
/// <param name="OffSession">The customer is not here: a renewal, an automatic top-up.</param>
/// <param name="SaveMethod">Keeps the method for charges off session; the customer authenticates once for both.</param>
/// <param name="FirstTryUntil">
/// Given only where this payment was never asked for before, which saves looking for it at the provider first; from then on it is looked for all the same.
/// The provider forgets idempotency keys after a day; the look-up is what keeps a later repetition from charging again.
/// </param>
public sealed record ChargeRequest(
    AccountId Account, string PaymentId, Money Amount, string? Method, bool OffSession, string Description,
    PaymentMethodType Type = PaymentMethodType.Card, string? ReturnUrl = null, bool SaveMethod = false, DateTimeOffset? FirstTryUntil = null);

/// <param name="PaymentId">Ours.</param>
/// <param name="ProviderReference">The provider's, where an answer has told it: found at once instead of searched for.</param>
public sealed record PaymentLookUp(AccountId Account, string PaymentId, string? ProviderReference = null);

/// <param name="RefundId">Ours; the idempotency key.</param>
/// <param name="Amount">Positive, at most what is not yet given back.</param>
public sealed record RefundRequest(PaymentLookUp Payment, string RefundId, Money Amount);
