using Billing.Application.Accounts;
using Billing.Application.Credits;
using Billing.Application.Ids;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Credits;
using Billing.Domain.Payments;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Payments;

/// <summary>The account's saved payment methods. The first is the default, which renewals and automatic top-ups charge.</summary>
public sealed class PaymentMethods(AccountStore accounts, IPaymentGateway gateway, IdSource ids, ProductCatalog catalog)
{
    private const int MaxMethods = 20;

    public async ValueTask<Result<Page<PaymentMethodView>>> ListAsync(AccountId account, RequestContext context)
    {
        var state = await accounts.GetAsync(account, context.CancellationToken);
        return state.Map(found => new Page<PaymentMethodView>([.. found.PaymentMethods.Select(method => View(found, method))], null));
    }

    public async ValueTask<Result<PaymentMethodView>> AddAsync(AccountId account, PaymentMethodChoice choice, RequestContext context)
    {
        if (choice.Type != PaymentMethodType.Card)
        {
            return BillingError.Invalid("/type", $"A method of type '{choice.Type}' cannot be saved here.");
        }

        if (await accounts.ReplayAsync(account, context, StorageJson.Default.PaymentMethodView) is { } first)
        {
            return first;
        }

        var resolved = await ResolveAsync(account, choice, "", context);
        if (!resolved.IsOk)
        {
            return resolved.Error;
        }

        if (resolved.Value.DeclineCode is { } code)
        {
            return Declined(code, null);
        }

        return await accounts.ChangeAsync(account, context, StorageJson.Default.PaymentMethodView, work =>
        {
            if (work.State.PaymentMethods.Length >= MaxMethods)
            {
                return new(new BillingError("payment-method-limit-reached", $"An account keeps at most {MaxMethods} payment methods; remove one first."));
            }

            var method = resolved.Value.Method!;
            work.State = work.State with { PaymentMethods = work.State.PaymentMethods.Add(method) };
            TryAtOnce(work, method, catalog);
            return new(View(work.State, method));
        });
    }

    public ValueTask<Result<PaymentMethodView>> MakeDefaultAsync(AccountId account, string methodId, RequestContext context) =>
        accounts.ChangeAsync(account, context, StorageJson.Default.PaymentMethodView, work =>
        {
            if (Find(work.State, methodId) is not { } method)
            {
                return new(NotFound(methodId));
            }

            if (work.State.PaymentMethods[0] != method)
            {
                PutFirst(work, method);
                TryAtOnce(work, method, catalog);
            }

            return new(View(work.State, method));
        });

    /// <summary>Removes a method; the last one only where nothing will have to be charged (409 <c>payment-method-required</c>).</summary>
    public async ValueTask<Result<Done>> RemoveAsync(AccountId account, string methodId, RequestContext context)
    {
        SavedMethod? removed = null;
        var result = await accounts.ChangeAsync(account, context, StorageJson.Default.Done, work =>
        {
            removed = Find(work.State, methodId);
            if (removed is null)
            {
                return new(NotFound(methodId));
            }

            if (work.State.PaymentMethods.Length == 1 && work.State.Renews)
            {
                return new(new BillingError("payment-method-required", "The subscription renews with this method; save another one or cancel first."));
            }

            work.State = work.State with { PaymentMethods = work.State.PaymentMethods.Remove(removed) };
            return new(Done.Ok);
        });
        if (result.IsOk && removed is not null)
        {
            await gateway.DetachMethodAsync(account, removed.ProviderId, context.CancellationToken);
        }

        return result;
    }

