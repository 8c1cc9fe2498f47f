using Billing.Application.Ports;

namespace Billing.Application.Tests.World;

/// <summary>A store seen by a process that is overtaken just before one of its commits.</summary>
/// <param name="commit">Before which commit, 1 the first.</param>
/// <param name="overtake">What another process does meanwhile.</param>
internal sealed class InterruptedTableStore(ITableStore inner, int commit, Func<Task> overtake) : ITableStore
{
    private int _left = commit;

    public bool WasInterrupted => _left <= 0;

    public ValueTask<TableRow?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken cancellationToken = default) =>
        inner.GetAsync(table, partitionKey, rowKey, cancellationToken);

    public ValueTask<TablePage> ReadAsync(TableRange range, CancellationToken cancellationToken = default) => inner.ReadAsync(range, cancellationToken);

    public async ValueTask<CommitResult> CommitAsync(TableCommit commit, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            await overtake();
        }

        return await inner.CommitAsync(commit, cancellationToken);
    }

    public ValueTask<IReadOnlyList<string>> ListTablesAsync(CancellationToken cancellationToken = default) => inner.ListTablesAsync(cancellationToken);

    public ValueTask DropTableAsync(string table, CancellationToken cancellationToken = default) => inner.DropTableAsync(table, cancellationToken);
}
