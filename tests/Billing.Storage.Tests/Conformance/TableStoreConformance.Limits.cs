using Billing.Application.Ports;

namespace Billing.Storage.Tests.Conformance;

public abstract partial class TableStoreConformance
{
    private static readonly string Long = new('s', TableLimits.StringChars);

    private static readonly Dictionary<string, TableOperation[]> Refused = new()
    {
        ["no operation"] = [],
        ["101 operations"] = [.. Enumerable.Range(0, 101).Select(i => TableOperation.Upsert($"{i}", TableProperties.Empty))],
        ["a row twice"] = [TableOperation.Upsert("r", TableProperties.Empty), TableOperation.Delete("r")],
        ["a key of 513 characters"] = [TableOperation.Upsert(new('k', 513), TableProperties.Empty)],
        ["a slash in a key"] = [TableOperation.Upsert("a/b", TableProperties.Empty)],
        ["a backslash in a key"] = [TableOperation.Upsert("a\\b", TableProperties.Empty)],
        ["a hash in a key"] = [TableOperation.Upsert("a#b", TableProperties.Empty)],
        ["a question mark in a key"] = [TableOperation.Upsert("a?b", TableProperties.Empty)],
        ["a tab in a key"] = [TableOperation.Upsert("a\tb", TableProperties.Empty)],
        ["a C1 control character in a key"] = [TableOperation.Upsert("a\u0085b", TableProperties.Empty)],
        ["a high surrogate alone in a key"] = [TableOperation.Upsert("a\ud83d", TableProperties.Empty)],
        ["a low surrogate alone in a key"] = [TableOperation.Upsert("\ude00b", TableProperties.Empty)],
        ["252 properties"] = [With(Enumerable.Range(0, 252).Select(i => ($"P{i}", TableValue.Of(i))))],
        ["a property name of 256 characters"] = [With([(new('n', 256), TableValue.Of(1))])],
        ["an empty property name"] = [With([("", TableValue.Of(1))])],
        ["a property name with a hyphen"] = [With([("a-b", TableValue.Of(1))])],
        ["a property name that begins with a digit"] = [With([("1a", TableValue.Of(1))])],
        ["a property named RowKey"] = [With([("RowKey", TableValue.Of("x"))])],
        ["a property named Timestamp"] = [With([("Timestamp", TableValue.Of("x"))])],
        ["a property named CommitId"] = [With([("CommitId", TableValue.Of("x"))])],
        ["a string of 32,769 characters"] = [With([("A", TableValue.Of(Long + "s"))])],
        ["a string with half a pair"] = [With([("A", TableValue.Of("a\ud83d"))])],
        ["a binary of 65,537 bytes"] = [With([("A", TableValue.Of(new byte[65_537]))])],
        ["an instant before 1601"] = [With([("A", TableValue.Of(new DateTimeOffset(1600, 12, 31, 23, 59, 59, TimeSpan.Zero)))])],
        ["a row above 1 MiB"] = [With(Enumerable.Range(0, 16).Select(i => ($"P{i}", TableValue.Of(Long))))],
        ["a commit above 4 MiB"] =
            [.. Enumerable.Range(0, 9).Select(row => With(Enumerable.Range(0, 15).Select(i => ($"P{i}", TableValue.Of(Long))), $"{row}"))],
    };

    public static TheoryData<string> RefusedCommits { get; } = [.. Refused.Keys];

    [Theory]
    [MemberData(nameof(RefusedCommits))]
    public async Task A_commit_beyond_a_limit_is_refused_and_nothing_changed(string limit)
    {
        await Seed("p", ["r", "other"]);

        await Unchanged("p", () => Assert.ThrowsAsync<ArgumentException>(() => Commit("p", Refused[limit])));
        Assert.Equal(["other", "r"], await Keys("p"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("1abc")]
    [InlineData("with-hyphen")]
    [InlineData("with_underscore")]
    [InlineData("größe")]
    [InlineData("tables")]
    [InlineData("Tables")]
    [InlineData("a123456789b123456789c123456789d123456789e123456789f123456789g123")]
    public async Task A_name_that_no_table_can_have_is_refused_everywhere(string table)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.CommitAsync(new(table, "p", [TableOperation.Upsert("r", TableProperties.Empty)])).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.GetAsync(table, "p", "r"));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.ReadAsync(new(table, "p")));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.DropTableAsync(table));
    }

    [Fact]
    public async Task Keys_that_no_row_can_have_and_ranges_of_no_row_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Commit("a/b", TableOperation.Upsert("r", TableProperties.Empty)));
        await Assert.ThrowsAsync<ArgumentException>(() => Row("a#b", "r"));
        await Assert.ThrowsAsync<ArgumentException>(() => Row("p", "a?b"));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.ReadAsync(new(Table, "a\\b")));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.ReadAsync(new(Table, "p", Limit: 0)));
    }

    [Fact]
    public async Task What_just_keeps_the_limits_is_taken()
    {
        await Committed("p", With(Enumerable.Range(0, 251).Select(i => ($"P{i}", TableValue.Of(i)))));
        await Committed("p", With(Enumerable.Range(0, 15).Select(i => ($"P{i}", TableValue.Of(Long)))));

        // A row's limit counts bytes; the emulator's counts base64, a third more.
        var large = With(Enumerable.Range(0, 11).Select(i => ($"P{i}", TableValue.Of(new byte[TableLimits.BinaryBytes])))).Properties;
        await Committed(new('k', 512), [.. Enumerable.Range(0, 4).Select(i => TableOperation.Upsert(new string('k', 511) + i, large))]);
        Assert.Equal(large, (await Row(new('k', 512), new string('k', 511) + 3))!.Properties);
    }

    private static TableOperation With(IEnumerable<(string Name, TableValue Value)> values, string rowKey = "r")
    {
        var properties = new TableProperties();
        foreach (var (name, value) in values)
        {
            properties.Add(name, value);
        }

        return TableOperation.Upsert(rowKey, properties);
    }
}
