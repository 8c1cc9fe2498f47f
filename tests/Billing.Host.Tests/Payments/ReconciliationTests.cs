using System.Net.Http.Headers;
using Billing.Application;
using Billing.Application.Accounts;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Domain;
using Billing.Domain.Credits;
using Billing.Stripe.Simulator.Control;
using Billing.Stripe.Simulator.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Host.Tests;

/// <summary>Books that agree, and books that were made to differ.</summary>
public sealed class ReconciliationTests
{
    private static readonly AccountId Acme = new("acme");

    [Fact]
    public async Task Where_all_is_well_there_is_nothing_to_list()
    {
        await using var server = await BillingServer.StartAsync();
        Assert.Equal("[]", (await CheckAsync(server))["differences"].GetRawText());
        await LiveAsync(server);
        await server.AdvanceByAsync("P40D");

        var checkedBooks = await CheckAsync(server, "?from=2025-12-31&to=2026-03-01");

        Assert.Equal("[]", checkedBooks["differences"].GetRawText());
        Assert.True(checkedBooks.Int("checked.payments") >= 5 && checkedBooks.Int("checked.orders") >= 5 && checkedBooks.Int("checked.loads") >= 3);
        Assert.Equal(1, checkedBooks.Int("checked.accounts"));
    }

    [Theory]
    [InlineData("?from=2026-02-01&to=2026-01-01")]
    [InlineData("?from=2026-01-01&to=2026-01-01")]
    [InlineData("?from=2025-01-01&to=2026-01-01")]
    [InlineData("?from=yesterday")]
    public async Task A_window_that_is_none_is_refused(string query)
    {
        await using var server = await BillingServer.StartAsync();
        (await server.Operator.GetAsync($"/operations/reconciliation{query}")).ExpectProblem(400, "validation-failed");
    }

    [Fact]
    public async Task Money_at_the_provider_that_nobody_asked_for()
    {
        await using var server = await BillingServer.StartAsync();
        await LiveAsync(server);

        await ChargeAsync(server, "amount=700&currency=usd&payment_method=pm_card_visa&payment_method_types[]=card&confirm=true");
        await ChargeAsync(server, "amount=800&currency=usd&payment_method=pm_card_visa&payment_method_types[]=card&confirm=true"
            + "&metadata[account_id]=acme&metadata[payment_id]=pay_01KG9MFMM002X39SNK7JEE6776");
        await ChargeAsync(server, "amount=900&currency=usd&payment_method=pm_card_visa_chargeDeclined&payment_method_types[]=card&confirm=true");

        var events = EventBook.Of(server.Parts);
        Assert.Equal(["charge-without-order 700", "charge-without-order 800"], await DifferencesAsync(server));
        Assert.Equal(["ReconciliationDifferences"], events);
    }

    [Fact]
    public async Task A_payment_that_the_provider_has_twice_and_with_another_amount()
    {
        await using var server = await BillingServer.StartAsync();
        var orderId = await LiveAsync(server);

        await ChargeAsync(server, "amount=2600&currency=usd&payment_method=pm_card_visa&payment_method_types[]=card&confirm=true"
            + $"&metadata[account_id]=acme&metadata[payment_id]=pay_{orderId[4..]}");

        Assert.Equal(["amount-differs 2600", "charged-twice 5100"], await DifferencesAsync(server));
    }

    [Fact]
    public async Task Money_that_the_order_has_not_heard_of()
    {
        await using var server = await BillingServer.StartAsync();
        await Story.CreateAccountAsync(server, "acme");
        var controls = await Provider.OfAsync(server);
        controls.Webhooks = new WebhookSwitches(Withhold: true);
        var order = await TopUpAsync(server, """{"type":"card","token":"pm_card_authenticationRequired"}""");
        (await server.Operator.PostAsync($"/test/payments/{order}/authenticate", new { outcome = "success" })).Expect(200);

        Assert.Equal(["charge-not-applied 2500"], await DifferencesAsync(server));
        await server.AdvanceByAsync("PT30M");
        Assert.Empty(await DifferencesAsync(server));
    }

