using Billing.Application.Accounts;
using Billing.Application.Credits;
using Billing.Application.Ids;
using Billing.Application.Orders;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;
using Billing.Domain.Credits;
using Billing.Domain.Orders;
using Billing.Domain.Payments;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Payments;

/// <summary>
/// The account's saved payment methods. The first is the default, which renewals and automatic top-ups charge. One that waits for its customer is a row of its
/// own and joins them when its saving has succeeded.
/// </summary>
public sealed class PaymentMethods(
    AccountStore accounts, IPaymentGateway gateway, IdSource ids, PaymentSettings settings, ProductCatalog catalog)
{
    private const int MaxMethods = 20;

    public async ValueTask<Result<Page<PaymentMethodView>>> ListAsync(AccountId account, RequestContext context)
    {
        // Those that wait first: one that succeeds meanwhile is in both, never in neither.
        var savings = await accounts.ListAsync(account, AccountRows.MethodPrefix, StorageJson.Default.StoredSaving, context.CancellationToken);
        var state = await accounts.GetAsync(account, context.CancellationToken);
        return state.Map(found => new Page<PaymentMethodView>(
            [
                .. found.PaymentMethods.Select(method => View(found, method)),
                .. savings.Where(saving => Find(found, saving.Id) is null).Select(View),
            ],
            null));
    }

    public async ValueTask<Result<PaymentMethodView>> AddAsync(AccountId account, PaymentMethodChoice choice, RequestContext context)
    {
        if (await accounts.ReplayAsync(account, context, StorageJson.Default.PaymentMethodView) is { } first)
        {
            return first;
        }

        var state = await accounts.GetAsync(account, context.CancellationToken);
        var chosen = state.IsOk ? MethodChoice.New(choice, "", settings) : state.Error;
        if (!chosen.IsOk)
        {
            return chosen.Error;
        }

        var id = ids.New("pm");
        var request = new SaveMethodRequest(account, id, chosen.Value.Token, chosen.Value.Type, chosen.Value.ReturnUrl);
        var answer = await gateway.SaveMethodAsync(request, context.CancellationToken);
        return answer switch
        {
            { ProviderMethodId: { } provider } =>
                await KeepAsync(account, new SavedMethod(id, provider, chosen.Value.Type, answer.Label, accounts.Now), context),
            { Outcome: PaymentOutcome.RequiresAction or PaymentOutcome.Processing, SetupReference: { } setup } => await WaitAsync(
                account, new StoredSaving(id, chosen.Value.Type, answer.Label, setup, answer.Outcome, answer.Action, accounts.Now), context),
            { DeclineCode: OrderOutcome.UnknownToken } when chosen.Value.Token is not null =>
                BillingError.Invalid("/token", "The payment provider does not know this token."),
            { DeclineCode: { } code } => Declined(code, null),
            _ => new BillingError("service-unavailable", "The payment provider does not answer; try again."),
        };
    }

    public ValueTask<Result<PaymentMethodView>> MakeDefaultAsync(AccountId account, string methodId, RequestContext context) =>
        accounts.ChangeAsync(account, context, StorageJson.Default.PaymentMethodView, async work =>
        {
            if (Find(work.State, methodId) is not { } method)
            {
                return await work.HasRowAsync(AccountRows.Method(methodId))
                    ? new BillingError("payment-method-not-ready", "The payment method waits for its customer; it cannot be charged yet.")
                    : NotFound(methodId);
            }

            if (work.State.PaymentMethods[0] != method)
            {
                PutFirst(work, method);
                TryAtOnce(work, method, catalog);
            }

            return View(work.State, method);
        });

    /// <summary>Removes a method; the last one only where nothing will have to be charged (409 <c>payment-method-required</c>).</summary>
    public ValueTask<Result<Done>> RemoveAsync(AccountId account, string methodId, RequestContext context) =>
        accounts.ChangeAsync(account, context, StorageJson.Default.Done, async work =>
        {
            if (Find(work.State, methodId) is not { } method)
            {
                var waits = await work.HasRowAsync(AccountRows.Method(methodId));
                if (waits)
                {
                    work.Remove(AccountRows.Method(methodId));
                }

                return waits ? Done.Ok : NotFound(methodId);
            }

            if (work.State.PaymentMethods.Length == 1 && work.State.Renews)
            {
                return new BillingError("payment-method-required", "The subscription renews with this method; save another one or cancel first.");
            }

            work.State = work.State with { PaymentMethods = work.State.PaymentMethods.Remove(method) };
            ProviderErrands.Detach(work, method.ProviderId);
            return Done.Ok;
        });

    /// <summary>
    /// Keeps what has just paid an order: what is new as the default, unless a top-up paid with it beside one that works. A card that was typed in again
    /// takes the place of the one that looks the same.
    /// </summary>
    /// <param name="saved">What the provider made of a new card or PayPal account.</param>
    internal static void HasPaid(AccountWork work, StoredOrder order, OrderPayment payment, PaymentMethodAnswer? saved, ProductCatalog catalog)
    {
        var method = payment.Method;
        if (method is null && saved?.ProviderMethodId is { } provider)
        {
            var methods = work.State.PaymentMethods;
            var same = methods.FirstOrDefault(other => other.Type == payment.Type && other.Label == saved.Label);
            method = new SavedMethod(same?.Id ?? work.NewId("pm"), provider, payment.Type, saved.Label, work.Now);
            if (same is not null)
            {
                ProviderErrands.Detach(work, same.ProviderId);
                methods = methods.Replace(same, method);
            }
            else if (methods.Length < MaxMethods)
            {
                methods = methods.Add(method);
            }

            work.State = work.State with { PaymentMethods = methods };
            if (order.Kind != OrderKind.TopUp)
            {
                PutFirst(work, method);
            }
        }

        if (order.CashMovement is null)
        {
            TryAtOnce(work, method, catalog);
        }
    }

    /// <summary>A saving that has succeeded makes a method that can be charged; one that failed is forgotten.</summary>
    internal static void Finish(AccountWork work, StoredSaving saving, PaymentMethodAnswer answer, ProductCatalog catalog)
    {
        if (answer.ProviderMethodId is { } provider)
        {
            Add(work, new SavedMethod(saving.Id, provider, saving.Type, answer.Label, work.Now), catalog);
        }

        work.Remove(AccountRows.Method(saving.Id));
    }

    internal static BillingError Declined(string declineCode, string? orderId) =>
        new("payment-declined", "The payment was declined; try another payment method.") { Extensions = new(declineCode, orderId) };

    internal static SavedMethod? Find(AccountState state, string? methodId) => state.PaymentMethods.FirstOrDefault(method => method.Id == methodId);

    internal static BillingError NotFound(string methodId) => new("payment-method-not-found", $"The account has no payment method '{methodId}'.");

    private ValueTask<Result<PaymentMethodView>> KeepAsync(AccountId account, SavedMethod method, RequestContext context) =>
        accounts.ChangeAsync(account, context, StorageJson.Default.PaymentMethodView, work =>
        {
            if (work.State.PaymentMethods.Length >= MaxMethods)
            {
                return new(TooMany());
            }

            Add(work, method, catalog);
            return new(View(work.State, method));
        });

    private ValueTask<Result<PaymentMethodView>> WaitAsync(AccountId account, StoredSaving saving, RequestContext context) =>
        accounts.ChangeAsync(account, context, StorageJson.Default.PaymentMethodView, work =>
        {
            if (work.State.PaymentMethods.Length >= MaxMethods)
            {
                return new(TooMany());
            }

            work.Schedule(SavingLookUps.First(work.Account, saving));
            work.Add(AccountRows.Method(saving.Id), saving, StorageJson.Default.StoredSaving);
            return new(View(saving));
        });

    private static void Add(AccountWork work, SavedMethod method, ProductCatalog catalog)
    {
        work.State = work.State with { PaymentMethods = work.State.PaymentMethods.Add(method) };
        TryAtOnce(work, method, catalog);
    }

    /// <summary>
    /// What waits for a method that works is tried with this one at once, as the default in place of the one that was declined: a renewal that failed, and an
    /// automatic top-up that stopped.
    /// </summary>
    /// <param name="method">Null where a bank transfer has paid: then only the automatic top-up is tried again.</param>
    private static void TryAtOnce(AccountWork work, SavedMethod? method, ProductCatalog catalog)
    {
        var (subscription, autoTopUp) = (work.State.Subscription, work.State.Credits.AutoTopUp);
        var isStopped = autoTopUp.State == AutoTopUpState.Stopped;
        if (method is not null && (isStopped || subscription.Dunning is not null))
        {
            PutFirst(work, method);
            work.State = work.State with { Subscription = Dunning.MethodChanged(subscription, work.Now) };
        }

        if (isStopped)
        {
            work.SetAutoTopUp(autoTopUp.Rearmed(), catalog);
        }
    }

    private static void PutFirst(AccountWork work, SavedMethod method) =>
        work.State = work.State with { PaymentMethods = [method, .. work.State.PaymentMethods.Remove(method)] };

    private static BillingError TooMany() =>
        new("payment-method-limit-reached", $"An account keeps at most {MaxMethods} payment methods; remove one first.");

    private static PaymentMethodView View(AccountState state, SavedMethod method) =>
        new(method.Id, method.Type, method.Label, state.PaymentMethods[0].Id == method.Id, "active", null);

    private static PaymentMethodView View(StoredSaving saving) => new(
        saving.Id, saving.Type, saving.Label, false, saving.Outcome == PaymentOutcome.RequiresAction ? "requiresAction" : "processing", saving.Action);
}
