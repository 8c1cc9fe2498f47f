using Billing.Application.Ports;
using Billing.Storage.Counting;
using Billing.Storage.InMemory;
using Billing.Storage.Tests.Conformance;

namespace Billing.Storage.Tests.Counting;

public sealed class CountingTableStoreTests : TableStoreConformance
{
    private readonly InMemoryTableStore _inner = new();
    private readonly CountingTableStore _store;

    public CountingTableStoreTests() => _store = new(_inner);

    protected override ITableStore Store => _store;

    protected override ITablePartitions Walk => _inner;

    [Fact]
    public async Task Each_call_is_an_operation_and_refused_commits_write_no_row()
    {
        await Seed("p", Enumerable.Range(0, 1500).Select(i => $"{i:D4}"));
        var seeded = _store.Counts;

        await Row("p", "0000");
        await Row("p", "missing");
        await Keys("p");
        await Commit("p", TableOperation.Insert("0000", Text("x")));
        await Committed("p", TableOperation.Upsert("0000", Text("x")), TableOperation.Delete("0001"));

        Assert.Equal(new StoreCounts(Points: 0, Pages: 0, Commits: 15, Refused: 0, RowsRead: 0, RowsWritten: 1500), seeded);
        Assert.Equal(new StoreCounts(Points: 2, Pages: 2, Commits: 2, Refused: 1, RowsRead: 1501, RowsWritten: 2), _store.Counts.Since(seeded));
        Assert.Equal(6, _store.Counts.Since(seeded).Operations);
        await _store.ListTablesAsync();
        await _store.NextPartitionAsync("table", null);
        Assert.Equal((3, 1), (_store.Counts.Since(seeded).Pages, _store.Counts.Since(seeded).Scans));
    }
}