    [Fact]
    public async Task Books_of_ours_that_no_money_stands_behind()
    {
        await using var server = await BillingServer.StartAsync();
        var orderId = await LiveAsync(server);
        var accounts = server.Parts.GetRequiredService<AccountStore>();
        var completed = (await accounts.ReadAsync(Acme, AccountRows.Order(orderId), StorageJson.Default.StoredOrder, default))!;
        var invoices = await accounts.ListAsync(Acme, AccountRows.InvoicePrefix, StorageJson.Default.StoredInvoice, default);
        var ghost = Ulid.Prefixed("ord", DateTimeOffset.Parse(BillingServer.NewYear), new byte[10]);

        await accounts.RunAsync<Done>(Acme, async work =>
        {
            // An order that was never charged; an invoice and credits that no order stands behind; a top-up whose invoice says something else.
            var payment = completed.Payment! with { PaymentId = $"pay_{ghost[4..]}", ProviderReference = null };
            work.Put(AccountRows.Order(ghost), completed with { OrderId = ghost, Payment = payment, InvoiceId = null }, StorageJson.Default.StoredOrder);
            var invoice = invoices.First(each => each.OrderId == orderId);
            work.Put(AccountRows.Invoice(invoice.Number), invoice with { Cost = invoice.Cost + invoice.Cost }, StorageJson.Default.StoredInvoice);
            var next = work.State.NextInvoiceNumber;
            var orphan = invoice with { Number = next, InvoiceId = "inv_ghost", OrderId = "ord_none" };
            work.Put(AccountRows.Invoice(next), orphan, StorageJson.Default.StoredInvoice);
            var posting = new Posting(work.Now, () => work.NewId("led"), "ord_none", "From nowhere");
            var load = work.State.Credits.Load(new Micros(7_000_000), FundsSource.TopUp, posting);
            await Task.CompletedTask;
            work.Put(AccountRows.Ledger(load.Transfers[0].Sequence), load.Transfers[0], StorageJson.Default.Transfer);
            work.State = work.State with { Credits = load.Book };
            return Done.Ok;
        }, default);
        await RememberAsync(server, ghost);

        Assert.Equal(
        [
            "amount-differs 5000", "credits-without-money 700", "invoice-without-payment 2500",
            "money-without-credits 2500", "order-without-charge 2500", "order-without-invoice 2500",
        ], await DifferencesAsync(server));
    }

    [Fact]
    public async Task Cash_that_no_payment_takes_and_a_transfer_that_was_taken_back()
    {
        await using var server = await BillingServer.StartAsync();
        await Story.CreateAccountAsync(server, "acme");
        var reference = await TopUpByWireAsync(server);
        var transfer = await TransferAsync(server, reference);
        Assert.Empty(await DifferencesAsync(server));

        (await server.Operator.PostAsync($"/test/bank-transfers/{transfer.String("transferId")}/reverse")).Expect(200);
        Assert.Equal(["funding-reversed 2500"], await DifferencesAsync(server));

        // The provider has new cash, and does not say so.
        var controls = await Provider.OfAsync(server);
        controls.Webhooks = new WebhookSwitches(Withhold: true);
        await controls.BankTransferAsync(reference, 900);
        Assert.Equal(["funding-reversed 2500", "unapplied-cash 900"], await DifferencesAsync(server));
    }

