using Billing.Application.Ports;

namespace Billing.Storage.Tests.Conformance;

public abstract partial class TableStoreConformance
{
    /// <summary>One operation on the row <c>r</c>, which is there or not, with the row's ETag, an older one, one that no store gives, or none.</summary>
    private const string Conditions = """
        operation  row      etag     status
        Insert     missing  none     Committed
        Insert     there    none     AlreadyExists
        Upsert     missing  none     Committed
        Upsert     there    none     Committed
        Replace    missing  none     NotFound
        Replace    missing  old      NotFound
        Replace    there    none     Committed
        Replace    there    current  Committed
        Replace    there    old      Changed
        Replace    there    foreign  Changed
        Delete     missing  none     NotFound
        Delete     missing  old      NotFound
        Delete     there    none     Committed
        Delete     there    current  Committed
        Delete     there    old      Changed
        Delete     there    foreign  Changed
        """;

    [Fact]
    public async Task Each_kind_holds_its_condition()
    {
        foreach (var line in Conditions.Split('\n').Skip(1))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var partition = line.Replace(' ', '-');
            var old = (await Committed(partition, TableOperation.Insert("r", Text("first")))).ETags[0];
            var current = (await Committed(partition, TableOperation.Replace("r", Text("second"), old))).ETags[0];
            if (words[1] == "missing")
            {
                await Committed(partition, TableOperation.Delete("r"));
            }

            var etag = words[2] switch { "old" => old, "current" => current, "foreign" => "W/\"never given\"", _ => null };
            var operation = new TableOperation(Enum.Parse<TableOperationKind>(words[0]), "r", Text("third"), etag);
            var expected = Enum.Parse<CommitStatus>(words[3]);
            var before = await State(partition);

            var result = await Commit(partition, TableOperation.Upsert("neighbour", Text("third")), operation);

            Assert.Equal((line, expected), (line, result.Status));
            Assert.Equal(expected == CommitStatus.Committed ? -1 : 1, result.FailedIndex);
            Assert.Equal(expected == CommitStatus.Committed, await State(partition) != before);
            Assert.Equal(
                (line, expected == CommitStatus.Committed ? (words[0] == "Delete" ? null : "third") : words[1] == "there" ? "second" : null),
                (line, (await Row(partition, "r"))?.Properties["Text"].AsString()));
        }
    }

    [Fact]
    public async Task The_first_operation_whose_condition_fails_is_named_and_nothing_changed()
    {
        var etag = (await Committed("p", TableOperation.Insert("a", Text("1")), TableOperation.Insert("b", Text("1")))).ETags[0];

        await Unchanged("p", async () =>
        {
            var result = await Commit(
                "p",
                TableOperation.Insert("new", Text("2")),
                TableOperation.Replace("a", Text("2"), etag),
                TableOperation.Upsert("c", Text("2")),
                TableOperation.Delete("missing"),
                TableOperation.Insert("b", Text("2")));

            Assert.Equal((CommitStatus.NotFound, 3), (result.Status, result.FailedIndex));
            Assert.Empty(result.ETags);
        });
    }

    [Fact]
    public async Task A_refused_commit_does_not_make_its_table()
    {
        Assert.Equal((CommitStatus.NotFound, 1), await Refused(TableOperation.Insert("a", Text("1")), TableOperation.Replace("b", Text("1"), null)));
        Assert.Equal((CommitStatus.NotFound, 0), await Refused(TableOperation.Delete("b")));

        Assert.DoesNotContain(Table, await Store.ListTablesAsync());

        async Task<(CommitStatus, int)> Refused(params TableOperation[] operations)
        {
            var result = await Commit("p", operations);
            return (result.Status, result.FailedIndex);
        }
    }

    [Fact]
    public async Task Replace_and_upsert_put_all_properties_in_place_of_the_old_ones()
    {
        await Committed("p", TableOperation.Insert("r", new() { { "A", TableValue.Of(1) }, { "B", TableValue.Of(2) } }));

        await Committed("p", TableOperation.Replace("r", new() { { "C", TableValue.Of(3) } }, null));
        Assert.Equal("C", Assert.Single((await Row("p", "r"))!.Properties).Key);

        await Committed("p", TableOperation.Upsert("r", new() { { "D", TableValue.Of(4) } }));
        Assert.Equal("D", Assert.Single((await Row("p", "r"))!.Properties).Key);
    }

    [Fact]
    public async Task An_ETag_is_never_given_twice_also_after_delete_and_insert()
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < 20; i++)
        {
            var inserted = (await Committed("p", TableOperation.Insert("r", Text("same")))).ETags[0]!;
            var replaced = (await Committed("p", TableOperation.Replace("r", Text("same"), inserted))).ETags[0]!;

            Assert.True(seen.Add(inserted) & seen.Add(replaced));
            await Committed("p", TableOperation.Delete("r", replaced));
            Assert.Equal(CommitStatus.NotFound, (await Commit("p", TableOperation.Replace("r", Text("x"), replaced))).Status);
        }
    }

    [Fact]
    public async Task A_commit_takes_a_hundred_rows_of_every_kind()
    {
        var seeded = Enumerable.Range(0, 75).Select(i => $"r{i:00}").ToList();
        await Seed("p", seeded);
        var etags = (await All(new(Table, "p"))).ToDictionary(row => row.RowKey, row => row.ETag);

        var result = await Committed(
            "p",
            [
                .. seeded.Take(25).Select(key => TableOperation.Replace(key, Text("replaced"), etags[key])),
                .. seeded.Skip(25).Take(25).Select(key => TableOperation.Delete(key, etags[key])),
                .. seeded.Skip(50).Select(key => TableOperation.Upsert(key, Text("upserted"))),
                .. Enumerable.Range(75, 25).Select(i => TableOperation.Insert($"r{i:00}", Text("inserted"))),
            ]);

        var rows = await All(new(Table, "p"));
        Assert.Equal(["replaced 25", "upserted 25", "inserted 25"], rows.GroupBy(row => row.Properties["Text"].AsString()).Select(g => $"{g.Key} {g.Count()}"));
        Assert.Equal(result.ETags.Where(etag => etag is not null), rows.Select(row => row.ETag));
    }

    [Fact]
    public async Task Tables_are_listed_and_dropped_with_their_rows()
    {
        await Seed("p", ["a", "b"]);
        Assert.Contains(Table, await Store.ListTablesAsync());
        Assert.Equal((await Store.ListTablesAsync()).Order(StringComparer.Ordinal), await Store.ListTablesAsync());

        await Store.DropTableAsync(Table);
        await Store.DropTableAsync(Table);

        Assert.DoesNotContain(Table, await Store.ListTablesAsync());
        Assert.Null(await Row("p", "a"));
        Assert.Empty(await Keys("p"));
        await Seed("p", ["c"]);
        Assert.Equal(["c"], await Keys("p"));
    }

    [Fact]
    public async Task Names_of_tables_do_not_differ_by_case_alone()
    {
        await Seed("p", ["a"]);

        Assert.NotNull(await Store.GetAsync(Table.ToUpperInvariant(), "p", "a"));
        Assert.Single(await Store.ListTablesAsync(), name => name.Equals(Table, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_cancelled_caller_gets_nothing_and_nothing_changed()
    {
        await Seed("p", ["a"]);
        var cancelled = new CancellationToken(canceled: true);
        var commit = new TableCommit(Table, "p", [TableOperation.Upsert("a", Text("x"))]);

        await Unchanged("p", async () =>
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.CommitAsync(commit, cancelled));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.GetAsync(Table, "p", "a", cancelled));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.ReadAsync(new(Table, "p"), cancelled));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.ListTablesAsync(cancelled));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.DropTableAsync(Table, cancelled));
        });
    }
}
