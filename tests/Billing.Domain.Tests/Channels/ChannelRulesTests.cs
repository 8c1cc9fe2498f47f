using Billing.Domain.Channels;
using Billing.Domain.Tests.Catalog;

namespace Billing.Domain.Tests.Channels;

public sealed class ChannelRulesTests
{
    [Fact]
    public void A_channel_of_the_plan_can_be_connected() => Assert.True(ChannelRules.CanConnect("web", ["web"], ShippedCatalog.Value).IsOk);

    [Fact]
    public void A_channel_that_the_plan_lacks_names_the_plans_that_have_it()
    {
        var refused = ChannelRules.CanConnect("whatsapp", ["web"], ShippedCatalog.Value);

        Assert.Equal("plan-required", refused.Error?.Code);
        Assert.Equal(["advanced", "enterprise"], refused.Error!.Extensions?.AvailableOn);
    }

    [Theory]
    [InlineData("telex")]
    [InlineData("WEB")]
    [InlineData("")]
    public void A_channel_that_no_plan_has_does_not_exist(string channel) =>
        Assert.Equal("validation-failed", ChannelRules.CanConnect(channel, ["web"], ShippedCatalog.Value).Error?.Code);
}
