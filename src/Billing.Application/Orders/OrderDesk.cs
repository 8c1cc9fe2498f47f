using Billing.Application.Accounts;
using Billing.Application.Payments;
using Billing.Application.Rows;
using Billing.Application.Usage;
using Billing.Application.Wires;
using Billing.Domain;
using Billing.Domain.Catalog;
using Billing.Domain.Orders;
using Billing.Domain.Payments;

namespace Billing.Application.Orders;

/// <summary>Previews, places and shows orders. What was used before an order is settled first, under the plan under which it was used.</summary>
public sealed class OrderDesk(
    AccountStore accounts,
    UsageSettlement settlement,
    OrderPlacement placement,
    OrderPayments payments,
    PaymentMethods methods,
    WireTransfers wires,
    ProductCatalog catalog)
{
    /// <summary>Between the two halves of a cancellation only.</summary>
    private const string NotScheduled = "order-not-pending";

    public async ValueTask<Result<OrderPreview>> PreviewAsync(AccountId account, OrderBody body, RequestContext context)
    {
        if (BillingInformationCheck.Fault(body.BillingInformation) is { } fault)
        {
            return fault;
        }

        var state = await accounts.GetAsync(account, context.CancellationToken);
        var quote = state.IsOk ? OrderQuotes.Quote(state.Value, body, catalog, accounts.Now) : state.Error;
        return quote.Map(q => new OrderPreview(q.Kind, OrderQuotes.StatusOf(q), q.Bill.Total, OrderQuotes.LinesOf(q.Bill)));
    }

    public async ValueTask<Result<OrderView>> SubmitAsync(AccountId account, OrderBody body, RequestContext context)
    {
        if (BillingInformationCheck.Fault(body.BillingInformation) is { } fault)
        {
            return fault;
        }

        await settlement.CatchUpAsync(account, context.CancellationToken);
        if (await SaveForLaterAsync(account, body, context) is { } unsaved)
        {
            return unsaved;
        }

        return await placement.PlaceAsync(account, body.PaymentMethod, context, work =>
        {
            var quote = OrderQuotes.Quote(work.State, body, catalog, work.Now);
            return quote.Map(q => new OrderDraft(
                q.Kind,
                OrderQuotes.StatusOf(q),
                q.Bill.Total,
                OrderQuotes.LinesOf(q.Bill),
                q.Next,
                q.Bill.CreditBalance,
                body.BillingInformation));
        });
    }

    public async ValueTask<Result<Page<OrderView>>> ListAsync(AccountId account, PageRequest page, RequestContext context)
    {
        if (await accounts.FindAsync(account, context.CancellationToken) is null)
        {
            return AccountStore.NotFound;
        }

        var orders = await accounts.PageAsync(account, AccountRows.OrderPrefix, page, StorageJson.Default.StoredOrder, context.CancellationToken);
        return new Page<OrderView>([.. orders.Items.Select(OrderView.Of)], orders.NextCursor);
    }

    public async ValueTask<Result<OrderView>> GetAsync(AccountId account, string orderId, RequestContext context)
    {
        if (await accounts.FindAsync(account, context.CancellationToken) is null)
        {
            return AccountStore.NotFound;
        }

        return await accounts.ReadAsync(account, AccountRows.Order(orderId), StorageJson.Default.StoredOrder, context.CancellationToken) is { } order
            ? OrderView.Of(order)
            : NotFound(orderId);
    }

    /// <summary>
    /// Takes back an order that waits: a planned change, a payment that waits for the customer or the bank. One that turns out to be paid is completed; one
    /// whose payment is being asked for right now has its outcome first.
    /// </summary>
    public async ValueTask<Result<OrderView>> CancelAsync(AccountId account, string orderId, RequestContext context)
    {
        var canceled = await accounts.ChangeAsync(account, context, StorageJson.Default.OrderView, work => CancelScheduledAsync(work, orderId));
        if (canceled.Error?.Code != NotScheduled)
        {
            return canceled;
        }

        var ended = await payments.EndAsync(account, orderId, OrderStatus.Canceled, context.CancellationToken);
        if (ended is { IsOk: true, Value.IsByWire: true })
        {
            await wires.ApplyCashOrLaterAsync(account, context.CancellationToken);
        }

        return ended.Map(OrderView.Of);
    }

    internal static BillingError NotFound(string orderId) => new("order-not-found", $"The account has no order '{orderId}'.");

    /// <summary>Saves the card that is named for what a renewal, or a trial's end, will charge, where the account has none.</summary>
    private async ValueTask<BillingError?> SaveForLaterAsync(AccountId account, OrderBody body, RequestContext context)
    {
        if (body.PaymentMethod is not { Type: PaymentMethodType.Card } card
            || await accounts.FindAsync(account, context.CancellationToken) is not { PaymentMethods: [] } state
            || OrderQuotes.Quote(state, body, catalog, accounts.Now) is not { IsOk: true, Value.Effective: OrderEffective.NextRenewal })
        {
            return null;
        }

        var saved = await methods.AddAsync(account, card, new RequestContext(context.Caller, null, context.CancellationToken));
        return saved.Error is { Pointer: { } pointer } fault ? fault with { Pointer = "/paymentMethod" + pointer } : saved.Error;
    }

    private static async ValueTask<Result<OrderView>> CancelScheduledAsync(AccountWork work, string orderId)
    {
        if (await work.FindAsync(AccountRows.Order(orderId), StorageJson.Default.StoredOrder) is not { } order)
        {
            return NotFound(orderId);
        }

        if (work.State.ScheduledOrder != orderId)
        {
            return order.Status == OrderStatus.Canceled ? OrderView.Of(order) : new BillingError(NotScheduled, "No order is scheduled by this id.");
        }

        if (work.State.OrderInProgress is { } other)
        {
            return OrderQuotes.InProgress(other);
        }

        await work.CloseScheduledAsync(OrderStatus.Canceled);
        work.State = work.State with { Subscription = work.State.Subscription with { Pending = null } };
        return OrderView.Of(order with { Status = OrderStatus.Canceled });
    }
}
