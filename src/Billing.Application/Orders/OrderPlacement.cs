using System.Collections.Immutable;
using Billing.Application.Accounts;
using Billing.Application.Payments;
using Billing.Application.Rows;
using Billing.Application.Wires;
using Billing.Domain.Accounts;
using Billing.Domain.Orders;
using Billing.Domain.Payments;
using Billing.Domain.Subscriptions;
using Billing.Domain;

namespace Billing.Application.Orders;

/// <summary>What is about to become an order.</summary>
/// <param name="Status">What it becomes when nothing is left to pay.</param>
/// <param name="Subscription">Null for a top-up.</param>
public sealed record OrderDraft(
    OrderKind Kind,
    OrderStatus Status,
    Money Total,
    ImmutableArray<OrderLineView> Lines,
    Subscription? Subscription = null,
    Money? AccountCreditAfter = null,
    BillingInformation? BillingInformation = null,
    bool IsAutomatic = false,
    string? CashMovement = null,
    Money? AlreadyCounted = null)
{
    /// <summary>What a payment method is asked for.</summary>
    public Money Payable => AlreadyCounted is { } counted ? Total + counted : Total;
}

/// <summary>
/// Places an order: quote → intent → charge → outcome. The order and its payment are committed before the provider is asked, so that whatever dies
/// in between, the order is found again and charged once.
/// </summary>
public sealed class OrderPlacement(
    AccountStore accounts, OrderOwners owners, OrderDays days, OrderPayments payments, OrderOutcome outcome, PaymentSettings settings)
{
    private readonly KeyedLock _twins = new();

    /// <param name="draft">Decides on the account as it is; called again where it has changed.</param>
    public async ValueTask<Result<OrderView>> PlaceAsync(
        AccountId account, PaymentMethodChoice? choice, RequestContext context, Func<AccountWork, Result<OrderDraft>> draft)
    {
        // Twins of one Idempotency-Key wait for the first; other requests of the account do not.
        using var turn = context.Idempotency is { } key ? await _twins.EnterAsync($"{account}|{key.Key}", context.CancellationToken) : null;
        var begun = await BeginAsync(account, work => MethodChoice.Resolve(work.State, choice, "/paymentMethod", settings), context, work => new(draft(work)));
        return begun.Answer ?? Answer(await SettleAsync(account, begun, context.CancellationToken));
    }

    /// <summary>Charges the default method for what the calendar or a threshold asks for.</summary>
    /// <returns>False where an earlier payment for the same has to end first, and the provider does not answer.</returns>
    public async ValueTask<bool> PlaceOffSessionAsync(AccountId account, Func<AccountWork, Result<OrderDraft>> draft, CancellationToken cancellationToken)
    {
        var context = new RequestContext(Caller.Billing, null, cancellationToken);
        var begun = await BeginAsync(account, work => MethodChoice.Default(work.State), context, work => new(draft(work)));
        if (begun.OrderToPay is not null)
        {
            await SettleAsync(account, begun, cancellationToken);
        }

        return begun.ToEndFirst is null;
    }

    /// <summary>Takes what bank transfers have left in the account's cash at the provider.</summary>
    internal async ValueTask PlaceFromCashAsync(
        AccountId account, Func<AccountWork, ValueTask<Result<OrderDraft>>> draft, CancellationToken cancellationToken)
    {
        var begun = await BeginAsync(account, _ => MethodChoice.Wire, new RequestContext(Caller.Billing, null, cancellationToken), draft);
        if (begun.OrderToPay is not null)
        {
            await SettleAsync(account, begun, cancellationToken);
        }
    }

    internal static Result<OrderView> Answer(StoredOrder? order) => order switch
    {
        null or { Status: OrderStatus.Failed, Payment.Token: not null, DeclineCode: OrderOutcome.UnknownToken } =>
            BillingError.Invalid("/paymentMethod/token", "The payment provider does not know this token."),
        { Status: OrderStatus.Failed, DeclineCode: { } code } => PaymentMethods.Declined(code, order.OrderId),
        _ => OrderView.Of(order),
    };

    private ValueTask<StoredOrder?> SettleAsync(AccountId account, Begun begun, CancellationToken cancellationToken) =>
        payments.SettleAsync(account, begun.OrderToPay!, cancellationToken, begun.IsNew);

    /// <summary>One commit: the finished order where nothing is to be paid, else the intent to charge the method.</summary>
    private async ValueTask<Begun> BeginAsync(
        AccountId account, Func<AccountWork, Result<ResolvedMethod>> method, RequestContext context, Func<AccountWork, ValueTask<Result<OrderDraft>>> draft)
    {
        for (; ; )
        {
            var begun = default(Begun);
            var result = await accounts.RunAsync<Done>(account, async work =>
            {
                var decided = await DecideAsync(work, method, context, draft);
                begun = decided.IsOk ? decided.Value : default;
                return decided.Map(_ => default(Done));
            }, context.CancellationToken);
            if (!result.IsOk)
            {
                return new Begun(null, result.Error);
            }

            if (begun.ToEndFirst is not { } renewal)
            {
                return begun;
            }

            if (await payments.EndAsync(account, renewal, OrderStatus.Failed, context.CancellationToken) is { IsOk: true, Value.IsOpen: true })
            {
                return begun with { Answer = OrderQuotes.InProgress(renewal) };
            }
        }
    }

    private async ValueTask<Result<Begun>> DecideAsync(
        AccountWork work, Func<AccountWork, Result<ResolvedMethod>> method, RequestContext context, Func<AccountWork, ValueTask<Result<OrderDraft>>> draft)
    {
        if (!work.Exists)
        {
            return AccountStore.NotFound;
        }

        if (await Idempotency.FindAsync(work, context.Idempotency) is { } stored)
        {
            return Earlier(stored, context);
        }

        var drafted = await draft(work);
        if (!drafted.IsOk)
        {
            return drafted.Error;
        }

        var resolved = drafted.Value.Payable.IsPositive ? method(work) : new ResolvedMethod(PaymentMethodType.Card);
        if (!resolved.IsOk)
        {
            return resolved.Error;
        }

        if (drafted.Value.Subscription is not null && work.State.RenewalToAuthenticate is { } renewal)
        {
            return new Begun(null, null) { ToEndFirst = renewal };
        }

        var order = Order(work, drafted.Value, context.Idempotency);
        return drafted.Value.Payable.IsPositive
            ? await IntendAsync(work, order, drafted.Value.Payable, resolved.Value)
            : new Begun(null, OrderView.Of(await outcome.CompleteAsync(work, order)));
    }

    private async ValueTask<Begun> IntendAsync(AccountWork work, StoredOrder order, Money payable, ResolvedMethod method)
    {
        if (method is { OffSession: true, Method: null })
        {
            var failed = order with { Status = OrderStatus.Failed, DeclineCode = "no_payment_method" };
            await outcome.FailAsync(work, failed);
            return new Begun(null, Answer(failed));
        }

        var payment = new OrderPayment(
            OrderPayment.IdOf(order.OrderId), method.Method, payable, method.OffSession, method.Type, method.Token, method.ReturnUrl);
        var intent = order with { Status = OrderStatus.Processing, Payment = payment };
        await owners.RememberAsync(work.Account, order.OrderId, CancellationToken.None);
        await days.RememberAsync(new DayOrder(order.OrderId, work.Account, intent.IsByWire), CancellationToken.None);
        work.Schedule(PaymentLookUps.First(work.Account, order.OrderId, work.Now));
        if (order.Subscription is not null)
        {
            work.State = work.State with { OrderInProgress = order.OrderId };
        }

        work.Add(AccountRows.Order(order.OrderId), intent, StorageJson.Default.StoredOrder);
        Idempotency.Begin(work, order.Idempotency, order.OrderId);
        return new Begun(order.OrderId, null) { IsNew = true };
    }

    private static Begun Earlier(StoredAnswer stored, RequestContext context)
    {
        if (stored is { IsAnswered: false, OrderId: { } orderId } && stored.Fingerprint == context.Idempotency!.Fingerprint)
        {
            context.MarkReplayed();
            return new Begun(orderId, null);
        }

        return new Begun(null, Idempotency.Replay(stored, context, StorageJson.Default.OrderView));
    }

    private static StoredOrder Order(AccountWork work, OrderDraft draft, IdempotencyKey? key) => new(
        work.NewId("ord"), draft.Kind, draft.Status, draft.Total, draft.Lines, work.Now,
        Subscription: draft.Subscription,
        AccountCreditAfter: draft.AccountCreditAfter,
        BillingInformation: draft.BillingInformation,
        IsAutomatic: draft.IsAutomatic,
        Idempotency: key,
        CashMovement: draft.CashMovement,
        AlreadyCounted: draft.AlreadyCounted);

    /// <summary>An answer, or an order whose payment is to be brought to its end.</summary>
    private readonly record struct Begun(string? OrderToPay, Result<OrderView>? Answer)
    {
        /// <summary>Committed just now: nobody has asked the provider for it.</summary>
        public bool IsNew { get; init; }

        /// <summary>A renewal that its customer could still pay; ended before another order is paid for the same.</summary>
        public string? ToEndFirst { get; init; }
    }
}
