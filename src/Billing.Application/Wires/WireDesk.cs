using Billing.Application.Accounts;
using Billing.Application.Operations;
using Billing.Application.Orders;
using Billing.Application.Rows;
using Billing.Domain;
using Billing.Domain.Catalog;

namespace Billing.Application.Wires;

/// <param name="Amount">In the order's currency; positive.</param>
/// <param name="Reference">Of the transfer on the bank's statement, 1 to 255 characters; the same one counts once.</param>
public sealed record ClearWireRequest(Money Amount, string Reference);

/// <param name="Reason">1 to 500 characters, for the audit trail.</param>
public sealed record RejectWireRequest(string Reason);

/// <summary>The back office's decisions on bank transfers; orders are named by their id alone.</summary>
public sealed class WireDesk(AccountStore accounts, OrderOwners owners, OrderPayments payments, WireTransfers wires, ProductCatalog catalog)
{
    private const int MaxReference = 255;
    private const int MaxReason = 500;

    /// <summary>
    /// A transfer that came elsewhere than to the provider: it counts for the order as if it had come there, and as paid credits where the order needs it no
    /// more.
    /// </summary>
    /// <returns>
    /// The order; or <c>validation-failed</c>, <c>order-not-found</c>, <c>order-not-pending</c>, <c>wire-conflict</c>, <c>order-in-progress</c>.
    /// </returns>
    public async ValueTask<Result<OrderView>> ClearAsync(string orderId, ClearWireRequest request, RequestContext context)
    {
        if (request.Reference.Trim() is not { Length: > 0 and <= MaxReference } reference)
        {
            return BillingError.Invalid("/reference", $"A reference of 1 to {MaxReference} characters is needed.");
        }

        if (!request.Amount.IsPositive)
        {
            return BillingError.Invalid("/amount/amount", "The amount of a transfer is positive.");
        }

        return await DecideAsync(orderId, context, (work, order) => Clear(work, order, request.Amount, reference, context.Caller));
    }

    /// <summary>The transfer is not accepted: the order fails, and whatever came for it becomes paid credits.</summary>
    public async ValueTask<Result<OrderView>> RejectAsync(string orderId, RejectWireRequest request, RequestContext context) =>
        request.Reason.Trim() is { Length: > 0 and <= MaxReason } reason
            ? await DecideAsync(orderId, context, (work, order) => Reject(work, order, reason, context.Caller))
            : BillingError.Invalid("/reason", $"A reason of 1 to {MaxReason} characters is needed.");

    private async ValueTask<Result<OrderView>> DecideAsync(string orderId, RequestContext context, Func<AccountWork, StoredOrder, Result<StoredOrder>> decide)
    {
        if (await owners.FindAsync(orderId, context.CancellationToken) is not { } account)
        {
            return OrderDesk.NotFound(orderId);
        }

        // What the provider knows comes first: an order that is paid already is no longer to be decided on.
        await payments.SettleAsync(account, orderId, context.CancellationToken);
        var decided = await accounts.RunAsync<Done>(account, async work =>
        {
            if (await work.FindAsync(AccountRows.Order(orderId), StorageJson.Default.StoredOrder) is not { } order)
            {
                return OrderDesk.NotFound(orderId);
            }

            if (!order.IsByWire || order.Status == OrderStatus.Processing)
            {
                return order.IsByWire ? OrderQuotes.InProgress(orderId) : new BillingError("order-not-pending", "The order is not paid by bank transfer.");
            }

            var next = decide(work, order);
            if (next.IsOk && next.Value != order)
            {
                work.Put(AccountRows.Order(orderId), next.Value, StorageJson.Default.StoredOrder);
            }

            return next.Map(_ => default(Done));
        }, context.CancellationToken);
        if (!decided.IsOk)
        {
            return decided.Error;
        }

        await payments.SettleAsync(account, orderId, context.CancellationToken);
        await wires.ApplyCashOrLaterAsync(account, context.CancellationToken);
        return OrderView.Of((await payments.FindAsync(account, orderId, context.CancellationToken))!);
    }

    private Result<StoredOrder> Clear(AccountWork work, StoredOrder order, Money amount, string reference, Caller caller)
    {
        if (order.Payment!.Wire is not { } wire)
        {
            return new BillingError("order-not-pending", "The order was paid without waiting for a transfer.");
        }

        if (amount.Currency != wire.Amount.Currency)
        {
            return BillingError.Invalid("/amount/currency", $"The order is in {wire.Amount.Currency}.");
        }

        if (wire.Find(reference) is { } earlier)
        {
            return earlier.Amount == amount ? order : new BillingError("wire-conflict", $"The transfer '{reference}' was cleared with {earlier.Amount}.");
        }

        var cleared = wire.With(new ClearedWire(reference, amount, work.Now));
        if (!order.IsOpen)
        {
            work.LoadWired(amount, order.OrderId, catalog);
        }

        work.Audit(caller, "wire.clear", $"{amount} for {order.OrderId}: {reference}");
        return order with
        {
            Payment = order.Payment with { Wire = cleared },
            Ending = order.IsOpen ? order.Ending ?? cleared.EndingWhereCovered : order.Ending,
        };
    }

    private static Result<StoredOrder> Reject(AccountWork work, StoredOrder order, string reason, Caller caller)
    {
        if (!order.IsOpen)
        {
            return order is { Status: OrderStatus.Failed, Ending: OrderStatus.Failed }
                ? order
                : new BillingError("order-not-pending", "The order waits for no transfer any more.");
        }

        if (order.Ending is null)
        {
            work.Audit(caller, "wire.reject", $"{order.OrderId}: {reason}");
        }

        return order with { Ending = order.Ending ?? OrderStatus.Failed };
    }
}
