using Billing.Application.Ports;

namespace Billing.Storage.Tests.Conformance;

public abstract partial class TableStoreConformance
{
    [Fact]
    public async Task Of_two_writers_of_one_version_exactly_one_wins()
    {
        var etag = (await Committed("p", TableOperation.Insert("head", Text("0")))).ETags[0];
        for (var round = 1; round <= 20; round++)
        {
            var results = await InParallel(2, writer => Commit(
                "p", TableOperation.Replace("head", Text($"{round}-{writer}"), etag), TableOperation.Insert($"{round}-{writer}", Text("journal"))));

            var winner = Assert.Single(Enumerable.Range(0, 2), i => results[i].IsCommitted);
            Assert.Equal((CommitStatus.Changed, 0), (results[1 - winner].Status, results[1 - winner].FailedIndex));
            Assert.Equal($"{round}-{winner}", (await Row("p", "head"))!.Properties["Text"].AsString());
            Assert.Null(await Row("p", $"{round}-{1 - winner}"));
            etag = results[winner].ETags[0];
        }
    }

    [Fact]
    public async Task Of_many_inserts_of_one_row_exactly_one_wins()
    {
        var results = await InParallel(16, writer => Commit("p", TableOperation.Insert("r", Text($"{writer}"))));

        var winner = Assert.Single(Enumerable.Range(0, 16), i => results[i].IsCommitted);
        Assert.All(results.Where(result => !result.IsCommitted), result => Assert.Equal(CommitStatus.AlreadyExists, result.Status));
        Assert.Equal($"{winner}", (await Row("p", "r"))!.Properties["Text"].AsString());
    }

    [Fact]
    public async Task Parallel_increments_lose_nothing()
    {
        await Committed("p", TableOperation.Insert("counter", new() { { "Count", TableValue.Of(0L) } }));

        await InParallel(32, async writer =>
        {
            for (var done = 0; done < 3;)
            {
                var row = await Row("p", "counter");
                var next = new TableProperties { { "Count", TableValue.Of(row!.Properties["Count"].AsInt64() + 1) } };
                var result = await Commit(
                    "p", TableOperation.Replace("counter", next, row.ETag), TableOperation.Insert($"{writer}-{done}", TableProperties.Empty));
                done += result.IsCommitted ? 1 : 0;
                Assert.True(result.IsCommitted || result.Status == CommitStatus.Changed);
            }

            return true;
        });

        Assert.Equal(96, (await Row("p", "counter"))!.Properties["Count"].AsInt64());
        Assert.Equal(97, (await Keys("p")).Count);
    }

    [Fact]
    public async Task Commits_on_many_partitions_do_not_disturb_each_other()
    {
        await InParallel(24, async writer =>
        {
            for (var i = 0; i < 5; i++)
            {
                await Committed($"p{writer}", [.. Enumerable.Range(0, 10).Select(r => TableOperation.Insert($"{i}-{r}", Text($"{writer}")))]);
                var refused = await Commit($"p{writer}", TableOperation.Upsert("x", Text("x")), TableOperation.Insert($"{i}-0", Text("x")));
                Assert.Equal(CommitStatus.AlreadyExists, refused.Status);
            }

            return true;
        });

        for (var writer = 0; writer < 24; writer++)
        {
            var rows = await All(new(Table, $"p{writer}"));
            Assert.Equal(50, rows.Count);
            Assert.All(rows, row => Assert.Equal($"{writer}", row.Properties["Text"].AsString()));
        }
    }

    /// <summary>Two rows that every commit changes together are never seen apart in one page.</summary>
    [Fact]
    public async Task A_reader_never_sees_half_a_commit()
    {
        await Committed("p", TableOperation.Upsert("a", Text("0")), TableOperation.Upsert("b", Text("0")));
        var writing = Task.Run(async () =>
        {
            for (var i = 1; i <= 100; i++)
            {
                await Committed("p", TableOperation.Upsert("a", Text($"{i}")), TableOperation.Upsert("b", Text($"{i}")));
            }
        });

        var reads = 0;
        do
        {
            var page = await Store.ReadAsync(new(Table, "p"));
            Assert.Equal(page.Rows[0].Properties["Text"], page.Rows[1].Properties["Text"]);
            reads++;
        }
        while (!writing.IsCompleted);

        await writing;
        Assert.True(reads > 0);
    }

    private static Task<T[]> InParallel<T>(int count, Func<int, Task<T>> work) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(() => work(i))));
}
