using Billing.Domain.Entitlements;
using Billing.Domain.Tests.Catalog;

namespace Billing.Domain.Tests.Entitlements;

public sealed class EntitlementCheckTests
{
    private static readonly EntitlementFacts Essential = new(
        ServicesOpen: true, HasCredits: true, Channels: ["web"], AddOns: ["advanced-rag"],
        Sessions: new(248, 250), SearchBytes: new(90, 100), TeamSeats: new(2, 3), ContactCenterSeats: new(0, 0), AgentAiSeats: new(4, null));

    [Theory]
    //          feature                         quantity       open   credits  reason
    [InlineData("channel.web",                  1,             true,  false,   null)]
    [InlineData("channel.whatsapp",             1,             true,  true,    "plan-required")]
    [InlineData("channel.web",                  1,             false, true,    "services-stopped")]
    [InlineData("channel.whatsapp",             1,             false, true,    "services-stopped")]
    [InlineData("add-on.advanced-rag",          1,             true,  false,   null)]
    [InlineData("add-on.voice-gateway-asr-tts", 1,             true,  true,    "plan-required")]
    [InlineData("ai.smart-replies",             1,             true,  true,    null)]
    [InlineData("ai.smart-replies",             long.MaxValue, true,  true,    null)]
    [InlineData("ai.smart-replies",             1,             true,  false,   "credits-exhausted")]
    [InlineData("ai.smart-replies",             1,             false, false,   "services-stopped")]
    [InlineData("automation.session",           2,             true,  false,   null)]
    [InlineData("automation.session",           3,             true,  true,    null)]
    [InlineData("automation.session",           3,             true,  false,   "credits-exhausted")]
    [InlineData("search.ingest",                10,            true,  false,   null)]
    [InlineData("search.ingest",                11,            true,  true,    "limit-reached")]
    [InlineData("search.ingest",                long.MaxValue, true,  true,    "limit-reached")]
    [InlineData("seat.team",                    1,             true,  false,   null)]
    [InlineData("seat.team",                    2,             true,  true,    "limit-reached")]
    [InlineData("seat.contact-center",          1,             true,  true,    "limit-reached")]
    [InlineData("seat.agent-ai",                1000,          true,  false,   null)]
    public void A_feature_is_allowed_or_says_why_not(string feature, long quantity, bool open, bool credits, string? reason)
    {
        var answer = EntitlementCheck.Check(feature, quantity, Essential with { ServicesOpen = open, HasCredits = credits }, ShippedCatalog.Value).Value;

        Assert.Equal((reason is null, reason), (answer.Allowed, answer.Reason));
    }

    [Theory]
    [InlineData("channel.whatsapp", "advanced enterprise")]
    [InlineData("channel.web", "essential advanced enterprise")]
    [InlineData("ai.smart-replies", "essential advanced enterprise")]
    [InlineData("seat.team", "essential advanced enterprise")]
    public void An_answer_names_the_plans_that_have_the_feature(string feature, string plans) =>
        Assert.Equal(plans, string.Join(' ', EntitlementCheck.Check(feature, 1, Essential, ShippedCatalog.Value).Value.AvailableOn));

    [Theory]
    [InlineData("channel.telex", 1, "/feature")]
    [InlineData("ai.mind-reading", 1, "/feature")]
    [InlineData("add-on.", 1, "/feature")]
    [InlineData("automation.robot", 1, "/feature")]
    [InlineData("seat", 1, "/feature")]
    [InlineData("seat.", 1, "/feature")]
    [InlineData(".", 1, "/feature")]
    [InlineData("", 1, "/feature")]
    [InlineData("Channel.web", 1, "/feature")]
    [InlineData("channel.web", 0, "/quantity")]
    [InlineData("channel.web", long.MinValue, "/quantity")]
    public void What_is_unknown_or_not_a_quantity_is_invalid(string feature, long quantity, string pointer)
    {
        var refused = EntitlementCheck.Check(feature, quantity, Essential, ShippedCatalog.Value);

        Assert.Equal(("validation-failed", pointer), (refused.Error?.Code, refused.Error?.Pointer));
    }
}
