using Billing.Application.Orders;
using Billing.Domain.Orders;

namespace Billing.Application.Invoicing;

/// <summary>
/// How the payment status of an invoice follows its order. An invoice is issued once the seller has a claim: the order has taken effect, waits for its bank
/// transfer, or is a renewal that fell due. An order that came to nothing before that has none, and takes no number.
/// </summary>
public static class InvoiceCourse
{
    /// <param name="isIssued">The order has an invoice.</param>
    /// <returns>Null where none is to be issued, and one that is there stays as it is.</returns>
    public static PaymentStatus? After(OrderKind kind, OrderStatus status, bool isIssued) => (status, kind) switch
    {
        (OrderStatus.Completed, _) => PaymentStatus.Paid,
        (OrderStatus.PendingPaymentClearance, _) => PaymentStatus.Pending,
        (OrderStatus.Failed or OrderStatus.RequiresAction, OrderKind.Renewal) => PaymentStatus.Failed,
        (OrderStatus.Failed, _) when isIssued => PaymentStatus.Failed,
        (OrderStatus.Canceled or OrderStatus.Expired, _) when isIssued => PaymentStatus.Void,
        _ => null,
    };
}
