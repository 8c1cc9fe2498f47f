using Billing.Domain.Orders;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Orders;

/// <summary>A first period begins when it is paid: an order that waited for its money starts, and says so on its lines, later than it was placed.</summary>
internal static class LateStart
{
    /// <param name="today">The local date on which the order completes.</param>
    public static StoredOrder On(DateOnly today, StoredOrder order)
    {
        if (order is not { Kind: OrderKind.Subscribe, Subscription: { IsPaid: true, Selection: { } selection } ordered } || ordered.PaidPeriod.Start == today)
        {
            return order;
        }

        var next = StartedLater.On(today, ordered);
        var texts = ordered.Charges.ToDictionary(
            charge => Proration.InFull(charge, selection.Interval, ordered.PaidPeriod),
            charge => Proration.InFull(charge, selection.Interval, next.PaidPeriod));
        return order with
        {
            Subscription = next,
            Lines = [.. order.Lines.Select(line => texts.TryGetValue(line.Description, out var text)
                ? line with { Description = text, Detail = line.Detail is { } detail ? detail with { Period = next.PaidPeriod } : null }
                : line)],
        };
    }
}
