using Billing.Application.Accounts;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Domain;

namespace Billing.Application.Orders;

/// <summary>
/// Brings an order's payment to its end: asks the provider with the payment's id, and writes the outcome once. The request that placed the order,
/// a repetition of it, a notice and the look-up all come here; whoever is second finds the outcome written.
/// </summary>
public sealed class OrderPayments(AccountStore accounts, IPaymentGateway gateway, OrderOutcome outcome)
{
    /// <summary>Well within the day for which the provider knows a key: a process that was held up for longer looks for its payment before it asks.</summary>
    private static readonly TimeSpan FirstTryLife = TimeSpan.FromHours(1);

    public ValueTask<StoredOrder?> FindAsync(AccountId account, string orderId, CancellationToken cancellationToken) =>
        accounts.ReadAsync(account, AccountRows.Order(orderId), StorageJson.Default.StoredOrder, cancellationToken);

    /// <summary>The order as it is after the provider was asked; null where it was never committed, or its card was none.</summary>
    /// <param name="isFirstTry">Only for the request that has just committed the order.</param>
    public async ValueTask<StoredOrder?> SettleAsync(AccountId account, string orderId, CancellationToken cancellationToken, bool isFirstTry = false)
    {
        while (await FindAsync(account, orderId, cancellationToken) is { } order)
        {
            if (order is not { IsOpen: true, Payment: { } payment })
            {
                return order;
            }

            var answer = await AskAsync(account, order, payment, isFirstTry, cancellationToken);
            var after = await outcome.WriteAsync(account, orderId, answer, cancellationToken);
            if (after is not { IsOpen: true } || after.Ending == order.Ending)
            {
                return after;
            }

            isFirstTry = false;
        }

        return null;
    }

    /// <summary>Money may still come for an order that has ended: asks for that too.</summary>
    public async ValueTask<StoredOrder?> RecheckAsync(AccountId account, string orderId, CancellationToken cancellationToken)
    {
        var order = await SettleAsync(account, orderId, cancellationToken);
        return order is { Payment: { } payment, IsPaidLate: false } && OrderCourse.IsDead(order.Status)
            && await gateway.FindAsync(payment.ToLookUp(account), cancellationToken) is { Outcome: PaymentOutcome.Succeeded } paid
                ? await outcome.WriteAsync(account, orderId, paid, cancellationToken)
                : order;
    }

    /// <summary>
    /// Has the provider let go of a payment that waits for the customer or the bank. It ends as asked, or completed where it was paid already; where the
    /// provider does not answer it stays open, and the look-up goes on.
    /// </summary>
    /// <param name="ending">What the order becomes.</param>
    /// <param name="also">To be committed with the wish.</param>
    /// <returns>The order; or <c>order-not-found</c>, <c>order-not-pending</c>, <c>order-in-progress</c> while its payment is being asked for.</returns>
    public async ValueTask<Result<StoredOrder>> EndAsync(
        AccountId account, string orderId, OrderStatus ending, CancellationToken cancellationToken, Action<AccountWork, StoredOrder>? also = null)
    {
        var wished = await accounts.RunAsync<Done>(account, async work =>
        {
            if (!work.Exists)
            {
                return AccountStore.NotFound;
            }

            var order = await work.FindAsync(AccountRows.Order(orderId), StorageJson.Default.StoredOrder);
            if (order is not { Status: OrderStatus.RequiresAction or OrderStatus.PendingPaymentClearance })
            {
                return order is null ? OrderDesk.NotFound(orderId)
                    : order.IsOpen ? OrderQuotes.InProgress(orderId)
                    : new BillingError("order-not-pending", "Only an order that still waits can be ended.");
            }

            if (order.Ending is null)
            {
                also?.Invoke(work, order);
                work.Put(AccountRows.Order(orderId), order with { Ending = ending }, StorageJson.Default.StoredOrder);
            }

            return Done.Ok;
        }, cancellationToken);
        return wished.IsOk ? (await SettleAsync(account, orderId, cancellationToken))! : wished.Error;
    }

    private async ValueTask<PaymentAnswer> AskAsync(
        AccountId account, StoredOrder order, OrderPayment payment, bool isFirstTry, CancellationToken cancellationToken)
    {
        if (order.Ending is not null)
        {
            return await gateway.CancelAsync(payment.ToLookUp(account), cancellationToken);
        }

        var request = payment.ToRequest(account, $"{order.Kind} {order.OrderId}", isFirstTry ? order.CreatedAt + FirstTryLife : null);
        var answer = payment.ProviderReference is null
            ? await gateway.ChargeAsync(request, cancellationToken)
            : await gateway.FindAsync(payment.ToLookUp(account), cancellationToken) ?? new PaymentAnswer(PaymentOutcome.Unknown);
        return answer is { Outcome: PaymentOutcome.Declined, Decline: DeclineKind.Authenticate } && payment.OffSession
            ? await gateway.ResumeAsync(request, cancellationToken)
            : answer;
    }
}
