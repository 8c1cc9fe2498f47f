using System.Runtime.CompilerServices;

namespace Billing.Application.Ports;

public static class TableStoreExtensions
{
    /// <summary>Every row of the range, up to its limit, page after page. Each page is a state of its own: rows may change between two.</summary>
    public static async IAsyncEnumerable<TableRow> ReadAllAsync(
        this ITableStore store, TableRange range, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (TableRange? rest = range; rest is not null;)
        {
            var page = await store.ReadAsync(rest, cancellationToken);
            foreach (var row in page.Rows)
            {
                yield return row;
            }

            var left = rest.Limit - page.Rows.Count;
            rest = page.Next is null || left == 0 ? null : rest with { From = page.Next, Limit = left };
        }
    }
}
