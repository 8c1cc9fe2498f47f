using Billing.Application.Ports;

namespace Billing.Storage.Tests.Conformance;

public abstract partial class TableStoreConformance
{
    /// <summary>Bounds → what they hold of the keys below. <c>-</c>: no upper bound.</summary>
    private const string Bounds = """
        from   to    keys
        a      -     a a. a0 a| a|1 b B😀
        a      b     a a. a0 a| a|1
        a.     a0    a.
        a.     a/    a.
        a/     a0    
        a/     a1    a0
        a|     a}    a| a|1
        A      C     B😀
        b      a     
        b      b     
        b      c     b
        """;

    [Fact]
    public async Task A_range_holds_its_lower_bound_and_not_its_upper_one()
    {
        await Seed("p", ["a", "a.", "a0", "a|", "a|1", "b", "B😀"]);
        foreach (var line in Bounds.Split('\n').Skip(1))
        {
            var (from, to) = (line[..7].Trim(), line[7..13].Trim());
            var expected = line[13..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)
                .Where(key => string.CompareOrdinal(key, from) >= 0);

            Assert.Equal(expected, await Keys(new TableRange(Table, "p", from, to == "-" ? null : to)));
        }
    }

    [Fact]
    public async Task Order_is_ordinal_by_UTF16_unit_also_beyond_the_basic_plane()
    {
        string[] keys =
        [
            "a", "Z", "10", "9", "ä", "\u07ff", "\u0800", "\ud7ff", "\U00010000", "😀", "\U0010ffff", "\ue000", "\ufdd0", "\ufffd", "a\uffee", "a😀",
        ];
        await Seed("p", keys);

        Assert.Equal(keys.Order(StringComparer.Ordinal), await Keys("p"));
        Assert.Equal(["\ue000", "\ufdd0", "\ufffd"], await Keys(new TableRange(Table, "p", "\ue000")));
        Assert.Equal(["\U00010000", "😀", "\U0010ffff"], await Keys(new TableRange(Table, "p", "\U00010000", "\ue000")));
    }

    [Fact]
    public async Task A_prefix_finds_what_begins_with_it()
    {
        await Seed("p", ["a", "a|1", "a|2", "a|2|x", "a}", "b|1", "😀|1", "😀|2", "😁", "z\uffff", "z\uffff1"]);

        Assert.Equal(["a|1", "a|2", "a|2|x"], await Keys(TableRange.Prefix(Table, "p", "a|")));
        Assert.Equal(["😀|1", "😀|2"], await Keys(TableRange.Prefix(Table, "p", "😀")));
        Assert.Equal(["z\uffff", "z\uffff1"], await Keys(TableRange.Prefix(Table, "p", "z\uffff")));
        Assert.Empty(await Keys(TableRange.Prefix(Table, "p", "c")));
        Assert.Equal(["a|1", "a|2"], await Keys(TableRange.Prefix(Table, "p", "a|", limit: 2)));
    }

    /// <summary>Bounds come from prefixes and cursors: what no key may hold, or half a pair, is a bound like any other.</summary>
    [Fact]
    public async Task A_bound_may_hold_what_no_key_may_hold()
    {
        string[] keys =
        [
            "x", "x ", "x!", "x.", "x0", "x~", "x\u00a0", "x\u00a1", "x\ud7ff", "x\U00010000", "x😀", "x😀y", "x\U0010ffff", "x\ue000", "x\uffee", "y",
        ];
        await Seed("p", keys);
        var ordered = keys.Order(StringComparer.Ordinal).ToList();
        string[] bounds =
        [
            "x\0", "x\u001f", "x#", "x/", "x?", "x\\", "x\u007f", "x\u009f", "x\ud7ff\0", "x\ud800", "x\ud83d", "x\ud83da", "x\ud83d\ue000", "x\udbff",
            "x\udbff\ue001", "x\udc00", "x\ude00", "x\udfff", "x😀\0", "x😀/", "x\ud83d\udfff", "\0", "\uffff",
        ];

        foreach (var bound in bounds)
        {
            Assert.Equal(ordered.Where(key => string.CompareOrdinal(key, bound) >= 0), await Keys(new TableRange(Table, "p", bound)));
            Assert.Equal(ordered.Where(key => string.CompareOrdinal(key, bound) < 0), await Keys(new TableRange(Table, "p", "", bound)));
        }
    }

    [Fact]
    public async Task Pages_join_without_gap_or_repetition()
    {
        var keys = Enumerable.Range(0, 2345).Select(i => $"r{i:0000}").ToList();
        await Seed("p", keys);
        await Seed("q", ["r0000"]);

        Assert.Equal(keys, await Keys("p"));
        Assert.Equal(keys.Take(1500), await Keys(new TableRange(Table, "p", Limit: 1500)));
        Assert.InRange((await Store.ReadAsync(new(Table, "p"))).Rows.Count, 1, TableLimits.RowsPerPage);
    }

    [Fact]
    public async Task Next_names_the_first_row_that_was_left_out_and_is_null_at_the_end()
    {
        await Seed("p", ["a", "b", "c", "d"]);

        var first = await Store.ReadAsync(new(Table, "p", Limit: 3));
        var exact = await Store.ReadAsync(new(Table, "p", Limit: 4));
        var bounded = await Store.ReadAsync(new(Table, "p", "a", "c", 2));

        Assert.Equal(["a", "b", "c"], first.Rows.Select(row => row.RowKey));
        Assert.Equal("d", first.Next);
        Assert.Null(exact.Next);
        Assert.Equal(2, bounded.Rows.Count);
        Assert.Null(bounded.Next);
    }

    [Fact]
    public async Task A_table_or_partition_that_is_not_there_is_an_empty_range()
    {
        var noTable = await Store.ReadAsync(new(Table, "p"));
        await Seed("p", ["a"]);
        var noPartition = await Store.ReadAsync(new(Table, "q"));

        Assert.Empty(noTable.Rows);
        Assert.Empty(noPartition.Rows);
        Assert.Null(noTable.Next);
        Assert.Null(noPartition.Next);
    }
}
