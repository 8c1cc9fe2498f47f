using Billing.Domain.Search;
using Billing.Domain.Tests.Catalog;

namespace Billing.Domain.Tests.Search;

public sealed class SearchUsageTests
{
    [Theory]
    //          used  existing  bytes          used after, or code
    [InlineData(0,    null,     100,           "100")]
    [InlineData(0,    null,     101,           "ingestion-limit-reached")]
    [InlineData(60,   null,     40,            "100")]
    [InlineData(60,   null,     41,            "ingestion-limit-reached")]
    [InlineData(60,   null,     long.MaxValue, "ingestion-limit-reached")]
    [InlineData(100,  40L,      40,            "100")] // repeated at the limit: the same answer
    [InlineData(60,   40L,      41,            "ingestion-conflict")]
    [InlineData(150,  null,     1,             "ingestion-limit-reached")] // the limit went down
    [InlineData(0,    null,     0,             "validation-failed")]
    [InlineData(0,    null,     -1,            "validation-failed")]
    public void An_ingestion_fits_or_is_refused(long used, long? existing, long bytes, string expected)
    {
        var usage = new SearchUsage(used);

        var answer = usage.Ingest(existing, bytes, new SearchLimit(100));

        Assert.Equal(expected, answer.IsOk ? answer.Value.UsedBytes.ToString() : answer.Error.Code);
        Assert.Equal(used, usage.UsedBytes);
    }

    [Fact]
    public void Deleting_frees_once()
    {
        var usage = new SearchUsage(60);

        Assert.Equal(20, usage.Delete(40).UsedBytes);
        Assert.Same(usage, usage.Delete(null));
    }

    [Fact]
    public void An_enterprise_account_may_go_one_percent_above_its_limit()
    {
        var limit = new SearchLimit(ShippedCatalog.Value.ContractPlan!.Included.SearchLimitBytes);

        Assert.True(new SearchUsage(1_000_000_000).Ingest(null, 10_000_000, limit).IsOk);
        Assert.Equal("ingestion-limit-reached", new SearchUsage(1_000_000_000).Ingest(null, 10_000_001, limit).Error?.Code);
    }
}
