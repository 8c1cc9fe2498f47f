using Billing.Storage.Azure;
using Billing.Storage.Azure.Rest;

namespace Billing.Storage.Tests.Azure;

/// <summary>The first vector is published with the service's JavaScript client, the others the emulator accepts; resources: the .NET client's tests.</summary>
public sealed class SharedKeyLiteTests
{
    private const string Date = "Thu, 03 Sep 2020 18:50:45 GMT";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>Account, key, path and query, signature.</summary>
    private const string Vectors = $"""
        accountName accountKey== /tablename(PartitionKey='p1',RowKey='r1') mzKy4ZjXbTEueNQp2cxou+kKrfCnWpdau5I6kJIO58g=
        devstoreaccount1 {EmulatorKey} /devstoreaccount1/Tables fmk4ya7/5ZjeDTkE68NEW4vqXyYdRbHuw4ZJBA/syqo=
        devstoreaccount1 {EmulatorKey} /devstoreaccount1/vectable(PartitionKey='p1',RowKey='o%27%27neil') AzKhlQNY6hqZU7qUZ6ckM6La9IynWJGQ+Vi4XaW8jj8=
        devstoreaccount1 {EmulatorKey} /devstoreaccount1/?restype=service&comp=properties 9RwoJZliYERsvP+PQDHnsDBistBJMroP4Zvp/r34q7A=
        """;

    [Fact]
    public void Signatures_equal_the_published_ones()
    {
        foreach (var vector in Vectors.Split('\n').Select(line => line.Split(' ')))
        {
            var policy = new SharedKeyLitePolicy(account: vector[0], key: vector[1]);

            Assert.Equal($"SharedKeyLite {vector[0]}:{vector[3]}", policy.Authorization(Date, new($"http://127.0.0.1:10002{vector[2]}")));
        }
    }

    [Theory]
    [InlineData("https://foo.table.core.windows.net/foopath?restype=service&comp=properties&sv=2019", "/account/foopath?comp=properties")]
    [InlineData("https://foo.table.core.windows.net/?sv=2019", "/account/")]
    [InlineData("https://foo.table.core.windows.net/test", "/account/test")]
    public void Of_the_query_only_comp_is_signed(string address, string resource) =>
        Assert.Equal(resource, SharedKeyLitePolicy.CanonicalResource("account", new(address)));
}
