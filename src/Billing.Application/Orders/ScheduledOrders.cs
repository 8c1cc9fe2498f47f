using Billing.Application.Accounts;
using Billing.Application.Rows;

namespace Billing.Application.Orders;

internal static class ScheduledOrders
{
    /// <summary>Says what became of the order that planned a change: call where nothing, or something else, will be pending from here on.</summary>
    public static async ValueTask CloseScheduledAsync(this AccountWork work, OrderStatus status)
    {
        if (work.State.ScheduledOrder is not { } orderId)
        {
            return;
        }

        work.State = work.State with { ScheduledOrder = null };
        var row = AccountRows.Order(orderId);
        if (await work.FindAsync(row, StorageJson.Default.StoredOrder) is { } order)
        {
            work.Put(row, order with { Status = status }, StorageJson.Default.StoredOrder);
        }
    }
}
