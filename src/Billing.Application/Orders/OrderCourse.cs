using Billing.Application.Ports;

namespace Billing.Application.Orders;

/// <summary>
/// The course of an order's payment: what a word of the provider's makes of an order. Only forward, so that repeats and late words change nothing.
/// </summary>
public static class OrderCourse
{
    /// <summary>The provider has the last word: the order waits for it, or for the customer or the bank.</summary>
    public static bool IsOpen(OrderStatus status) =>
        status is OrderStatus.Processing or OrderStatus.RequiresAction or OrderStatus.PendingPaymentClearance;

    /// <summary>Came to nothing; money that comes all the same is the account's.</summary>
    public static bool IsDead(OrderStatus status) => status is OrderStatus.Failed or OrderStatus.Canceled or OrderStatus.Expired;

    /// <remarks>A payment that its customer was told how to pay may be tried again by him: declined, it fails once it was let go (<c>ending</c>).</remarks>
    /// <param name="ending">What the order was to become once the provider has let the payment go; null where nobody wants its end.</param>
    public static OrderStatus After(OrderStatus status, PaymentOutcome outcome, OrderStatus? ending = null) => (status, outcome) switch
    {
        _ when !IsOpen(status) => status,
        (_, PaymentOutcome.Succeeded) => OrderStatus.Completed,
        (_, PaymentOutcome.Canceled) => ending ?? OrderStatus.Canceled,
        (not OrderStatus.RequiresAction, PaymentOutcome.Declined) => OrderStatus.Failed,
        (OrderStatus.Processing, PaymentOutcome.RequiresAction) => OrderStatus.RequiresAction,
        (OrderStatus.Processing, PaymentOutcome.AwaitingFunds) => OrderStatus.PendingPaymentClearance,
        (OrderStatus.RequiresAction, PaymentOutcome.Processing) => OrderStatus.Processing,
        _ => status,
    };
}