    [Fact]
    public async Task An_order_that_was_cleared_in_the_window_and_begun_before_it()
    {
        await using var server = await BillingServer.StartAsync();
        await Story.CreateAccountAsync(server, "acme");
        var reference = await TopUpByWireAsync(server);
        await server.AdvanceByAsync("P6D");
        await TransferAsync(server, reference);
        await TopUpAsync(server, """{"type":"card","token":"pm_card_visa"}""");

        var checkedBooks = await CheckAsync(server, "?from=2026-01-04");

        Assert.Equal("[]", checkedBooks["differences"].GetRawText());
        Assert.Equal(2, checkedBooks.Int("checked.orders"));
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_no_empty_list()
    {
        await using var server = await BillingServer.StartAsync();
        (await Provider.OfAsync(server)).Add(new Fault(FaultKind.Error, "GET", "/v1/payment_intents", Times: 100, Status: 401));

        (await server.Operator.GetAsync("/operations/reconciliation")).ExpectProblem(503, "service-unavailable");
    }

    /// <summary>A plan, a top-up by card, one by PayPal and one by a wire that brought too much.</summary>
    /// <returns>The id of the top-up by card, of 25.00 USD.</returns>
    private static async Task<string> LiveAsync(BillingServer server)
    {
        await Story.CreateAccountAsync(server, "acme");
        await Story.SubscribeAsync(server, "acme", """{"plan":"essential","interval":"month"}""");
        var byCard = await TopUpAsync(server, """{"type":"card","token":"pm_card_visa"}""");
        var byPayPal = await TopUpAsync(server, """{"type":"paypal"}""");
        (await server.Operator.PostAsync($"/test/payments/{byPayPal}/paypal", new { outcome = "approve" })).Expect(200);
        var reference = await TopUpByWireAsync(server);
        (await server.Operator.PostAsync("/test/bank-transfers", new { reference, amount = 3000 })).Expect(200);
        (await server.Owner("acme").PostAsync("/accounts/acme/top-ups", """
            {"amount":{"amount":2500,"currency":"USD"},"paymentMethod":{"type":"card","token":"pm_card_visa_chargeDeclined"}}
            """)).Expect(402);
        return byCard;
    }

    /// <returns>The order's id.</returns>
    private static async Task<string> TopUpAsync(BillingServer server, string method) => (await PlaceTopUpAsync(server, method)).String("orderId")!;

    /// <returns>The reference that the transfer is to name.</returns>
    private static async Task<string> TopUpByWireAsync(BillingServer server) =>
        (await PlaceTopUpAsync(server, """{"type":"wire"}""")).String("wire.reference")!;

    private static async Task<Answer> PlaceTopUpAsync(BillingServer server, string method) =>
        (await server.Owner("acme").PostAsync("/accounts/acme/top-ups", $$"""{"amount":{"amount":2500,"currency":"USD"},"paymentMethod":{{method}}}"""))
            .Expect(201);

    private static async Task<Answer> TransferAsync(BillingServer server, string reference) =>
        (await server.Operator.PostAsync("/test/bank-transfers", new { reference, amount = new { amount = 2500, currency = "USD" } })).Expect(200);

    private static async Task RememberAsync(BillingServer server, string orderId) =>
        await server.Parts.GetRequiredService<Application.Orders.OrderDays>().RememberAsync(new(orderId, Acme, IsByWire: false), default);

    /// <summary>Behind our back.</summary>
    private static async Task ChargeAsync(BillingServer server, string form)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_thief");
        var simulator = await server.Parts.GetRequiredService<SimulatedProvider>().RunningAsync(default);
        using var content = new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        using var response = await http.PostAsync(new Uri(simulator.Url, "/v1/payment_intents"), content);
    }

    private static async Task<Answer> CheckAsync(BillingServer server, string query = "") =>
        (await server.Operator.GetAsync($"/operations/reconciliation{query}")).Expect(200);

    private static async Task<string[]> DifferencesAsync(BillingServer server)
    {
        var differences = (await CheckAsync(server))["differences"].EnumerateArray();
        return [.. differences.Select(each => $"{each.GetProperty("kind").GetString()} {each.GetProperty("amount").GetProperty("amount").GetInt64()}").Order()];
    }
}
