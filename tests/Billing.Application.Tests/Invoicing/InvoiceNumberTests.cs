using Billing.Application.Orders;
using Billing.Application.Tests.World;
using Billing.Domain;
using Billing.Domain.Orders;

namespace Billing.Application.Tests.Invoicing;

/// <summary>More crashes at every commit are in the stories of orders, wires and renewals, whose books are audited for gaps.</summary>
public sealed class InvoiceNumberTests
{
    [Theory]
    [InlineData("essential", "now", "pm_card_visa")] // a credit note
    [InlineData("advanced", "seats", "pm_card_visa")]
    [InlineData("advanced", "seats", "pm_card_chargeCustomerFail")] // declined: no number
    public Task Killed_anywhere_no_number_is_lost_or_given_twice(string plan, string change, string card) => EveryCrash.LeavesNoTraceAsync(
        async stage => await (await stage.WithAccountAsync()).WithPlanAsync("advanced"),
        async stage => await stage.OrderAsync(
            new()
            {
                Plan = plan,
                Effective = OrderEffective.Now,
                Seats = change == "seats" ? new SeatsBody(Team: 3) : null,
                PaymentMethod = Stage.Card(card),
            },
            "order-2"));

    [Fact]
    public async Task Thirty_two_orders_at_once_in_two_processes_are_numbered_without_a_gap()
    {
        var stage = await new Stage().WithAccountAsync();
        Home[] homes = [stage.Home, stage.Another()];

        await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(async () => Stage.Ok(await homes[i % 2].TopUps.SubmitAsync(
            Stage.Acme, new(new Money(500 + i, Currency.Usd), Stage.Card("pm_card_visa")), Stage.Request($"key-{i}"))))));
        await stage.AdvanceAsync(stage.Clock.Now.AddHours(1)); // the look-up of an answer that was lost in the rush

        var orders = await stage.OrdersAsync();
        var invoices = Stage.Ok(await stage.Home.Invoices.ListAsync(Stage.Acme, default, new PageRequest(100, null), Stage.Request())).Items;
        Assert.Equal(Enumerable.Range(1, 32).Reverse().Select(number => $"{number:D6}"), invoices.Select(invoice => invoice.Number));
        Assert.Equal(
            orders.Select(order => (order.InvoiceId!, order.OrderId)).Order(), invoices.Select(invoice => (invoice.InvoiceId, invoice.OrderId!)).Order());
        await Books.AuditAsync(stage, stage.Tables, Stage.Acme);
    }
}
