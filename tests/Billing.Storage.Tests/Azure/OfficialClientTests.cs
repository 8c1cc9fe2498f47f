using Billing.Application.Ports;
using Billing.Storage.Azure;
using Billing.Tests;

namespace Billing.Storage.Tests.Azure;

public sealed class OfficialClientTests(Azurite azurite)
{
    private static readonly string[] Keys =
    [
        "", "o'neil", "''", "100%", "%27", "a b", "a+b&c=d", "\"{[(<$@!", "c|2026-11-22|Grüße", "日本語", "😀", "\ue000\ufffd",
    ];

    private static readonly TableProperties Values = new()
    {
        { "Text", TableValue.Of("'\"\\ Grüße 日本語 😀\r\n") },
        { "Empty", TableValue.Of("") },
        { "Least", TableValue.Of(long.MinValue) },
        { "Odd", TableValue.Of(9_007_199_254_740_993L) },
        { "Int", TableValue.Of(int.MinValue) },
        { "Flag", TableValue.Of(true) },
        { "Third", TableValue.Of(1 / 3d) },
        { "Infinite", TableValue.Of(double.PositiveInfinity) },
        { "Instant", TableValue.Of(DateTimeOffset.MaxValue) },
        { "Guid", TableValue.Of(new Guid("00112233-4455-6677-8899-aabbccddeeff")) },
        { "Binary", TableValue.Of([0, 1, 254, 255]) },
    };

    [Fact]
    public async Task It_reads_what_we_write_and_we_read_what_it_writes()
    {
        await azurite.ReadyAsync();
        var store = TableWire.Connect(azurite.ConnectionString);
        var table = $"official{Guid.NewGuid():N}";
        Assert.True((await store.CommitAsync(new(table, "our's", [.. Keys.Select(key => TableOperation.Insert(key, Values))]))).IsCommitted);

        var copied = await Azurite.RunAsync("node", "copy.js", azurite.ConnectionString, table, "our's", "their's");

        Assert.Equal(Keys.Order(StringComparer.Ordinal), copied.Split('\n')[..^1]);
        var theirs = await store.ReadAllAsync(new(table, "their's")).ToListAsync();
        Assert.Equal(Keys.Order(StringComparer.Ordinal), theirs.Select(row => row.RowKey));
        Assert.All(theirs, row => Assert.Equal(Values.OrderBy(p => p.Key, StringComparer.Ordinal), row.Properties.OrderBy(p => p.Key, StringComparer.Ordinal)));
    }
}
