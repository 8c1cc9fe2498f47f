using Billing.Application.Ports;

namespace Billing.Application.Tests.World;

/// <summary>The process died: nothing that it still tries takes place.</summary>
internal sealed class KilledException() : Exception("Killed.");

/// <summary>A store seen by a process that dies just before or just after one of its commits.</summary>
internal sealed class MortalTableStore(ITableStore inner) : ITableStore
{
    private int _left = int.MaxValue;
    private bool _after;

    public bool IsDead { get; private set; }

    /// <summary>The process dies at its <paramref name="commit"/>th commit from here, 1 the next.</summary>
    public void DieAt(int commit, bool after) => (_left, _after) = (commit, after);

    public ValueTask<TableRow?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken cancellationToken = default) =>
        Living().GetAsync(table, partitionKey, rowKey, cancellationToken);

    public ValueTask<TablePage> ReadAsync(TableRange range, CancellationToken cancellationToken = default) => Living().ReadAsync(range, cancellationToken);

    public async ValueTask<CommitResult> CommitAsync(TableCommit commit, CancellationToken cancellationToken = default)
    {
        var dies = Interlocked.Decrement(ref _left) == 0;
        IsDead |= dies && !_after;
        var result = await Living().CommitAsync(commit, cancellationToken);
        IsDead |= dies;
        Living();
        return result;
    }

    public ValueTask<IReadOnlyList<string>> ListTablesAsync(CancellationToken cancellationToken = default) => Living().ListTablesAsync(cancellationToken);

    public ValueTask DropTableAsync(string table, CancellationToken cancellationToken = default) => Living().DropTableAsync(table, cancellationToken);

    private ITableStore Living() => IsDead ? throw new KilledException() : inner;
}
