using System.Runtime.CompilerServices;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Stripe.Api;
using Billing.Stripe.Client;

namespace Billing.Stripe;

/// <summary>
/// Payments through Stripe: a PaymentIntent for each payment, a SetupIntent for each method that is saved. Our ids stand in their metadata, and are their
/// idempotency keys.
/// </summary>
public sealed class StripePaymentGateway : IPaymentGateway
{
    /// <summary>How often a payment goes on under another key, after Stripe has stored a failure that did nothing under the one before.</summary>
    private const int MostKeys = 3;

    private readonly IStripeRequests _stripe;
    private readonly TimeProvider _clock;
    private readonly StripeCustomers _customers;

    public StripePaymentGateway(StripeClient client, ITableStore tables)
        : this(client, tables, client.Clock)
    {
    }

    internal StripePaymentGateway(IStripeRequests stripe, ITableStore tables, TimeProvider clock) =>
        (_stripe, _clock, _customers) = (stripe, clock, new(stripe, tables));

    public async ValueTask DescribePayerAsync(AccountId account, string name, string email, CancellationToken cancellationToken)
    {
        var customer = await _customers.OfAsync(account, cancellationToken) ?? throw NoAnswer();
        var result = await _stripe.DescribeCustomerAsync(customer, name, email, NewKey(), cancellationToken);
        _ = result.Value ?? throw NoAnswer();
    }

    public async ValueTask<PaymentMethodAnswer> SaveMethodAsync(SaveMethodRequest request, CancellationToken cancellationToken) =>
        await _customers.OfAsync(request.Account, cancellationToken) is { } customer
            ? Saving(await _stripe.CreateSetupAsync(customer, request, cancellationToken))
            : new PaymentMethodAnswer(null, "", null, PaymentOutcome.Unknown);

    public async ValueTask<PaymentMethodAnswer> FindSavingAsync(AccountId account, string setupReference, CancellationToken cancellationToken) =>
        Saving(await _stripe.GetSetupAsync(setupReference, cancellationToken));

    public async ValueTask DetachMethodAsync(AccountId account, string providerMethodId, CancellationToken cancellationToken)
    {
        var result = await _stripe.DetachMethodAsync(providerMethodId, NewKey(), cancellationToken);
        if (result.IsUnknown || result.Error is { IsOurFault: true })
        {
            throw NoAnswer();
        }
    }

    public async ValueTask<PaymentAnswer> ChargeAsync(ChargeRequest request, CancellationToken cancellationToken)
    {
        if (await _customers.OfAsync(request.Account, cancellationToken) is not { } customer)
        {
            return PaymentAnswers.Unknown;
        }

        var payment = new PaymentLookUp(request.Account, request.PaymentId);
        if (!(_clock.GetUtcNow() < request.FirstTryUntil) && await FindAsync(payment, cancellationToken) is { } known)
        {
            return known;
        }

        for (var key = 1; ; key++)
        {
            var name = key == 1 ? request.PaymentId : $"{request.PaymentId}.{key}";
            var result = await _stripe.CreatePaymentAsync(customer, request, name, cancellationToken);
            if (result is not ({ IsStoredFailure: true } or { Error.Type: "idempotency_error" }))
            {
                return Answer(result);
            }

            // The key is used up. Its request has ended, so what Stripe has now is all that it did; where that is nothing, the next key cannot charge twice.
            var found = await FindAsync(payment, cancellationToken);
            if (found is not null || key == MostKeys || !result.IsStoredFailure)
            {
                return found ?? PaymentAnswers.Unknown;
            }
        }
    }

    public async ValueTask<PaymentAnswer> ResumeAsync(ChargeRequest request, CancellationToken cancellationToken)
    {
        var payment = new PaymentLookUp(request.Account, request.PaymentId);
        if (await FindAsync(payment, cancellationToken) is not { } found)
        {
            return await ChargeAsync(request, cancellationToken);
        }

        if (found is not { Outcome: PaymentOutcome.Declined, ProviderReference: { } reference })
        {
            return found;
        }

        return Answer(await _stripe.ConfirmPaymentAsync(reference, request, NewKey(), cancellationToken));
    }

    public async ValueTask<PaymentAnswer?> FindAsync(PaymentLookUp payment, CancellationToken cancellationToken)
    {
        var (intent, isUnknown) = await FindIntentAsync(payment, cancellationToken);
        return isUnknown ? PaymentAnswers.Unknown : intent is null ? null : PaymentAnswers.Of(intent);
    }

    public async ValueTask<PaymentAnswer> CancelAsync(PaymentLookUp payment, CancellationToken cancellationToken)
    {
        var (intent, isUnknown) = await FindIntentAsync(payment, cancellationToken);
        if (isUnknown || intent is null or { Status: "succeeded" or "canceled" })
        {
            return isUnknown ? PaymentAnswers.Unknown : intent is null ? new PaymentAnswer(PaymentOutcome.Canceled) : PaymentAnswers.Of(intent);
        }

        return Answer(await _stripe.CancelPaymentAsync(intent.Id, NewKey(), cancellationToken));
    }

