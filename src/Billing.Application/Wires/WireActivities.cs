using Billing.Application.Orders;
using Billing.Application.Workflows;
using Billing.Domain;
using Billing.Workflows.Orders;

namespace Billing.Application.Wires;

/// <summary>What the workflow of a bank transfer does to its order.</summary>
public sealed class WireActivities(WireTransfers wires, OrderPayments payments)
{
    public IEnumerable<ActivityBinding> Bindings =>
    [
        ActivityBinding.Of(WireSteps.LookAtWire, (order, cancellationToken) => StandingAsync(payments.FindAsync(Account(order), order.OrderId, cancellationToken))),
        ActivityBinding.Of(WireSteps.RemindOfWire, (order, cancellationToken) => StandingAsync(wires.RemindAsync(Account(order), order.OrderId, cancellationToken))),
        ActivityBinding.Of(WireSteps.ExpireWire, (order, cancellationToken) => StandingAsync(wires.ExpireAsync(Account(order), order.OrderId, cancellationToken))),
    ];

    private static AccountId Account(OrderKey order) => new(order.Account);

    private static async ValueTask<WireStanding> StandingAsync(ValueTask<StoredOrder?> order) =>
        await order is { Status: OrderStatus.PendingPaymentClearance, Payment.Wire: { } wire }
            ? new WireStanding(true, wire.RemindAt, wire.ExpiresAt)
            : new WireStanding(false, default, default);
}
