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
        var (invoices, loads) = await SinceAsync(from);
        var named = orderIds
            .Concat(invoices.Select(invoice => invoice.OrderId).OfType<string>())
            .Concat(loads.Select(load => load.Reference))
            .Where(id => Ulid.IsPrefixed(id, "ord"))
            .ToHashSet();
        var orders = new Dictionary<string, StoredOrder>(StringComparer.Ordinal);
        foreach (var orderId in named)
        {
            if (await accounts.ReadAsync(account, AccountRows.Order(orderId), StorageJson.Default.StoredOrder, cancellationToken) is { } order)
            {
                orders.Add(orderId, order);
            }
        }

        // What is written for an order is written after it was begun: a transfer may clear one that is older than the window.
        if (named.Select(Ulid.InstantOf).Append(from).Min() is var begun && begun < from)
        {
            (invoices, loads) = await SinceAsync(begun);
            invoices = [.. invoices.Where(invoice => invoice.BillingDate >= from || (invoice.OrderId is { } id && named.Contains(id)))];
            loads = [.. loads.Where(load => load.At >= from || named.Contains(load.Reference))];
        }

        var currency = (await accounts.FindAsync(account, cancellationToken))?.Currency ?? Currency.Usd;
        return new AccountBooks(account, currency, orders, invoices, loads);

        async ValueTask<(IReadOnlyList<StoredInvoice> Invoices, IReadOnlyList<Transfer> Loads)> SinceAsync(DateTimeOffset since)
        {
            var ledger = await NewestAsync(
                tables, account, AccountRows.LedgerPrefix, StorageJson.Default.Transfer, transfer => transfer.At >= since, cancellationToken);
            return (
                await NewestAsync(
                    tables, account, AccountRows.InvoicePrefix, StorageJson.Default.StoredInvoice, invoice => invoice.BillingDate >= since, cancellationToken),
                [.. ledger.Where(transfer => transfer.Code is TransferCode.TopUp or TransferCode.WireSurplus)]);
        }
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