    public async ValueTask<RefundAnswer> RefundAsync(RefundRequest request, CancellationToken cancellationToken)
    {
        var (intent, isUnknown) = await FindIntentAsync(request.Payment, cancellationToken);
        if (intent is null)
        {
            return isUnknown ? new RefundAnswer(PaymentOutcome.Unknown) : new RefundAnswer(PaymentOutcome.Declined, null, "resource_missing");
        }

        return await _stripe.RefundAsync(intent.Id, request, cancellationToken) switch
        {
            { Value: { } refund } => new RefundAnswer(RefundOutcome(refund.Status), refund.Id),
            { Error: { IsOurFault: false } error } => new RefundAnswer(PaymentOutcome.Declined, null, error.Code ?? "invalid_request"),
            _ => new RefundAnswer(PaymentOutcome.Unknown),
        };
    }

    public async IAsyncEnumerable<CashMovement> CashMovementsAsync(AccountId account, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await _customers.FindAsync(account, cancellationToken) is not { } customer)
        {
            yield break;
        }

        var cash = StripePages.ReadAsync(
            "cash movements", after => _stripe.CashAsync(customer, after, cancellationToken), static moved => moved.Id, cancellationToken);
        await foreach (var moved in cash)
        {
            yield return StripeCash.Movement(moved);
        }
    }

    public async IAsyncEnumerable<ProviderPayment> PaymentsAsync(
        DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var payments = StripePages.ReadAsync(
            "payments", after => _stripe.PaymentsAsync(Ceiling(from), Ceiling(to), after, cancellationToken), static intent => intent.Id, cancellationToken);
        await foreach (var intent in payments)
        {
            var answer = PaymentAnswers.Of(intent);
            yield return new ProviderPayment(
                intent.Id, StripeMetadata.AccountOf(intent.Metadata), StripeMetadata.PaymentOf(intent.Metadata), answer.Outcome,
                PaymentAnswers.Amount(intent.Amount, intent.Currency), PaymentAnswers.Amount(intent.AmountReceived, intent.Currency),
                DateTimeOffset.FromUnixTimeSeconds(intent.Created));
        }
    }

    private async ValueTask<(PaymentIntent? Intent, bool IsUnknown)> FindIntentAsync(PaymentLookUp payment, CancellationToken cancellationToken)
    {
        if (payment.ProviderReference is { } reference)
        {
            var result = await _stripe.GetPaymentAsync(reference, cancellationToken);
            return (result.Value, result.IsUnknown || result.Error is { IsOurFault: true });
        }

        // A customer is kept before it first pays: without one there is no payment either.
        if (await _customers.FindAsync(payment.Account, cancellationToken) is not { } customer)
        {
            return (null, false);
        }

        var payments = StripePages.ReadAsync(
            "payments", after => _stripe.PaymentsOfAsync(customer, after, cancellationToken), static intent => intent.Id, cancellationToken);
        try
        {
            var found = await payments.FirstOrDefaultAsync(intent => StripeMetadata.PaymentOf(intent.Metadata) == payment.PaymentId, cancellationToken);
            return (found, false);
        }
        catch (PaymentProviderException)
        {
            return (null, true);
        }
    }

    private static PaymentAnswer Answer(StripeResult<PaymentIntent> result) => result switch
    {
        { Value: { } intent } => PaymentAnswers.Of(intent),
        { Error: { Code: "payment_intent_unexpected_state", PaymentIntent: { } now } } => PaymentAnswers.Of(now),
        { Error: { } error } => PaymentAnswers.Of(error),
        _ => PaymentAnswers.Unknown,
    };

    private static PaymentMethodAnswer Saving(StripeResult<SetupIntent> result) => result switch
    {
        { Value: { } setup } => PaymentAnswers.Of(setup),
        { Error: { } error } => PaymentAnswers.OfSaving(error),
        _ => new PaymentMethodAnswer(null, "", null, PaymentOutcome.Unknown),
    };

    private static PaymentOutcome RefundOutcome(string? status) => status switch
    {
        "succeeded" => PaymentOutcome.Succeeded,
        "failed" or "canceled" => PaymentOutcome.Declined,
        _ => PaymentOutcome.Processing,
    };

    /// <summary>For requests that may be done again: the key only joins the tries of one call.</summary>
    private static string NewKey() => Guid.NewGuid().ToString();

    private static DateTimeOffset Ceiling(DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeSeconds((instant + TimeSpan.FromTicks(TimeSpan.TicksPerSecond - 1)).ToUnixTimeSeconds());

    private static PaymentProviderException NoAnswer() => new("Stripe did not answer.");
}
