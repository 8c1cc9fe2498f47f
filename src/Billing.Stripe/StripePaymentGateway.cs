using System.Runtime.CompilerServices;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Payments;
using Billing.Stripe.Api;
using Billing.Stripe.Client;

namespace Billing.Stripe;

/// <summary>
/// Payments through Stripe: a PaymentIntent for each payment, a SetupIntent for each method that is saved. Our ids stand in their metadata, and are their
/// idempotency keys.
/// </summary>
public sealed class StripePaymentGateway(StripeClient client, ITableStore tables, StripeOptions options) : IPaymentGateway
{
    /// <summary>How often a payment goes on under another key, after Stripe has stored a failure that did nothing under the one before.</summary>
    private const int MostKeys = 3;

    private readonly StripeCustomers _customers = new(client, tables);

    public async ValueTask DescribePayerAsync(AccountId account, string name, string email, CancellationToken cancellationToken)
    {
        var customer = await _customers.OfAsync(account, cancellationToken) ?? throw NoAnswer();
        var form = new StripeForm().Add("name", name).Add("email", email);
        var result = await client.PostAsync($"/v1/customers/{customer}", form, NewKey(), StripeJson.Default.Customer, cancellationToken);
        _ = result.Value ?? throw NoAnswer();
    }

    public async ValueTask<PaymentMethodAnswer> SaveMethodAsync(SaveMethodRequest request, CancellationToken cancellationToken)
    {
        if (await _customers.OfAsync(request.Account, cancellationToken) is not { } customer)
        {
            return new PaymentMethodAnswer(null, "", null, PaymentOutcome.Unknown);
        }

        var form = Expanded().Add("customer", customer).Add("confirm", true).Add("usage", "off_session")
            .Add($"metadata[{StripeMetadata.Account}]", request.Account.Value)
            .Add($"metadata[{StripeMetadata.Method}]", request.Key)
            .Choose(request.Type, request.Token, request.ReturnUrl, isSaved: true, null, options);
        var result = await client.PostAsync($"/v1/setup_intents", form, request.Key, StripeJson.Default.SetupIntent, cancellationToken);
        return Saving(result);
    }

    public async ValueTask<PaymentMethodAnswer> FindSavingAsync(AccountId account, string setupReference, CancellationToken cancellationToken) =>
        Saving(await client.GetAsync($"/v1/setup_intents/{setupReference}", Expanded(), StripeJson.Default.SetupIntent, cancellationToken));

    public async ValueTask DetachMethodAsync(AccountId account, string providerMethodId, CancellationToken cancellationToken)
    {
        var result = await client.PostAsync(
            $"/v1/payment_methods/{providerMethodId}/detach", new StripeForm(), NewKey(), StripeJson.Default.PaymentMethod, cancellationToken);
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
        if (!(client.Now < request.FirstTryUntil) && await FindAsync(payment, cancellationToken) is { } known)
        {
            return known;
        }

        var form = Form(request, customer);
        for (var key = 1; ; key++)
        {
            var name = key == 1 ? request.PaymentId : $"{request.PaymentId}.{key}";
            var result = await client.PostAsync($"/v1/payment_intents", form, name, StripeJson.Default.PaymentIntent, cancellationToken);
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

        var form = Expanded().Add("setup_future_usage", request.SaveMethod ? "off_session" : null)
            .Choose(request.Type, request.Method, request.ReturnUrl, request.SaveMethod, request.Amount.Currency, options, isConfirm: true);
        var result = await client.PostAsync($"/v1/payment_intents/{reference}/confirm", form, NewKey(), StripeJson.Default.PaymentIntent, cancellationToken);
        return Answer(result);
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

        var result = await client.PostAsync(
            $"/v1/payment_intents/{intent.Id}/cancel", Expanded(), NewKey(), StripeJson.Default.PaymentIntent, cancellationToken);
        return Answer(result);
    }

    public async ValueTask<RefundAnswer> RefundAsync(RefundRequest request, CancellationToken cancellationToken)
    {
        var (intent, isUnknown) = await FindIntentAsync(request.Payment, cancellationToken);
        if (intent is null)
        {
            return isUnknown ? new RefundAnswer(PaymentOutcome.Unknown) : new RefundAnswer(PaymentOutcome.Declined, null, "resource_missing");
        }

        var form = new StripeForm().Add("payment_intent", intent.Id).Add("amount", request.Amount.Minor);
        var result = await client.PostAsync($"/v1/refunds", form, request.RefundId, StripeJson.Default.Refund, cancellationToken);
        return result switch
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

        await foreach (var moved in StripePages.ReadAsync(
            client, $"/v1/customers/{customer}/cash_balance_transactions", () => new StripeForm(), StripeJson.Default.PageCashTransaction, item => item.Id,
            cancellationToken))
        {
            yield return StripeCash.Movement(moved);
        }
    }

    public async IAsyncEnumerable<ProviderPayment> PaymentsAsync(
        DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StripeForm Query() => new StripeForm().Add("created[gte]", Ceiling(from)).Add("created[lt]", Ceiling(to));
        await foreach (var intent in IntentsAsync(Query, cancellationToken))
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
            var result = await client.GetAsync($"/v1/payment_intents/{reference}", Expanded(), StripeJson.Default.PaymentIntent, cancellationToken);
            return (result.Value, result.IsUnknown || result.Error is { IsOurFault: true });
        }

        // A customer is kept before it first pays: without one there is no payment either.
        if (await _customers.FindAsync(payment.Account, cancellationToken) is not { } customer)
        {
            return (null, false);
        }

        StripeForm Query() => new StripeForm().Add("expand[]", "data.payment_method").Add("customer", customer);
        try
        {
            var found = await IntentsAsync(Query, cancellationToken)
                .FirstOrDefaultAsync(intent => StripeMetadata.PaymentOf(intent.Metadata) == payment.PaymentId, cancellationToken);
            return (found, false);
        }
        catch (PaymentProviderException)
        {
            return (null, true);
        }
    }

    private IAsyncEnumerable<PaymentIntent> IntentsAsync(Func<StripeForm> query, CancellationToken cancellationToken) =>
        StripePages.ReadAsync(client, $"/v1/payment_intents", query, StripeJson.Default.PagePaymentIntent, intent => intent.Id, cancellationToken);

    private StripeForm Form(ChargeRequest request, string customer) => Expanded()
        .Add("amount", request.Amount.Minor)
        .Add("currency", request.Amount.Currency.Code.ToLowerInvariant())
        .Add("customer", customer)
        .Add("confirm", true)
        .Add("off_session", request.OffSession)
        .Add("description", request.Description)
        .Add("setup_future_usage", request.SaveMethod && request.Type != PaymentMethodType.Wire ? "off_session" : null)
        .Add($"metadata[{StripeMetadata.Account}]", request.Account.Value)
        .Add($"metadata[{StripeMetadata.Payment}]", request.PaymentId)
        .Choose(request.Type, request.Method, request.ReturnUrl, request.SaveMethod, request.Amount.Currency, options);

    private static StripeForm Expanded() => new StripeForm().Add("expand[]", "payment_method");

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

    private static long Ceiling(DateTimeOffset instant) => (instant + TimeSpan.FromTicks(TimeSpan.TicksPerSecond - 1)).ToUnixTimeSeconds();

    private static PaymentProviderException NoAnswer() => new("Stripe did not answer.");
}
