namespace Billing.Host.Tests.Emails;

/// <summary>Each e-mail about credits and bank transfers, by its real cause.</summary>
public sealed class MoneyEmailTests
{
    private static readonly string[] Developers = ["dev@acme.example", "Owner@acme.example"];

    [Fact]
    public async Task Credits_are_told_when_low_when_free_ones_end_and_when_all_do()
    {
        await using var server = await BillingServer.StartAsync();
        (await server.Operator.PutAsync("/accounts/acme", new
        {
            name = "Acme & Söhne", kind = "standard", ownerEmail = "owner@acme.example", developerEmails = Developers,
        })).Expect(201);

        // 10.00 of free credits; smart-replies cost 2 micros an input token. 8.10 are used: 1.90 are left.
        await Story.SendAsync(server, Story.AiUsage("acme", "a", BillingServer.NewYear, 4_050_000, 0));
        var low = await Mailbox.OneAsync(server, "acme", "credits-low");
        low.Tells(new { totalMicros = 1_900_000, alertAtMicros = 2_000_000 }, "$1.90", "$2.00");
        Assert.Equal(["owner@acme.example", "dev@acme.example"], low.To());

        // The rest and 0.10 more.
        await Story.SendAsync(server, Story.AiUsage("acme", "b", BillingServer.NewYear, 1_000_000, 0));
        Assert.Equal(["credits-low", "free-tokens-exhausted", "credits-exhausted"], await Mailbox.TemplatesAsync(server, "acme"));
        (await Mailbox.OneAsync(server, "acme", "credits-exhausted")).Tells(new { totalMicros = -100_000 }, "-$0.10");
        var free = await Mailbox.OneAsync(server, "acme", "free-tokens-exhausted");
        Assert.Equal("The free credits of Acme & Söhne are used up", free.GetProperty("subject").GetString());
        Assert.Contains("Acme &amp; Söhne", free.GetProperty("html").GetString(), StringComparison.Ordinal);

        // A top-up is receipted, to the owner alone.
        var topUp = (await server.Owner("acme").PostAsync("/accounts/acme/top-ups", new
        {
            amount = Mailbox.Usd(5000), paymentMethod = new { type = "card", token = "pm_card_visa" },
        })).Expect(201);
        var receipt = await Mailbox.OneAsync(server, "acme", "top-up-receipt");
        receipt.Tells(new { orderId = topUp.String("orderId"), amount = Mailbox.Usd(5000), totalMicros = 49_900_000 }, "$50.00", "$49.90");
        Assert.Equal(["owner@acme.example"], receipt.To());
    }

    [Fact]
    public async Task Who_outgrows_the_plan_is_advised_once()
    {
        await using var server = await BillingServer.StartAsync();
        await Story.CreateAccountAsync(server, "acme");
        await Story.SubscribeAsync(server, "acme", """{"plan":"essential"}""");

        await Story.SendAsync(server, [.. Enumerable.Range(0, 501).Select(i => Story.Activity("acme", "bot", $"c{i}", BillingServer.NewYear))]);
        await Story.SendAsync(server, Story.Activity("acme", "bot", "more", BillingServer.NewYear));

        (await Mailbox.OneAsync(server, "acme", "upgrade-recommended")).Tells(
            new { plan = "essential", conversations = 501, volume = 500, nextPlan = "advanced" }, "Essential", "501", "500", "Advanced");
    }

    [Fact]
    public async Task A_bank_transfer_is_asked_for_and_its_arrival_told()
    {
        await using var server = await BillingServer.StartAsync("2026-01-05T10:00:00Z");
        await Story.CreateAccountAsync(server, "acme");
        var order = await OrderByWireAsync(server);
        var reference = order.String("wire.reference")!;
        var asked = await Mailbox.OneAsync(server, "acme", "wire-transfer-instructions");
        Assert.Equal(reference, asked.GetProperty("data").GetProperty("reference").GetString());
        Assert.All([reference, "$500.00", "Account number"], text => Assert.Contains(text, asked.GetProperty("text").GetString(), StringComparison.Ordinal));

        (await server.Operator.PostAsync("/test/bank-transfers", new { reference, amount = Mailbox.Usd(50000) })).Expect(200);

        (await Mailbox.OneAsync(server, "acme", "wire-transfer-cleared")).Tells(
            new { orderId = order.String("orderId"), reference, amount = Mailbox.Usd(50000) }, "$500.00");
        await server.AdvanceByAsync("P60D");
        Assert.DoesNotContain("wire-transfer-reminder", await Mailbox.TemplatesAsync(server, "acme"));
        Assert.DoesNotContain("wire-transfer-expired", await Mailbox.TemplatesAsync(server, "acme"));
    }

    [Fact]
    public async Task A_bank_transfer_that_does_not_come_is_reminded_of_and_then_given_up()
    {
        await using var server = await BillingServer.StartAsync("2026-01-05T10:00:00Z");
        await Story.CreateAccountAsync(server, "acme");
        var order = await OrderByWireAsync(server);

        await server.AdvanceByAsync("P60D");

        var reminder = await Mailbox.OneAsync(server, "acme", "wire-transfer-reminder");
        Assert.Contains(order.String("wire.reference")!, reminder.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(50000, reminder.GetProperty("data").GetProperty("remaining").GetProperty("amount").GetInt64());
        (await Mailbox.OneAsync(server, "acme", "wire-transfer-expired")).Tells(
            new { orderId = order.String("orderId"), reference = order.String("wire.reference"), amount = Mailbox.Usd(50000) }, "$500.00");
    }

    private static async Task<Answer> OrderByWireAsync(BillingServer server) =>
        (await server.Owner("acme").PostAsync("/accounts/acme/orders", new
        {
            plan = "essential",
            interval = "year",
            billingInformation = new
            {
                name = "Acme",
                email = "billing@acme.example",
                address = new { line1 = "1 Main St", city = "Springfield", postalCode = "12345", country = "US" },
            },
            paymentMethod = new { type = "wire" },
        })).Expect(201);
}
