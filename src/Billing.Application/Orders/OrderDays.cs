using System.Runtime.CompilerServices;
using Billing.Application.Ports;
using Billing.Domain;

namespace Billing.Application.Orders;

/// <param name="IsByWire">A bank transfer is to pay it.</param>
public sealed record DayOrder(string OrderId, AccountId Account, bool IsByWire);

/// <summary>
/// The orders with a payment by the UTC day on which they were begun, so that whoever checks the books reads days and never all accounts. A row is written
/// before the commit of its order: one too many names an order that was never begun, one too few cannot be.
/// </summary>
public sealed class OrderDays(ITableStore tables)
{
    private const string Table = "orderdays";
    private const string Account = "Account";
    private const string Wire = "Wire";

    public async ValueTask RememberAsync(DayOrder order, CancellationToken cancellationToken)
    {
        var properties = new TableProperties { { Account, TableValue.Of(order.Account.Value) }, { Wire, TableValue.Of(order.IsByWire) } };
        var row = TableOperation.Upsert(order.OrderId, properties);
        await tables.CommitAsync(new TableCommit(Table, PartitionOf(Ulid.InstantOf(order.OrderId).UtcDateTime), [row]), cancellationToken);
    }

    /// <summary>The orders whose ids were made in [from, to), oldest first.</summary>
    public async IAsyncEnumerable<DayOrder> BegunAsync(DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var day = from.UtcDateTime.Date; day < to.UtcDateTime; day = day.AddDays(1))
        {
            await foreach (var row in tables.ReadAllAsync(new TableRange(Table, PartitionOf(day)), cancellationToken))
            {
                if (Ulid.InstantOf(row.RowKey) is var begun && begun >= from && begun < to)
                {
                    yield return new DayOrder(row.RowKey, new AccountId(row.Properties[Account].AsString()), row.Properties[Wire].AsBoolean());
                }
            }
        }
    }

    /// <summary>No account is named so: these partitions are nobody's (<see cref="Moving.AccountTables"/>).</summary>
    private static string PartitionOf(DateTime day) => $"|{day:yyyyMMdd}";
}
