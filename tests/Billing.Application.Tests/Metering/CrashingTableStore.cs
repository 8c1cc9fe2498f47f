using Billing.Application.Ports;

namespace Billing.Application.Tests.Metering;

/// <summary>A store that takes so many commits and then none any more.</summary>
internal sealed class CrashingTableStore(ITableStore inner, int commits) : ITableStore
{
    private int _left = commits;

    public ValueTask<TableRow?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken cancellationToken = default) =>
        inner.GetAsync(table, partitionKey, rowKey, cancellationToken);

    public ValueTask<TablePage> ReadAsync(TableRange range, CancellationToken cancellationToken = default) => inner.ReadAsync(range, cancellationToken);

    public ValueTask<CommitResult> CommitAsync(TableCommit commit, CancellationToken cancellationToken = default) =>
        _left-- > 0 ? inner.CommitAsync(commit, cancellationToken) : throw new StoreUnavailableException("Gone.");

    public ValueTask<IReadOnlyList<string>> ListTablesAsync(CancellationToken cancellationToken = default) => inner.ListTablesAsync(cancellationToken);

    public ValueTask DropTableAsync(string table, CancellationToken cancellationToken = default) => inner.DropTableAsync(table, cancellationToken);
}
