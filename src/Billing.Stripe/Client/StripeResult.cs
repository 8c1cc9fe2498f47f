namespace Billing.Stripe.Client;

/// <summary>What a request came to: a value, Stripe's refusal, or neither, and then nothing is known about it.</summary>
/// <param name="IsStoredFailure">Stripe has answered with a failure that it keeps for the idempotency key: the same key never gets another answer.</param>
internal sealed record StripeResult<T>(T? Value, StripeError? Error = null, bool IsStoredFailure = false)
    where T : class
{
    public bool IsUnknown => Value is null && Error is null;
}
