using Billing.Application.Ports;

namespace Billing.Application.Tests.Metering;

/// <summary>A store of which one commit in four is lost before it takes place, and the answer of another one in four after it did.</summary>
internal sealed class UnreliableTableStore(ITableStore inner, Random random) : ITableStore
{
    public bool IsCalm { get; set; }

    public ValueTask<TableRow?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken cancellationToken = default) =>
        inner.GetAsync(table, partitionKey, rowKey, cancellationToken);

    public ValueTask<TablePage> ReadAsync(TableRange range, CancellationToken cancellationToken = default) => inner.ReadAsync(range, cancellationToken);

    public async ValueTask<CommitResult> CommitAsync(TableCommit commit, CancellationToken cancellationToken = default)
    {
        var fate = IsCalm ? 3 : random.Next(4);
        if (fate == 0)
        {
            throw new StoreUnavailableException("Lost on the way there.");
        }

        var result = await inner.CommitAsync(commit, cancellationToken);
        return fate == 1 ? throw new StoreUnavailableException("Lost on the way back.") : result;
    }

    public ValueTask<IReadOnlyList<string>> ListTablesAsync(CancellationToken cancellationToken = default) => inner.ListTablesAsync(cancellationToken);

    public ValueTask DropTableAsync(string table, CancellationToken cancellationToken = default) => inner.DropTableAsync(table, cancellationToken);
}
