namespace Billing.Host.Tests.Emails;

/// <summary>Each e-mail of a subscription's life, by its real cause.</summary>
public sealed class SubscriptionEmailTests
{
    private const string Orders = """
        account | order                                                                                       | template
        plan    | {"plan":"advanced"}                                                                         | automation-ai-subscription
        both    | {"plan":"essential","seats":{"contactCenter":{"type":"concurrent","quantity":2}}}           | automation-and-contact-center-ai-subscription
        plan    | {"seats":{"contactCenter":{"type":"named","quantity":3}}}                                   | contact-center-ai-subscription
        plan    | {"addOns":["voice-gateway-asr-tts"]}                                                        | voice-gateway-add-on
        both    | {"addOns":["advanced-rag"]}                                                                 | single-add-on-subscription
        """;

    private static readonly string[] Voice = ["voice-gateway-asr-tts"];
    private static readonly string[] Rag = ["advanced-rag"];
    private static readonly string[] BothAddOns = [.. Voice, .. Rag];

    [Fact]
    public async Task An_order_tells_what_was_gained()
    {
        await using var server = await BillingServer.StartAsync();
        foreach (var row in Table.Rows(Orders))
        {
            if (row["order"].Contains("plan", StringComparison.Ordinal))
            {
                await Story.CreateAccountAsync(server, row["account"]);
            }

            var before = (await Mailbox.TemplatesAsync(server, row["account"])).Count();
            await Story.SubscribeAsync(server, row["account"], row["order"]);
            Assert.Equal([row["template"]], (await Mailbox.TemplatesAsync(server, row["account"])).Skip(before));
        }

        var next = "2026-02-01";
        (await Mailbox.OneAsync(server, "plan", "automation-ai-subscription")).Tells(
            new { plan = "advanced", interval = "month", amount = Mailbox.Usd(15000), nextBillingDate = next },
            "Advanced", "$150.00", "monthly", "1 February 2026");
        (await Mailbox.OneAsync(server, "both", "automation-and-contact-center-ai-subscription")).Tells(
            new { plan = "essential", interval = "month", seats = 2, seatType = "concurrent", amount = Mailbox.Usd(17000), nextBillingDate = next },
            "Essential", "$170.00", "concurrent", "1 February 2026");
        (await Mailbox.OneAsync(server, "plan", "contact-center-ai-subscription")).Tells(
            new { plan = "advanced", seats = 3, seatType = "named", amount = Mailbox.Usd(12000), nextBillingDate = next }, "$120.00", "named");
        (await Mailbox.OneAsync(server, "plan", "voice-gateway-add-on")).Tells(
            new { addOns = Voice, plan = "advanced", amount = Mailbox.Usd(3000), nextBillingDate = next },
            "Voice gateway with ASR and TTS", "$30.00");
        (await Mailbox.OneAsync(server, "both", "single-add-on-subscription")).Tells(
            new { addOns = Rag, plan = "essential", amount = Mailbox.Usd(2000), nextBillingDate = next }, "Advanced RAG", "$20.00");
    }

    [Fact]
    public async Task Several_add_ons_are_told_in_one()
    {
        await using var server = await BillingServer.StartAsync("2026-01-10T12:00:00Z");
        await Story.CreateAccountAsync(server, "acme", timeZone: "Asia/Tokyo");
        await Story.SubscribeAsync(server, "acme", """{"plan":"essential","interval":"year","addOns":["voice-gateway-asr-tts","advanced-rag"]}""");

        Assert.Equal(["automation-ai-subscription", "multiple-add-ons"], await Mailbox.TemplatesAsync(server, "acme"));
        (await Mailbox.OneAsync(server, "acme", "multiple-add-ons")).Tells(
            new
            {
                addOns = BothAddOns, plan = "essential", amount = Mailbox.Usd(100000), nextBillingDate = "2027-01-10",
            },
            "Voice gateway with ASR and TTS and Advanced RAG", "$1,000.00", "10 January 2027");
    }

    [Fact]
    public async Task A_renewal_tells_plan_amount_and_next_billing_date()
    {
        await using var server = await BillingServer.StartAsync("2026-01-31T10:00:00Z");
        await Story.CreateAccountAsync(server, "acme");
        await Story.SubscribeAsync(server, "acme", """{"plan":"advanced"}""");

        await server.AdvanceToAsync("2026-02-28T00:00:00Z");

        (await Mailbox.OneAsync(server, "acme", "auto-renewal-successful")).Tells(
            new { plan = "advanced", amount = Mailbox.Usd(15000), nextBillingDate = "2026-03-31" }, "Advanced", "$150.00", "31 March 2026");
    }

