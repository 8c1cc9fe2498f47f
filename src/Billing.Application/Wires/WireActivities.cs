using Billing.Application.Orders;
using Billing.Application.Workflows;
using Billing.Domain;
using Billing.Workflows;
using Billing.Workflows.Orders;

namespace Billing.Application.Wires;

/// <summary>What the workflow of a bank transfer does to its order.</summary>
public sealed class WireActivities(WireTransfers wires, OrderPayments payments)
{
    public IEnumerable<ActivityBinding> Bindings =>
    [
        Of(WireSteps.LookAtWire, payments.FindAsync),
        Of(WireSteps.RemindOfWire, wires.RemindAsync),
        Of(WireSteps.ExpireWire, wires.ExpireAsync),
    ];

    private static ActivityBinding Of(
        Activity<OrderKey, WireStanding> step, Func<AccountId, string, CancellationToken, ValueTask<StoredOrder?>> act) =>
        ActivityBinding.Of(step, async (order, cancellationToken) => Standing(await act(new AccountId(order.Account), order.OrderId, cancellationToken)));

    private static WireStanding Standing(StoredOrder? order) =>
        order is { Status: OrderStatus.PendingPaymentClearance, Payment.Wire: { } wire }
            ? new WireStanding(true, wire.RemindAt, wire.ExpiresAt)
            : new WireStanding(false, default, default);
}
