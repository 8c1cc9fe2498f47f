using Billing.Application.Ports;

namespace Billing.Application.Tests.World;

/// <summary>A store seen by a process that is overtaken just before one of its operations, a read or a commit.</summary>
/// <param name="rowsPerPage">A page may end before its limit: the smaller they are, the more there is between two.</param>
internal sealed class InterruptedTableStore(ITableStore inner, int rowsPerPage = TableLimits.RowsPerPage) : ITableStore
{
    private Func<Task> _overtake = () => Task.CompletedTask;
    private int _left = int.MaxValue;

    public bool WasInterrupted => _left <= 0;

    /// <param name="operation">Before which from here on, 1 the next.</param>
    /// <param name="overtake">What another process does meanwhile.</param>
    public InterruptedTableStore OvertakeAt(int operation, Func<Task> overtake)
    {
        (_left, _overtake) = (operation, overtake);
        return this;
    }

    public async ValueTask<TableRow?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken cancellationToken = default)
    {
        await CountAsync();
        return await inner.GetAsync(table, partitionKey, rowKey, cancellationToken);
    }

    public async ValueTask<TablePage> ReadAsync(TableRange range, CancellationToken cancellationToken = default)
    {
        await CountAsync();
        return await inner.ReadAsync(range with { Limit = Math.Min(range.Limit, rowsPerPage) }, cancellationToken);
    }

    public async ValueTask<CommitResult> CommitAsync(TableCommit commit, CancellationToken cancellationToken = default)
    {
        await CountAsync();
        return await inner.CommitAsync(commit, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<string>> ListTablesAsync(CancellationToken cancellationToken = default)
    {
        await CountAsync();
        return await inner.ListTablesAsync(cancellationToken);
    }

    public async ValueTask DropTableAsync(string table, CancellationToken cancellationToken = default)
    {
        await CountAsync();
        await inner.DropTableAsync(table, cancellationToken);
    }

    private Task CountAsync() => Interlocked.Decrement(ref _left) == 0 ? _overtake() : Task.CompletedTask;
}
