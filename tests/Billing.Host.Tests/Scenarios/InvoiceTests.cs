using System.Text.Json.Nodes;

namespace Billing.Host.Tests;

public class InvoiceTests : Scenario
{
    [Fact]
    public async Task A_german_buyer_pays_tax_until_it_gives_its_VAT_id_and_gets_back_what_it_paid()
    {
        // 1 March: a consumer, at 19 %.
        await using var server = await StartAsync("2026-03-01T12:00:00Z");
        await Story.CreateAccountAsync(server, "acme", timeZone: "Europe/Berlin");
        var owner = server.Owner("acme");
        var preview = (await owner.PostAsync("/accounts/acme/orders/preview", Order("essential", null))).Expect(200);
        var order = (await owner.PostAsync("/accounts/acme/orders", Order("essential", null))).Expect(201);
        Assert.Equal((5_950, preview["lines"].GetRawText()), (order.Int("total.amount"), order["lines"].GetRawText()));
        Assert.Equal("VAT 19 % (DE)", order.String("lines.1.description"));
        await ExpectAsync(order, "000001", "invoice", lines: 5_000, tax: 950);

        // A VAT id with a slip is refused, in the preview too, and nothing has changed.
        foreach (var path in (string[])["/accounts/acme/orders", "/accounts/acme/orders/preview"])
        {
            var refused = (await owner.PostAsync(path, Order("advanced", "DE136695977"))).ExpectProblem(400, "validation-failed");
            Assert.Equal("/billingInformation/taxId", refused.String("errors.0.pointer"));
        }

        Assert.Single((await owner.GetAsync("/accounts/acme/invoices")).Expect(200)["items"].EnumerateArray());

        // 15 March: a business by now. The rest of the month goes back with its tax; the new plan bears none.
        await server.AdvanceToAsync("2026-03-15T12:00:00Z");
        var upgrade = (await owner.PostAsync("/accounts/acme/orders", Order("advanced", "DE136695976"))).Expect(201);
        Assert.Equal(8_226 - 2_742 - 521, upgrade.Int("total.amount"));
        var invoice = await ExpectAsync(upgrade, "000002", "invoice", lines: 8_226 - 2_742, tax: -521);
        Assert.Equal((17, 31, "000001"), (Proration("days"), Proration("of"), invoice.String("corrects.0")));

        // A downgrade at once gives more back than it charges: a credit note, without tax.
        var downgrade = (await owner.PostAsync("/accounts/acme/orders", """{"plan":"essential","effective":"now"}""")).Expect(201);
        await ExpectAsync(downgrade, "000003", "creditNote", lines: 2_742 - 8_226, tax: 0);

        // 1 April: the account's credit pays the renewal.
        await server.AdvanceToAsync("2026-04-01T00:00:00Z");
        var renewal = (await owner.GetAsync("/accounts/acme/invoices?limit=1")).Expect(200);
        Assert.Equal(("000004", 0, "paid"), (renewal.String("items.0.number"), renewal.Int("items.0.cost.amount"), renewal.String("items.0.paymentStatus")));

        var report = (await owner.GetAsync("/accounts/acme/invoices/export?from=2026-03-01&to=2026-04-01")).Expect(200);
        var rows = report.Text.Split("\r\n");
        Assert.Equal("Order ID,Billing Date,Cost,Currency,Payment Method,Payment Status", rows[0]);
        Assert.Equal(["-54.84", "49.63", "59.50"], rows[1..^1].Select(row => row.Split(',')[2]));
        (await owner.GetAsync("/accounts/acme/invoices?from=2026-04-01&to=2026-03-01")).ExpectProblem(400, "validation-failed");
        (await owner.GetAsync("/accounts/acme/invoices?from=yesterday")).ExpectProblem(400, "validation-failed");
        (await owner.GetAsync("/accounts/acme/invoices/export?to=2026-02-30")).ExpectProblem(400, "validation-failed");

        long Proration(string member) => invoice.Int($"lines.0.detail.proration.{member}");

        async Task<Answer> ExpectAsync(Answer placed, string number, string kind, long lines, long tax)
        {
            var found = (await owner.GetAsync($"/accounts/acme/invoices/{placed.String("invoiceId")}")).Expect(200);
            var sum = found["lines"].EnumerateArray().Sum(line => line.GetProperty("amount").GetProperty("amount").GetInt64());
            Assert.Equal((number, kind, placed.String("orderId")), (found.String("number"), found.String("kind"), found.String("orderId")));
            Assert.Equal((lines, tax, lines + tax, "paid"), (sum, found.Int("tax.amount"), found.Int("cost.amount"), found.String("paymentStatus")));
            return found;
        }
    }

    [Fact]
    public async Task A_buyer_elsewhere_or_nobody_known_pays_the_price_alone()
    {
        await using var server = await StartAsync("2026-03-01T12:00:00Z");
        (string, string)[] buyers = [("us", Order("essential", "12-3456789", "US")), ("ch", Order("essential", null, "CH")), ("nobody", Bare)];
        foreach (var (account, order) in buyers)
        {
            await Story.CreateAccountAsync(server, account);
            var placed = (await server.Owner(account).PostAsync($"/accounts/{account}/orders", order)).Expect(201);
            Assert.Equal((5_000, 1), (placed.Int("total.amount"), placed["lines"].GetArrayLength()));
        }
    }

    [Theory]
    [InlineData("XX")]
    [InlineData("EL")]
    [InlineData("UK")]
    [InlineData("de")]
    public async Task A_country_that_is_none_is_refused_for_it_decides_on_the_tax(string country)
    {
        await using var server = await StartAsync("2026-03-01T12:00:00Z");
        await Story.CreateAccountAsync(server, "acme");

        var refused = await server.Owner("acme").PostAsync("/accounts/acme/orders", Order("essential", null, country));

        Assert.Equal("/billingInformation/address/country", refused.ExpectProblem(400, "validation-failed").String("errors.0.pointer"));
        Assert.Empty((await server.Owner("acme").GetAsync("/accounts/acme/orders")).Expect(200)["items"].EnumerateArray());
    }

    private const string Bare = """{"plan":"essential","paymentMethod":{"type":"card","token":"pm_card_visa"}}""";

    private static string Order(string plan, string? taxId, string country = "DE")
    {
        var order = JsonNode.Parse(Story.Order($$"""{"plan":"{{plan}}"}"""))!;
        order["billingInformation"]!["address"]!["country"] = country;
        order["billingInformation"]!["taxId"] = taxId;
        return order.ToJsonString();
    }
}
