using Billing.Application.Ports;

namespace Billing.Application.Tests.World;

/// <summary>A store seen by a process that is overtaken just before one of its operations, a read or a commit.</summary>
/// <param name="operation">Before which, 1 the first.</param>
/// <param name="overtake">What another process does meanwhile.</param>
internal sealed class InterruptedTableStore(ITableStore inner, int operation, Func<Task> overtake) : ITableStore
{
    private int _left = operation;

    public bool WasInterrupted => _left <= 0;

    public async ValueTask<TableRow?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken cancellationToken = default)
    {
        await CountAsync();
        return await inner.GetAsync(table, partitionKey, rowKey, cancellationToken);
    }

    public async ValueTask<TablePage> ReadAsync(TableRange range, CancellationToken cancellationToken = default)
    {
        await CountAsync();
        return await inner.ReadAsync(range, cancellationToken);
    }

    public async ValueTask<CommitResult> CommitAsync(TableCommit commit, CancellationToken cancellationToken = default)
    {
        await CountAsync();
        return await inner.CommitAsync(commit, cancellationToken);
    }

    public ValueTask<IReadOnlyList<string>> ListTablesAsync(CancellationToken cancellationToken = default) => inner.ListTablesAsync(cancellationToken);

    public ValueTask DropTableAsync(string table, CancellationToken cancellationToken = default) => inner.DropTableAsync(table, cancellationToken);

    private Task CountAsync() => Interlocked.Decrement(ref _left) == 0 ? overtake() : Task.CompletedTask;
}
