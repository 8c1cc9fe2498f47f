using Billing.Application.Ports;
using Billing.Domain;

namespace Billing.Application.Wires;

/// <summary>
/// Leads from an order's id alone to its account, for the back office. A row is written before the commit of its order: one too many leads to an account
/// that does not have the order, one too few cannot be.
/// </summary>
public sealed class OrderOwners(ITableStore tables)
{
    internal const string Table = "orderowners";
    internal const string Row = "account";
    private const string Property = "Account";

    public async ValueTask RememberAsync(AccountId account, string orderId, CancellationToken cancellationToken)
    {
        var row = TableOperation.Upsert(Row, new TableProperties { { Property, TableValue.Of(account.Value) } });
        await tables.CommitAsync(new TableCommit(Table, orderId, [row]), cancellationToken);
    }

    /// <summary>Null where nobody's order has the id.</summary>
    public async ValueTask<AccountId?> FindAsync(string orderId, CancellationToken cancellationToken) =>
        await tables.GetAsync(Table, orderId, Row, cancellationToken) is { } row ? new AccountId(row.Properties[Property].AsString()) : null;
}
