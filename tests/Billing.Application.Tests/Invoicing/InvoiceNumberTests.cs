using Billing.Application.Tests.World;
using Billing.Domain;

namespace Billing.Application.Tests.Invoicing;

/// <summary>Crashes at every commit are in the stories of orders and renewals, whose books are audited for gaps.</summary>
public sealed class InvoiceNumberTests
{
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