    [Fact]
    public async Task A_failed_renewal_tells_the_days_before_services_stop_and_then_their_end()
    {
        await using var server = await BillingServer.StartAsync();
        await Story.CreateAccountAsync(server, "acme");
        await Story.SubscribeAsync(server, "acme", """{"plan":"essential"}""");
        var owner = server.Owner("acme");
        var method = (await owner.PostAsync("/accounts/acme/payment-methods", new { type = "card", token = "pm_card_chargeCustomerFail" })).Expect(201);
        (await owner.PostAsync($"/accounts/acme/payment-methods/{method.String("id")}/default")).Expect(200);

        // 1 February: the first attempt. 2, 4 and 6 February: the others. 8 February: services stop.
        await server.AdvanceToAsync("2026-02-01T00:00:00Z");
        var first = await Mailbox.OneAsync(server, "acme", "auto-renewal-unsuccessful");
        Assert.Equal((7, "2026-02-08", "2026-02-02"), Stop(first));
        Assert.Contains("We try again on 2 February 2026", first.GetProperty("text").GetString(), StringComparison.Ordinal);

        await server.AdvanceToAsync("2026-02-08T00:00:00Z");
        var told = (await Mailbox.AllAsync(server, "&account=acme&template=auto-renewal-unsuccessful")).Reverse().ToList();
        Assert.Equal(
            [(7, "2026-02-08", "2026-02-02"), (6, "2026-02-08", "2026-02-04"), (4, "2026-02-08", "2026-02-06"), (2, "2026-02-08", null)],
            told.Select(Stop));
        Assert.Contains("This payment method is not tried again", told[^1].GetProperty("text").GetString(), StringComparison.Ordinal);
        (await Mailbox.OneAsync(server, "acme", "subscription-expired")).Tells(
            new { plan = "essential", endedOn = "2026-02-08" }, "Essential", "8 February 2026");
    }

    [Fact]
    public async Task A_trial_tells_that_it_ends_and_that_it_ended()
    {
        await using var server = await BillingServer.StartAsync();
        await Story.CreateAccountAsync(server, "acme");

        await server.AdvanceToAsync("2026-01-14T23:59:59Z");
        var ending = await Mailbox.OneAsync(server, "acme", "trial-ending");
        Assert.Equal("2026-01-15", ending.GetProperty("data").GetProperty("endsOn").GetString());
        Assert.Contains("15 January 2026", ending.GetProperty("subject").GetString(), StringComparison.Ordinal);

        await server.AdvanceToAsync("2026-01-15T00:00:00Z");
        (await Mailbox.OneAsync(server, "acme", "trial-expired")).Tells(new { plan = "essential", endedOn = "2026-01-15" }, "Essential", "15 January 2026");
    }

    [Fact]
    public async Task A_cancellation_is_told_when_it_takes_effect()
    {
        await using var server = await BillingServer.StartAsync();
        await Story.CreateAccountAsync(server, "acme");
        await Story.SubscribeAsync(server, "acme", """{"plan":"advanced"}""");
        (await server.Owner("acme").PostAsync("/accounts/acme/subscription/cancel", new { at = "periodEnd" })).Expect(200);
        Assert.Equal(["automation-ai-subscription"], await Mailbox.TemplatesAsync(server, "acme"));

        await server.AdvanceToAsync("2026-02-01T00:00:00Z");

        (await Mailbox.OneAsync(server, "acme", "subscription-canceled")).Tells(
            new { plan = "advanced", endedOn = "2026-02-01" }, "Advanced", "1 February 2026");
        Assert.DoesNotContain("auto-renewal-successful", await Mailbox.TemplatesAsync(server, "acme"));
    }

    private static (int Days, string? StopOn, string? NextAttemptOn) Stop(System.Text.Json.JsonElement email)
    {
        var data = email.GetProperty("data");
        return (data.GetProperty("daysBeforeServicesStop").GetInt32(), data.GetProperty("servicesStopOn").GetString(),
            data.TryGetProperty("nextAttemptOn", out var next) ? next.GetString() : null);
    }
}
