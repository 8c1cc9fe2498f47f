using Billing.Application.Orders;
using Billing.Application.Tests.World;
using Billing.Domain;
using Billing.Domain.Orders;
using Billing.Domain.Payments;

namespace Billing.Application.Tests.Orders;

public sealed class OrderDeskTests
{
    [Fact]
    public async Task A_preview_says_what_the_order_will_and_changes_nothing()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync();
        await stage.AdvanceAsync("2026-02-10T15:00Z");
        var body = new OrderBody { Plan = "advanced", Seats = Stage.Agents(3), AddOns = ["voice-gateway-asr-tts"] };
        var before = await Books.TellAsync(stage, stage.Tables, Stage.Acme);

        var preview = Stage.Ok(await stage.Home.Orders.PreviewAsync(Stage.Acme, body, Stage.Request()));
        Assert.Equal(before, await Books.TellAsync(stage, stage.Tables, Stage.Acme));

        var order = Stage.Ok(await stage.OrderAsync(body));
        Assert.Equal((preview.Kind, preview.Total), (order.Kind, order.Total));
        Assert.Equal(preview.Lines, order.Lines);
        Assert.Equal(order.Total.Minor, order.Lines.Sum(line => line.Amount.Minor));
        Stage.Refused("nothing-to-change", await stage.OrderAsync(body));
    }

    [Fact]
    public async Task A_net_credit_stays_on_the_account_and_pays_the_next_invoices()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync("advanced");
        await stage.AdvanceAsync("2026-02-14T00:00Z");
        var back = Stage.Ok(await stage.OrderAsync(new() { Plan = "essential", Effective = OrderEffective.Now }));
        Assert.Equal((-5_000, -5_000), (back.Total.Minor, -(await stage.StateAsync())!.AccountCreditMinor));

        await stage.AdvanceAsync("2026-03-31T00:00Z");

        Assert.Equal([15_000, 5_000], (await stage.Provider.ChargesAsync()).Select(charge => charge.Amount.Minor));
        Assert.Equal(0, (await stage.StateAsync())!.AccountCreditMinor);
        await Books.AuditAsync(stage, stage.Tables, Stage.Acme);
    }

    [Theory]
    [InlineData("pm_card_visa_chargeDeclined", "generic_decline")]
    [InlineData("pm_card_chargeCustomerFail", "generic_decline")]
    [InlineData("pm_card_chargeDeclinedInsufficientFunds", "insufficient_funds")]
    [InlineData("pm_card_visa_chargeDeclinedLostCard", "generic_decline")]
    public async Task A_decline_is_on_record_and_changes_nothing_else(string card, string code)
    {
        var stage = await new Stage().WithAccountAsync();
        var before = (await stage.PlanAsync(), await stage.CreditsAsync());

        var declined = await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Card(card) });

        Stage.Refused("payment-declined", declined);
        Assert.Equal(code, declined.Error!.Extensions!.DeclineCode);
        var order = Stage.Ok(await stage.Home.Orders.GetAsync(Stage.Acme, declined.Error.Extensions.OrderId!, Stage.Request()));
        Assert.Equal((OrderStatus.Failed, null), (order.Status, order.InvoiceId));
        var after = (await stage.PlanAsync(), await stage.CreditsAsync());
        Assert.Equal((before.Item1.Status, before.Item1.Plan, before.Item2), (after.Item1.Status, after.Item1.Plan, after.Item2));
        Assert.Empty((await stage.StateAsync())!.PaymentMethods);
        Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Card("pm_card_visa") }));
    }

    [Fact]
    public async Task While_an_order_is_being_paid_nothing_else_changes_the_subscription()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync();
        stage.Restart(gateway: new NoGateway());
        var waiting = Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced" }, "upgrade"));
        Assert.Equal(OrderStatus.Processing, waiting.Status);

        Stage.Refused("order-in-progress", await stage.OrderAsync(new() { Seats = new(Team: 1) }));
        Stage.Refused("order-in-progress", await stage.Home.Acts.CancelAsync(Stage.Acme, new(CancelAt.Now), Stage.Request()));
        await stage.AdvanceAsync("2026-02-28T12:00Z");
        Assert.Equal(waiting.OrderId, Assert.Single(await stage.OrdersAsync(), order => order.Status == OrderStatus.Processing).OrderId);

        // The provider is back: the upgrade of January takes effect, and the renewal that waited for it.
        stage.Restart();
        await stage.AdvanceAsync(stage.Clock.Now.AddMinutes(16));
        Assert.Equal(["completed", "completed", "completed"], (await stage.OrdersAsync()).Select(order => $"{order.Status}".ToLowerInvariant()));
        Assert.Equal(("advanced", new DateOnly(2026, 2, 28)), ((await stage.PlanAsync()).Plan, (await stage.PlanAsync()).Period!.Start));
        Assert.Equal(OrderStatus.Completed, Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced" }, "upgrade")).Status);
        Assert.Equal(3, (await stage.Provider.ChargesAsync()).Count);
    }

    [Theory]
    //          type                       token             id        pointer
    [InlineData(PaymentMethodType.Card,    null,             null,     "/paymentMethod/token")]
    [InlineData(PaymentMethodType.Card,    "no_such_token",  null,     "/paymentMethod/token")]
    [InlineData(PaymentMethodType.Saved,   null,             null,     "/paymentMethod/id")]
    [InlineData(PaymentMethodType.Saved,   null,             "pm_1",   "/paymentMethod/id")]
    [InlineData(null,                      null,             null,     "/paymentMethod")]
    public async Task A_method_that_cannot_pay_is_named_and_nothing_is_ordered(PaymentMethodType? type, string? token, string? id, string pointer)
    {
        var stage = await new Stage().WithAccountAsync();

        var choice = type is { } known ? new PaymentMethodChoice(known, token, id) : null;
        var refused = await stage.OrderAsync(new() { Plan = "essential", PaymentMethod = choice });

        Assert.Equal(pointer, refused.Error?.Pointer);
        Assert.Empty(await stage.OrdersAsync());
    }

    [Fact]
    public async Task Orders_are_listed_newest_first_page_by_page_and_those_of_others_are_not_found()
    {
        var stage = await new Stage().WithAccountAsync();
        await stage.WithAccountAsync(account: new AccountId("other"));
        for (var i = 0; i < 5; i++)
        {
            stage.Clock.Now += TimeSpan.FromSeconds(1);
            Stage.Ok(await stage.TopUpAsync(1_000 + i));
        }

        var first = Stage.Ok(await stage.Home.Orders.ListAsync(Stage.Acme, new(3, null), Stage.Request()));
        Assert.True(Cursor.TryDecode(first.NextCursor!, out var after));
        var second = Stage.Ok(await stage.Home.Orders.ListAsync(Stage.Acme, new(3, after), Stage.Request()));

        Assert.Equal([1_004, 1_003, 1_002, 1_001, 1_000], first.Items.Concat(second.Items).Select(order => order.Total.Minor));
        Assert.Null(second.NextCursor);
        Stage.Refused("order-not-found", await stage.Home.Orders.GetAsync(new("other"), first.Items[0].OrderId, Stage.Request()));
    }

    [Theory]
    [InlineData(499)]
    [InlineData(1_000_001)]
    [InlineData(-5_000)]
    public async Task A_top_up_out_of_bounds_is_refused_and_charges_nothing(long cents)
    {
        var stage = await new Stage().WithAccountAsync();

        Stage.Refused("validation-failed", await stage.TopUpAsync(cents));

        Assert.Empty(await stage.OrdersAsync());
        Assert.Empty(await stage.Provider.ChargesAsync());
    }
}
