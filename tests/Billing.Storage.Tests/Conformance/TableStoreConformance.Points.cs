using Billing.Application.Ports;

namespace Billing.Storage.Tests.Conformance;

public abstract partial class TableStoreConformance
{
    private const string OddKeys = """
        o'neil
        ''
        '
        100%
        %27
        %2F
        a b
        a+b
        a&b=c
        "quoted"
        {braces}[brackets](parentheses)
        account|2026-11-22|app
        a:b;c,d.e~f!g*h@i$j^k`l<m>n
        Grüße
        日本語
        😀
        é combining
        """;

    [Fact]
    public async Task A_written_row_is_read_with_its_keys_and_ETag()
    {
        var result = await Committed("p", TableOperation.Insert("r", Text("one")));

        var row = await Row("p", "r");

        Assert.NotNull(row);
        Assert.Equal(("p", "r", result.ETags[0]), (row.PartitionKey, row.RowKey, row.ETag));
        Assert.Equal("one", row.Properties["Text"].AsString());
        Assert.Equal(1, row.Properties.Count);
    }

    [Fact]
    public async Task What_is_not_there_is_null()
    {
        Assert.Null(await Row("p", "r"));
        await Committed("p", TableOperation.Insert("r", Text("one")));

        Assert.Null(await Row("p", "R"));
        Assert.Null(await Row("P", "r"));
        Assert.Null(await Row("p", ""));
    }

    [Fact]
    public async Task Odd_keys_are_told_apart_and_come_back_as_they_were()
    {
        string[] keys = [.. OddKeys.Split('\n'), "\uE000 private use", "\uFFFD replacement", " leading and trailing ", "", new('k', 512)];
        foreach (var partition in keys)
        {
            await Seed(partition, keys);
        }

        foreach (var partition in keys)
        {
            Assert.Equal(keys.Order(StringComparer.Ordinal), await Keys(partition));
            foreach (var key in keys)
            {
                var row = await Row(partition, key);
                Assert.Equal((partition, key, key), (row?.PartitionKey, row?.RowKey, row?.Properties["Text"].AsString()));
            }
        }
    }

    [Fact]
    public async Task A_row_may_be_without_properties()
    {
        await Committed("p", TableOperation.Insert("r", TableProperties.Empty));

        Assert.Equal(0, (await Row("p", "r"))?.Properties.Count);
    }

    [Fact]
    public async Task Adding_to_a_row_that_was_read_does_not_change_the_stored_one()
    {
        var properties = Text("one");
        await Committed("p", TableOperation.Insert("r", properties));

        properties.Add("Later", TableValue.Of(1));
        (await Row("p", "r"))!.Properties.Add("Other", TableValue.Of(2));

        Assert.Equal(1, (await Row("p", "r"))?.Properties.Count);
    }
}
