using Billing.Application.Ports;

namespace Billing.Storage.Tests.Conformance;

public abstract partial class TableStoreConformance
{
    [Fact]
    public async Task Partitions_come_one_after_the_other_in_ordinal_order()
    {
        string[] keys = ["", "B", "a", "a'b", "a|1", "a|10", "a|2", "b c", "é", "\ud83d\ude00", "\ue000"];
        foreach (var key in keys.Reverse())
        {
            await Seed(key, ["1", "2"]);
        }

        Assert.Equal(keys.Order(StringComparer.Ordinal), await Partitions());
    }

    [Fact]
    public async Task A_partition_may_be_looked_for_behind_a_key_that_is_none()
    {
        await Seed("acme", ["1"]);
        await Seed("acme|0", ["1"]);

        Assert.Equal("acme", await Next("acm"));
        Assert.Equal("acme|0", await Next("acme|"));
        Assert.Null(await Next("acme}"));
    }

    [Fact]
    public async Task A_partition_without_rows_is_none_and_so_is_one_of_no_table()
    {
        Assert.Null(await Next(null));
        await Seed("p", ["1"]);
        await Seed("q", ["1"]);
        await Committed("p", TableOperation.Delete("1"));

        Assert.Equal(["q"], await Partitions());
    }

    /// <summary>Of the same rows.</summary>
    protected virtual ITablePartitions Walk => (ITablePartitions)Store;

    private ValueTask<string?> Next(string? after) => Walk.NextPartitionAsync(Table, after);

    private async Task<List<string>> Partitions()
    {
        var found = new List<string>();
        for (var next = await Next(null); next is not null; next = await Next(next))
        {
            found.Add(next);
        }

        return found;
    }
}
