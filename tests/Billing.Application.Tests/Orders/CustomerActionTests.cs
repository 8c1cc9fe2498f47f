using Billing.Application.Orders;
using Billing.Application.Tests.World;
using Billing.Domain.Payments;

namespace Billing.Application.Tests.Orders;

/// <summary>Orders that wait for their customer: a card's OTP, PayPal's page.</summary>
public sealed class CustomerActionTests
{
    private const string AsksAlways = "pm_card_authenticationRequired";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_authenticated_order_takes_effect_once_with_a_notice_or_without(bool isTold)
    {
        var stage = await new Stage().WithAccountAsync();

        var asked = Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Card(AsksAlways) }));
        Assert.Equal((OrderStatus.RequiresAction, "authenticate"), (asked.Status, asked.Action?.Type));
        Assert.Contains("_secret_", asked.Action!.ClientSecret, StringComparison.Ordinal);
        Assert.Equal("pay_" + asked.OrderId[4..], asked.PaymentId);
        Assert.Empty((await stage.StateAsync())!.PaymentMethods);

        await stage.ActAsync(asked, isTold: isTold);
        await stage.AdvanceAsync(stage.Clock.Now.AddMinutes(1));

        var done = await stage.OrderNowAsync(asked.OrderId);
        Assert.Equal((OrderStatus.Completed, null), (done.Status, done.Action));
        Assert.NotNull(done.InvoiceId);
        Assert.Equal("Visa •••• 3184", Assert.Single((await stage.StateAsync())!.PaymentMethods).Label);
        Assert.Single(await stage.Provider.ChargesAsync());
        await Books.AuditAsync(stage, stage.Tables, Stage.Acme);
    }

    [Fact]
    public async Task A_failed_authentication_fails_the_order_for_good()
    {
        var stage = await new Stage().WithAccountAsync();
        var asked = Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Card(AsksAlways) }));

        await stage.ActAsync(asked, isApproved: false);

        Assert.Equal(OrderStatus.Failed, (await stage.OrderNowAsync(asked.OrderId)).Status);
        Assert.False(await stage.Provider.Controls.ActAsync((await stage.StoredOrdersAsync())[0].Payment!.ProviderReference!, isApproved: true));
        Assert.Empty(await stage.Provider.ChargesAsync());
        Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Card("pm_card_visa") }));
    }

    [Fact]
    public async Task PayPal_redirects_pays_and_renews()
    {
        var stage = await new Stage().WithAccountAsync();
        var asked = Stage.Ok(await stage.OrderAsync(new() { Plan = "essential", PaymentMethod = Stage.PayPal }));
        Assert.Equal((OrderStatus.RequiresAction, "redirect"), (asked.Status, asked.Action?.Type));

        await stage.ActAsync(asked);
        await stage.AdvanceAsync("2026-03-01T00:00Z");

        Assert.Equal(PaymentMethodType.PayPal, Assert.Single((await stage.StateAsync())!.PaymentMethods).Type);
        Assert.Equal([5_000, 5_000], (await stage.Provider.ChargesAsync()).Where(charge => charge.DeclineCode is null).Select(charge => charge.Amount.Minor));
    }

    [Fact]
    public async Task A_customer_who_declines_at_PayPal_has_ordered_nothing()
    {
        var stage = await new Stage().WithAccountAsync();
        var asked = Stage.Ok(await stage.TopUpAsync(2_000, Stage.PayPal));

        await stage.ActAsync(asked, isApproved: false);

        Assert.Equal(OrderStatus.Failed, (await stage.OrderNowAsync(asked.OrderId)).Status);
        Assert.Equal(10_000_000, (await stage.CreditsAsync()).TotalMicros.Value);
    }

    [Fact]
    public async Task A_customer_who_never_comes_back_lets_the_order_expire_after_23_hours()
    {
        var stage = await new Stage().WithAccountAsync();
        var asked = Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Card(AsksAlways) }));
        Stage.Refused("order-in-progress", await stage.OrderAsync(new() { Plan = "essential", PaymentMethod = Stage.Card("pm_card_visa") }));

        await stage.AdvanceAsync(asked.CreatedAt.AddHours(23).AddSeconds(-1));
        Assert.Equal(OrderStatus.RequiresAction, (await stage.OrderNowAsync(asked.OrderId)).Status);
        await stage.AdvanceAsync(asked.CreatedAt.AddHours(23));

        Assert.Equal(OrderStatus.Expired, (await stage.OrderNowAsync(asked.OrderId)).Status);
        Assert.Null((await stage.StateAsync())!.OrderInProgress);
    }

    [Fact]
    public async Task A_canceled_order_can_no_longer_be_paid()
    {
        var stage = await new Stage().WithAccountAsync();
        var asked = Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.PayPal }));

        var canceled = Stage.Ok(await stage.Home.Orders.CancelAsync(Stage.Acme, asked.OrderId, Stage.Request("cancel")));

        Assert.Equal((OrderStatus.Canceled, null), (canceled.Status, canceled.Action));
        Assert.Equal(OrderStatus.Canceled, Stage.Ok(await stage.Home.Orders.CancelAsync(Stage.Acme, asked.OrderId, Stage.Request("cancel"))).Status);
        Assert.False(await stage.Provider.Controls.ActAsync((await stage.StoredOrdersAsync())[0].Payment!.ProviderReference!, isApproved: true));
    }

    [Fact]
    public async Task An_order_that_is_paid_when_it_is_canceled_is_completed()
    {
        var stage = await new Stage().WithAccountAsync();
        var asked = Stage.Ok(await stage.TopUpAsync(2_000, AsksAlways));
        await stage.ActAsync(asked, isTold: false);

        Assert.Equal(OrderStatus.Completed, Stage.Ok(await stage.Home.Orders.CancelAsync(Stage.Acme, asked.OrderId, Stage.Request())).Status);

        Assert.Equal(30_000_000, (await stage.CreditsAsync()).TotalMicros.Value);
        Stage.Refused("order-not-pending", await stage.Home.Orders.CancelAsync(Stage.Acme, asked.OrderId, Stage.Request()));
    }

    [Fact]
    public async Task A_repetition_replays_the_first_answer_whatever_has_become_of_the_order()
    {
        var stage = await new Stage().WithAccountAsync();
        var asked = Stage.Ok(await stage.TopUpAsync(2_000, AsksAlways, "once"));
        await stage.ActAsync(asked);

        var again = Stage.Ok(await stage.TopUpAsync(2_000, AsksAlways, "once"));

        Assert.Equal((asked.OrderId, asked.Status, asked.Action), (again.OrderId, again.Status, again.Action));
        Assert.Equal(OrderStatus.Completed, (await stage.OrderNowAsync(asked.OrderId)).Status);
        Assert.Single(await stage.OrdersAsync());
    }

    [Fact]
    public async Task A_token_of_nobodys_leaves_no_trace_and_the_key_is_free()
    {
        var stage = await new Stage().WithAccountAsync();

        var refused = await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Card("pm_card_of_nobody") }, "key");
        Assert.Equal(("validation-failed", "/paymentMethod/token"), (refused.Error?.Code, refused.Error?.Pointer));

        Assert.Empty(await stage.OrdersAsync());
        Assert.Null((await stage.StateAsync())!.OrderInProgress);
        Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Card("pm_card_visa") }, "key"));
    }

    [Fact]
    public async Task The_card_of_an_order_becomes_the_default_and_that_of_a_top_up_does_not()
    {
        var stage = await new Stage().WithAccountAsync();
        await stage.WithPlanAsync(card: "pm_card_visa");

        Stage.Ok(await stage.TopUpAsync(2_000, "pm_card_amex"));
        Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Card("pm_card_mastercard") }));

        Assert.Equal(
            ["Mastercard •••• 4444", "Visa •••• 4242", "American Express •••• 0005"],
            (await stage.StateAsync())!.PaymentMethods.Select(method => method.Label));
    }
}
