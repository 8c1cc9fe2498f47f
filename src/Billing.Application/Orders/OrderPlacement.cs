using System.Collections.Immutable;
using Billing.Application.Accounts;
using Billing.Application.Due;
using Billing.Application.Payments;
using Billing.Application.Rows;
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
    bool IsAutomatic = false);

/// <summary>
/// Places an order: quote → intent → charge → outcome. The order and its payment are committed before the provider is asked, so that whatever dies
/// in between, the order is found again and charged once.
/// </summary>
public sealed class OrderPlacement(AccountStore accounts, PaymentMethods methods, OrderPayments payments, OrderOutcome outcome, DueIndex due)
{
    private readonly KeyedLock _twins = new();

    /// <param name="draft">Decides on the account as it is; called again where it has changed.</param>
    public async ValueTask<Result<OrderView>> PlaceAsync(
        AccountId account, PaymentMethodChoice? choice, RequestContext context, Func<AccountWork, Result<OrderDraft>> draft)
    {
        // Twins of one Idempotency-Key wait for the first; other requests of the account do not.
        using var turn = context.Idempotency is { } key ? await _twins.EnterAsync($"{account}|{key.Key}", context.CancellationToken) : null;
        var begun = await BeginAsync(account, null, context, draft);
        if (begun is { Answer: null, OrderToPay: null })
        {
            var method = await methods.ResolveAsync(account, choice, "/paymentMethod", context);
            if (!method.IsOk)
            {
                return method.Error;
            }

            begun = await BeginAsync(account, method.Value, context, draft);
        }

        return begun.Answer ?? Answer(await payments.SettleAsync(account, begun.OrderToPay!, context.CancellationToken));
    }

    /// <summary>Charges the default method for what the calendar or a threshold asks for; null where there is no method to charge.</summary>
    public async ValueTask<StoredOrder?> PlaceOffSessionAsync(
        AccountId account, Func<AccountWork, Result<OrderDraft>> draft, CancellationToken cancellationToken)
    {
        var context = new RequestContext(new Caller("billing", Role.None, account), null, cancellationToken);
        var begun = await BeginAsync(account, new ResolvedMethod(null, null), context, draft);
        return begun.OrderToPay is { } orderId ? await payments.SettleAsync(account, orderId, cancellationToken) : null;
    }

    internal static Result<OrderView> Answer(StoredOrder? order) => order switch
    {
        null => throw new InvalidOperationException("An order that was begun is gone."),
        { Status: OrderStatus.Failed, DeclineCode: { } code } => PaymentMethods.Declined(code, order.OrderId),
        _ => OrderView.Of(order),
    };

    /// <summary>One commit: the finished order where nothing is to be paid, else the intent to charge the method.</summary>
    private async ValueTask<Begun> BeginAsync(AccountId account, ResolvedMethod? method, RequestContext context, Func<AccountWork, Result<OrderDraft>> draft)
    {
        var begun = default(Begun);
        var result = await accounts.RunAsync<OrderView?>(account, async work =>
        {
            begun = default;
            if (!work.Exists)
            {
                return AccountStore.NotFound;
            }

            if (await Idempotency.FindAsync(work, context.Idempotency) is { } stored)
            {
                begun = Earlier(stored, context);
                return default(OrderView);
            }

            var drafted = draft(work);
            if (!drafted.IsOk)
            {
                return drafted.Error;
            }

            var order = Order(work, drafted.Value, context.Idempotency);
            if (!drafted.Value.Total.IsPositive)
            {
                begun = new Begun(null, OrderView.Of(await outcome.CompleteAsync(work, order)));
            }
            else if (method is not null)
            {
                begun = await IntendAsync(work, order, method);
            }

            return default(OrderView);
        }, context.CancellationToken);
        return result.IsOk ? begun : new Begun(null, result.Error);
    }

    private async ValueTask<Begun> IntendAsync(AccountWork work, StoredOrder order, ResolvedMethod method)
    {
        var charged = method.Method ?? work.State.PaymentMethods.FirstOrDefault();
        if (method.DeclineCode is { } code || charged is null)
        {
            var failed = order with { Status = OrderStatus.Failed, DeclineCode = method.DeclineCode ?? "no_payment_method" };
            await outcome.FailAsync(work, failed);
            return new Begun(null, Answer(failed));
        }

        var isOffSession = method.Method is null;
        var intent = order with { Status = OrderStatus.Processing, Payment = new OrderPayment(work.NewId("pay"), charged, order.Total, isOffSession) };
        await due.ScheduleAsync(OrderPayments.LookUp(work.Account, order.OrderId, work.Now), CancellationToken.None);
        if (order.Subscription is not null)
        {
            work.State = work.State with { OrderInProgress = order.OrderId };
        }

        work.Add(AccountRows.Order(order.OrderId), intent, StorageJson.Default.StoredOrder);
        Idempotency.Begin(work, order.Idempotency, order.OrderId);
        return new Begun(order.OrderId, null);
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
        Idempotency: key);

    /// <summary>An answer, or an order whose payment is to be brought to its end; neither where a payment method is still needed.</summary>
    private readonly record struct Begun(string? OrderToPay, Result<OrderView>? Answer);
}