    /// <summary>What a request wants to pay with: a saved method, or the token's, which the provider has made chargeable or declined.</summary>
    /// <param name="pointer">Of the choice inside the request.</param>
    internal async ValueTask<Result<ResolvedMethod>> ResolveAsync(AccountId account, PaymentMethodChoice? choice, string pointer, RequestContext context)
    {
        var state = await accounts.GetAsync(account, context.CancellationToken);
        if (!state.IsOk)
        {
            return state.Error;
        }

        switch (choice)
        {
            case null:
                return state.Value.PaymentMethods is [var first, ..]
                    ? new ResolvedMethod(first, null)
                    : BillingError.Invalid(pointer, "The account has no saved payment method; name one.");
            case { Type: PaymentMethodType.Saved, Id: { } id }:
                return Find(state.Value, id) is { } saved ? new ResolvedMethod(saved, null) : NotFound(id) with { Pointer = pointer + "/id" };
            case { Type: PaymentMethodType.Saved }:
                return BillingError.Invalid(pointer + "/id", "A saved method is named by its id.");
            case { Type: PaymentMethodType.Card, Token: { Length: > 0 and <= 255 } token }:
                return await SaveAsync(account, token, pointer, context);
            case { Type: PaymentMethodType.Card }:
                return BillingError.Invalid(pointer + "/token", "A card is given by the provider's token.");
            default:
                return BillingError.Invalid(pointer + "/type", "This payment method is not offered by the payment provider in use.");
        }
    }

    /// <summary>Keeps a method that has just paid an order, the first as the default.</summary>
    internal static void HasPaid(AccountWork work, SavedMethod method, ProductCatalog catalog)
    {
        if (Find(work.State, method.Id) is null && work.State.PaymentMethods.Length < MaxMethods)
        {
            work.State = work.State with { PaymentMethods = work.State.PaymentMethods.Add(method) };
        }

        TryAtOnce(work, method, catalog);
    }

    /// <summary>
    /// What waits for a method that works is tried with this one at once: a renewal that failed with the default before it, and an automatic top-up that
    /// stopped after a decline.
    /// </summary>
    private static void TryAtOnce(AccountWork work, SavedMethod method, ProductCatalog catalog)
    {
        if (work.State.Subscription.Dunning is not null)
        {
            PutFirst(work, method);
            work.State = work.State with { Subscription = Dunning.MethodChanged(work.State.Subscription, work.Now) };
        }

        if (work.State.Credits.AutoTopUp is { State: AutoTopUpState.Stopped } stopped)
        {
            work.SetAutoTopUp(stopped.Rearmed(), catalog);
        }
    }

    private static void PutFirst(AccountWork work, SavedMethod method) =>
        work.State = work.State with { PaymentMethods = [method, .. work.State.PaymentMethods.Remove(method)] };

    internal static BillingError Declined(string declineCode, string? orderId)
    {
        var extensions = new Dictionary<string, string>(StringComparer.Ordinal) { ["declineCode"] = declineCode };
        if (orderId is not null)
        {
            extensions["orderId"] = orderId;
        }

        return new BillingError("payment-declined", "The payment was declined; try another payment method.") { Extensions = extensions };
    }

    private async ValueTask<Result<ResolvedMethod>> SaveAsync(AccountId account, string token, string pointer, RequestContext context)
    {
        var id = ids.New("pm");
        var answer = await gateway.SaveMethodAsync(new SaveMethodRequest(account, id, token), context.CancellationToken);
        return answer switch
        {
            { ProviderMethodId: { } provider } => new ResolvedMethod(new SavedMethod(id, provider, PaymentMethodType.Card, answer.Label, accounts.Now), null),
            { DeclineCode: "resource_missing" } => BillingError.Invalid(pointer + "/token", "The payment provider does not know this token."),
            _ => new ResolvedMethod(null, answer.DeclineCode),
        };
    }

    private static SavedMethod? Find(AccountState state, string? methodId) => state.PaymentMethods.FirstOrDefault(method => method.Id == methodId);

    private static BillingError NotFound(string methodId) => new("payment-method-not-found", $"The account has no payment method '{methodId}'.");

    private static PaymentMethodView View(AccountState state, SavedMethod method) =>
        new(method.Id, method.Type, method.Label, state.PaymentMethods[0].Id == method.Id, "active", null);
}

/// <summary>A method to charge; or the decline code with which the provider refused the token.</summary>
internal sealed record ResolvedMethod(SavedMethod? Method, string? DeclineCode);
