using Billing.Application.Accounts;
using Billing.Application.Due;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Domain;

namespace Billing.Application.Orders;

/// <summary>
/// Brings an order's payment to its end: asks the provider with the payment's id, and writes the outcome once. The request that placed the order,
/// a repetition of it, and the look-up after a crash all come here; whoever is second finds the outcome written.
/// </summary>
public sealed class OrderPayments(AccountStore accounts, IPaymentGateway gateway, OrderOutcome outcome) : IDueWork
{
    /// <summary>How long the placing request has for itself before the look-up asks too.</summary>
    private static readonly TimeSpan LookUpAfter = TimeSpan.FromSeconds(30);

    public DueKind Kind => DueKind.Payment;

    /// <summary>The entry to schedule before an order with a payment is committed.</summary>
    public static DueEntry LookUp(AccountId account, string orderId, DateTimeOffset now) => new(now + LookUpAfter, account, DueKind.Payment, orderId);

    public async ValueTask<DateTimeOffset?> RunAsync(DueEntry entry, CancellationToken cancellationToken)
    {
        var order = await SettleAsync(entry.Account, entry.Subject, cancellationToken);
        return order is { Status: OrderStatus.Processing } ? accounts.Now + LookUpAfter : null;
    }

    /// <summary>The order as it is after the provider was asked; null where it was never committed.</summary>
    public async ValueTask<StoredOrder?> SettleAsync(AccountId account, string orderId, CancellationToken cancellationToken)
    {
        var order = await accounts.ReadAsync(account, AccountRows.Order(orderId), StorageJson.Default.StoredOrder, cancellationToken);
        if (order is not { Status: OrderStatus.Processing, Payment: { } payment })
        {
            return order;
        }

        var request = new ChargeRequest(account, payment.PaymentId, payment.Amount, payment.Method.ProviderId, payment.OffSession, $"{order.Kind} {orderId}");
        var answer = await gateway.ChargeAsync(request, cancellationToken);
        return answer.Outcome switch
        {
            PaymentOutcome.Succeeded or PaymentOutcome.Declined => await outcome.WriteAsync(account, orderId, answer, cancellationToken),
            _ => order,
        };
    }
}
