using Billing.Application.Accounts;
using Billing.Application.Orders;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Domain;

namespace Billing.Application.Wires;

/// <summary>The course of orders that are paid by bank transfer. Each act can be repeated: what has been done already is done no more.</summary>
public sealed class WireTransfers(AccountStore accounts, OrderPayments payments, WireCash cash)
{
    /// <summary>Acts on whatever has come or gone by bank transfer: on the orders that wait for it, and on what is left over.</summary>
    public async ValueTask ApplyCashAsync(AccountId account, CancellationToken cancellationToken)
    {
        foreach (var orderId in (await accounts.FindAsync(account, cancellationToken))?.OpenWires ?? [])
        {
            await payments.SettleAsync(account, orderId, cancellationToken);
        }

        await cash.ApplyAsync(account, cancellationToken);
    }

    /// <summary>The same within a request: where the provider does not answer, the look-up does it later.</summary>
    internal async ValueTask ApplyCashOrLaterAsync(AccountId account, CancellationToken cancellationToken)
    {
        try
        {
            await ApplyCashAsync(account, cancellationToken);
        }
        catch (PaymentProviderException)
        {
            // Every order by wire is looked up until long after its end.
        }
    }

    /// <summary>Tells the customer, once, that the transfer is late.</summary>
    /// <returns>The order as it is; null where there is none.</returns>
    public async ValueTask<StoredOrder?> RemindAsync(AccountId account, string orderId, CancellationToken cancellationToken)
    {
        if (await payments.SettleAsync(account, orderId, cancellationToken) is not { Status: OrderStatus.PendingPaymentClearance })
        {
            return await payments.FindAsync(account, orderId, cancellationToken);
        }

        var result = await accounts.RunAsync<StoredOrder?>(account, async work =>
        {
            var order = await work.FindAsync(AccountRows.Order(orderId), StorageJson.Default.StoredOrder);
            if (order is { Status: OrderStatus.PendingPaymentClearance, Ending: null, Payment: { Wire: { IsReminded: false } wire } payment }
                && work.Now >= wire.RemindAt)
            {
                WireEmails.TellReminder(work, order);
                order = order with { Payment = payment with { Wire = wire with { IsReminded = true } } };
                work.Put(AccountRows.Order(orderId), order, StorageJson.Default.StoredOrder);
            }

            return order;
        }, cancellationToken);
        return result.Value;
    }

    /// <summary>Ends the waiting, unless the money has come after all; what has come of it, and what comes later, becomes paid credits.</summary>
    public async ValueTask<StoredOrder?> ExpireAsync(AccountId account, string orderId, CancellationToken cancellationToken)
    {
        if (await payments.SettleAsync(account, orderId, cancellationToken) is { Status: OrderStatus.PendingPaymentClearance, Payment.Wire: { } wire }
            && accounts.Now >= wire.ExpiresAt)
        {
            await payments.EndAsync(account, orderId, OrderStatus.Expired, cancellationToken);
            await ApplyCashAsync(account, cancellationToken);
        }

        return await payments.FindAsync(account, orderId, cancellationToken);
    }
}
