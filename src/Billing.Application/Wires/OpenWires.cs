using Billing.Application.Due;
using Billing.Application.Orders;
using Billing.Application.Ports;
using Billing.Domain;

namespace Billing.Application.Wires;

/// <summary>An order that waits for a bank transfer; its <c>wire</c> says how much is still to come.</summary>
public sealed record OpenWireView(string AccountId, OrderView Order);

/// <summary>Which orders of all accounts wait for a bank transfer, for the back office.</summary>
public sealed class OpenWires(ITableStore tables, OrderPayments payments)
{
    private readonly WaitingList _listed = WaitingList.OfWires(tables);

    /// <summary>In the order of the index: an account's together. Reads each order of the page, and no other.</summary>
    public async ValueTask<Result<Page<OpenWireView>>> ListAsync(PageRequest page, RequestContext context)
    {
        var listed = await _listed.PageAsync(page, context.CancellationToken);
        var items = new List<OpenWireView>();
        foreach (var (account, orderId) in listed.Items)
        {
            var order = await payments.FindAsync(account, orderId, context.CancellationToken);
            if (order is { Status: OrderStatus.PendingPaymentClearance })
            {
                items.Add(new OpenWireView(account.Value, OrderView.Of(order)));
            }
            else if (order is not { IsOpen: true })
            {
                // Whoever ended it did not come to take it off.
                await _listed.RemoveAsync(account, orderId, context.CancellationToken);
            }
        }

        return new Page<OpenWireView>(items, listed.NextCursor);
    }
}
