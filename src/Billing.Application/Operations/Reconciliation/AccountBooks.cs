using System.Text.Json.Serialization.Metadata;
using Billing.Application.Accounts;
using Billing.Application.Invoicing;
using Billing.Application.Orders;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Domain;
using Billing.Domain.Credits;

namespace Billing.Application.Operations;

/// <summary>One account's books as far as a window concerns them.</summary>
/// <param name="Orders">By id: those that were begun in the window, and whatever the other books name.</param>
/// <param name="Invoices">Of the window, and of its orders.</param>
/// <param name="Loads">Credits that were bought, or left over of a transfer: of the window, and of its orders.</param>
internal sealed record AccountBooks(
    AccountId Account,
    Currency Currency,
    IReadOnlyDictionary<string, StoredOrder> Orders,
    IReadOnlyList<StoredInvoice> Invoices,
    IReadOnlyList<Transfer> Loads)
{
    /// <param name="orderIds">Orders that the window or the provider names.</param>
    public static async ValueTask<AccountBooks> ReadAsync(
        AccountStore accounts, ITableStore tables, AccountId account, DateTimeOffset from, IReadOnlyCollection<string> orderIds,
        CancellationToken cancellationToken)
    {
        // What is written for an order is written after it was begun: nothing before the window, or before its oldest order, can be about it.
        var since = orderIds.Select(Ulid.InstantOf).Append(from).Min();
        var invoices = await NewestAsync(
            tables, account, AccountRows.InvoicePrefix, StorageJson.Default.StoredInvoice, invoice => invoice.BillingDate >= since, cancellationToken);
        var ledger = await NewestAsync(
            tables, account, AccountRows.LedgerPrefix, StorageJson.Default.Transfer, transfer => transfer.At >= since, cancellationToken);
        var loads = ledger.Where(transfer => transfer.Code is TransferCode.TopUp or TransferCode.WireSurplus).ToList();
        var orders = new Dictionary<string, StoredOrder>(StringComparer.Ordinal);
        var invoiced = invoices.Select(invoice => invoice.OrderId).OfType<string>();
        foreach (var orderId in orderIds.Concat(invoiced).Concat(loads.Select(load => load.Reference)).Distinct())
        {
            if (Ulid.IsPrefixed(orderId, "ord")
                && await accounts.ReadAsync(account, AccountRows.Order(orderId), StorageJson.Default.StoredOrder, cancellationToken) is { } order)
            {
                orders.Add(orderId, order);
            }
        }

        var currency = (await accounts.FindAsync(account, cancellationToken))?.Currency ?? Currency.Usd;
        return new AccountBooks(account, currency, orders, invoices, loads);
    }

    /// <summary>Rows from the newest on, as long as they are wanted.</summary>
    private static async ValueTask<IReadOnlyList<T>> NewestAsync<T>(
        ITableStore tables, AccountId account, string prefix, JsonTypeInfo<T> type, Func<T, bool> isWanted, CancellationToken cancellationToken)
    {
        var found = new List<T>();
        await foreach (var row in tables.ReadAllAsync(TableRange.Prefix(TablesInUse.Accounts, account.Value, prefix), cancellationToken))
        {
            var document = Documents.Read(row, type);
            if (!isWanted(document))
            {
                break;
            }

            found.Add(document);
        }

        return found;
    }
}
