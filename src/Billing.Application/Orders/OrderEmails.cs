using Billing.Application.Accounts;
using Billing.Application.Notifications;
using Billing.Application.Wires;
using Billing.Domain.Orders;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Orders;

/// <summary>What the customer is told of an order that is completed.</summary>
internal static class OrderEmails
{
    /// <param name="before">The subscription before the order.</param>
    public static void TellCompleted(AccountWork work, StoredOrder order, Subscription before)
    {
        if (order.Payment?.Wire is not null)
        {
            WireEmails.TellCleared(work, order);
        }

        if (order is { Kind: OrderKind.TopUp, Total.IsPositive: true })
        {
            work.Email(new TopUpReceipt(order.OrderId, order.Total, work.State.Credits.Total));
        }
        else if (order.Kind != OrderKind.TopUp)
        {
            SubscriptionEmails.Tell(work, order, before);
        }
    }
}
