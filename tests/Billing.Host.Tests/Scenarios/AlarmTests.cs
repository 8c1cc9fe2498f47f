namespace Billing.Host.Tests;

/// <summary>What an operator is woken by is a log line whose event has a name; alerts look for the name.</summary>
public sealed class AlarmTests
{
    [Fact]
    public async Task A_renewal_that_is_not_paid()
    {
        await using var server = await BillingServer.StartAsync();
        var owner = server.Owner("acme");
        await Story.CreateAccountAsync(server, "acme");
        await Story.SubscribeAsync(server, "acme", """{"plan":"essential","interval":"month"}""");
        var events = EventBook.Of(server.Parts);
        await server.AdvanceByAsync("P32D");
        Assert.Empty(events);

        var method = (await owner.PostAsync("/accounts/acme/payment-methods", new { type = "card", token = "pm_card_chargeCustomerFail" })).Expect(201);
        (await owner.PostAsync($"/accounts/acme/payment-methods/{method.String("id")}/default")).Expect(200);
        await server.AdvanceToAsync("2026-03-01T00:00:00Z");

        Assert.Equal(["RenewalUnpaid"], events);
    }

    [Fact]
    public async Task Webhooks_that_nobody_signed_and_notices_that_wait()
    {
        await using var server = await BillingServer.StartAsync();
        await Provider.OfAsync(server);
        var events = EventBook.Of(server.Parts);

        await Provider.TellAsync(server, "{}", null);
        Assert.Equal(["WebhookRefused"], events);

        var late = Provider.Event("evt_1", "payment_intent.succeeded", """{"object":"payment_intent","id":"pi_x"}""");
        await server.AdvanceByAsync("PT2H");
        await Provider.TellAsync(server, late, Provider.Sign(late, Provider.SecretOf(server), DateTimeOffset.UtcNow));
        await server.SettleAsync();
        Assert.Equal(["WebhookRefused", "NoticesWait"], events);
    }
}
