using Billing.Domain;

namespace Billing.Application.Ports;

/// <summary>The payment provider. Every call is safe to repeat with the same <c>PaymentId</c>: it is the idempotency key, and money moves once.</summary>
public interface IPaymentGateway
{
    /// <summary>Turns the front end's token into a method that can be charged again, or refuses it.</summary>
    ValueTask<PaymentMethodAnswer> SaveMethodAsync(SaveMethodRequest request, CancellationToken cancellationToken);

    ValueTask DetachMethodAsync(AccountId account, string providerMethodId, CancellationToken cancellationToken);

    /// <summary>Charges once. A time-out is <see cref="PaymentOutcome.Unknown"/>: ask again with the same request.</summary>
    ValueTask<PaymentAnswer> ChargeAsync(ChargeRequest request, CancellationToken cancellationToken);
}

public sealed record SaveMethodRequest(AccountId Account, string Key, string Token);

/// <param name="PaymentId">Ours, <c>pay_…</c>, written before the call; the idempotency key.</param>
/// <param name="Method">A saved provider method id, or a token used once.</param>
public sealed record ChargeRequest(AccountId Account, string PaymentId, Money Amount, string Method, bool OffSession, string Description);

public enum PaymentOutcome
{
    Succeeded,
    RequiresAction,
    Processing,
    Declined,
    Unknown,
}

/// <summary>
/// How a decline is to be treated: Hard is never retried, Soft is scheduled, Authenticate needs the customer, Unclear gets a few spaced tries.
/// </summary>
public enum DeclineKind
{
    None,
    Hard,
    Soft,
    Authenticate,
    Unclear,
}

public sealed record PaymentAnswer(
    PaymentOutcome Outcome,
    string? ProviderReference = null,
    string? DeclineCode = null,
    DeclineKind Decline = DeclineKind.None,
    string? ClientSecret = null);

/// <param name="ProviderMethodId">Null where the provider refused the token.</param>
/// <param name="Label">What the customer recognises: <c>Visa •••• 4242</c>.</param>
public sealed record PaymentMethodAnswer(string? ProviderMethodId, string Label, string? DeclineCode = null);
