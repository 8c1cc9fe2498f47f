using Billing.Application.Ports;

namespace Billing.Storage.Tests.Conformance;

/// <summary>What every adapter of <see cref="ITableStore"/> must do. Each test has a table of its own, so that one store may serve many.</summary>
public abstract partial class TableStoreConformance
{
    private static int s_tables;

    protected abstract ITableStore Store { get; }

    protected string Table { get; } = $"t{Environment.ProcessId}x{Interlocked.Increment(ref s_tables)}";

    protected static TableProperties Text(string value) => new() { { "Text", TableValue.Of(value) } };

    protected Task<CommitResult> Commit(string partition, params TableOperation[] operations) =>
        Store.CommitAsync(new(Table, partition, operations)).AsTask();

    protected async Task<CommitResult> Committed(string partition, params TableOperation[] operations)
    {
        var result = await Commit(partition, operations);
        Assert.Equal(CommitStatus.Committed, result.Status);
        Assert.Equal(-1, result.FailedIndex);
        Assert.Equal(operations.Select(o => o.Kind != TableOperationKind.Delete), result.ETags.Select(etag => etag is not null));
        return result;
    }

    /// <summary>Upserts rows, each with its own key as text, in commits of 100.</summary>
    protected async Task Seed(string partition, IEnumerable<string> rowKeys)
    {
        foreach (var keys in rowKeys.Chunk(TableLimits.OperationsPerCommit))
        {
            await Committed(partition, [.. keys.Select(key => TableOperation.Upsert(key, Text(key)))]);
        }
    }

    protected Task<TableRow?> Row(string partition, string rowKey) => Store.GetAsync(Table, partition, rowKey).AsTask();

    protected async Task<List<TableRow>> All(TableRange range) => await Store.ReadAllAsync(range).ToListAsync();

    protected async Task<List<string>> Keys(TableRange range) => [.. (await All(range)).Select(row => row.RowKey)];

    protected async Task<List<string>> Keys(string partition) => await Keys(new TableRange(Table, partition));

    /// <summary>Everything of a partition, ETags included, to hold two states against each other.</summary>
    protected async Task<string> State(string partition) =>
        string.Join('\n', (await All(new(Table, partition))).Select(row => $"{row.RowKey} {row.ETag} {string.Join(' ', row.Properties)}"));

    protected async Task Unchanged(string partition, Func<Task> attempt)
    {
        var before = await State(partition);
        await attempt();
        Assert.Equal(before, await State(partition));
    }
}
