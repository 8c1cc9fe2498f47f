using Billing.Application.Ports;
using Billing.Functions.Storage;
using Billing.Storage.Azure;
using Billing.Tests;

namespace Billing.Functions.Tests.Storage;

/// <summary>A store that one client has written belongs to the other, too.</summary>
public sealed class SharedRowsTests(Azurite azurite)
{
    private static readonly TableProperties Values = new()
    {
        { "Text", TableValue.Of("'\"\\ Grüße 日本語 😀\r\n") },
        { "Empty", TableValue.Of("") },
        { "Least", TableValue.Of(long.MinValue) },
        { "Odd", TableValue.Of(9_007_199_254_740_993L) },
        { "Int", TableValue.Of(int.MinValue) },
        { "Flag", TableValue.Of(true) },
        { "Whole", TableValue.Of(1.0) },
        { "Infinite", TableValue.Of(double.NegativeInfinity) },
        { "NotANumber", TableValue.Of(double.NaN) },
        { "Instant", TableValue.Of(DateTimeOffset.MaxValue) },
        { "Guid", TableValue.Of(new Guid("00112233-4455-6677-8899-aabbccddeeff")) },
        { "Binary", TableValue.Of([0, 1, 254, 255]) },
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_one_writes_the_other_reads_and_replaces(bool isSdkFirst)
    {
        await azurite.ReadyAsync();
        var (sdk, rest) = (SdkTableStore.Connect(azurite.ConnectionString), AzureTableStore.Connect(azurite.ConnectionString));
        var (writer, reader) = isSdkFirst ? (sdk, rest) : (rest, sdk);
        var table = $"shared{Guid.NewGuid():N}";
        var written = await writer.CommitAsync(new(table, "o'neil", [TableOperation.Insert("%2F 'r'", Values)]));

        var read = await reader.GetAsync(table, "o'neil", "%2F 'r'");

        Assert.Equal(written.ETags[0], read!.ETag);
        Assert.Equal(Values.OrderBy(p => p.Key, StringComparer.Ordinal), read.Properties.OrderBy(p => p.Key, StringComparer.Ordinal));
        Assert.True((await reader.CommitAsync(new(table, "o'neil", [TableOperation.Replace("%2F 'r'", Values, read.ETag)]))).IsCommitted);
        Assert.Equal(CommitStatus.Changed, (await writer.CommitAsync(new(table, "o'neil", [TableOperation.Delete("%2F 'r'", read.ETag)]))).Status);
    }
}
