using Billing.Application.Notifications;
using Billing.Application.Orders;
using Billing.Application.Tests.World;
using Billing.Domain.Orders;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Tests.Orders;

/// <summary>Essential since 31 January; on 28 February the bank wants the customer, who is not there.</summary>
public sealed class RenewalAuthenticationTests
{
    [Fact]
    public async Task The_customer_cures_the_renewal_by_authenticating_it()
    {
        var (stage, renewal) = await PastDueAsync();
        Assert.Equal((OrderStatus.RequiresAction, "authenticate"), (renewal.Status, renewal.Action?.Type));
        Assert.Equal(SubscriptionStatus.PastDue, (await stage.PlanAsync()).Status);
        var email = (await stage.EmailsAsync()).Single(mail => mail.Template == "auto-renewal-unsuccessful");
        var content = Assert.IsType<AutoRenewalUnsuccessful>(email.Content);
        Assert.Equal((true, renewal.OrderId), (content.NeedsAuthentication, content.OrderId));

        await stage.AdvanceAsync("2026-03-04T12:00Z");
        await stage.ActAsync(renewal);

        Assert.Equal(OrderStatus.Completed, (await stage.OrderNowAsync(renewal.OrderId)).Status);
        var plan = await stage.PlanAsync();
        Assert.Equal((SubscriptionStatus.Active, new DateOnly(2026, 2, 28)), (plan.Status, plan.Period!.Start));
        await ExpectPaidAsync(stage, 2);
    }

    [Fact]
    public async Task Another_card_takes_its_place_and_it_can_no_longer_be_paid_too()
    {
        var (stage, renewal) = await PastDueAsync();

        await stage.PayWithAsync("pm_card_mastercard");
        await stage.AdvanceAsync(stage.Clock.Now);

        Assert.Equal(OrderStatus.Failed, (await stage.OrderNowAsync(renewal.OrderId)).Status);
        Assert.Equal(SubscriptionStatus.Active, (await stage.PlanAsync()).Status);
        await ExpectClosedAsync(stage, renewal);
        await ExpectPaidAsync(stage, 2);
    }

    [Fact]
    public async Task Paid_at_the_provider_when_another_card_is_tried_it_counts_and_the_other_is_not_charged()
    {
        var (stage, renewal) = await PastDueAsync();
        await stage.ActAsync(renewal, isTold: false);

        await stage.PayWithAsync("pm_card_mastercard");
        await stage.AdvanceAsync(stage.Clock.Now);

        Assert.Equal(OrderStatus.Completed, (await stage.OrderNowAsync(renewal.OrderId)).Status);
        await ExpectPaidAsync(stage, 2);
    }

    [Fact]
    public async Task A_failed_authentication_is_no_second_failure_of_the_renewal()
    {
        var (stage, renewal) = await PastDueAsync();
        var before = (await stage.StateAsync())!.Subscription.Dunning;

        await stage.ActAsync(renewal, isApproved: false);

        Assert.Equal(OrderStatus.Failed, (await stage.OrderNowAsync(renewal.OrderId)).Status);
        Assert.Equal(before, (await stage.StateAsync())!.Subscription.Dunning);
        Assert.Single(await stage.EmailsAsync(), mail => mail.Template == "auto-renewal-unsuccessful");
    }

    [Theory]
    [InlineData(true, SubscriptionStatus.Canceled)]
    [InlineData(false, SubscriptionStatus.Expired)]
    public async Task After_the_end_of_services_nobody_can_revive_them_by_authenticating(bool isCanceled, SubscriptionStatus expected)
    {
        var (stage, renewal) = await PastDueAsync();

        if (isCanceled)
        {
            Stage.Ok(await stage.Home.Acts.CancelAsync(Stage.Acme, new(CancelAt.Now), Stage.Request()));
        }
        else
        {
            await stage.AdvanceAsync("2026-03-07T00:00Z");
        }

        Assert.Equal(expected, (await stage.StateAsync())!.Subscription.Status);
        Assert.Equal(OrderStatus.Failed, (await stage.OrderNowAsync(renewal.OrderId)).Status);
        await ExpectClosedAsync(stage, renewal);
        await ExpectPaidAsync(stage, 1);
    }

    [Fact]
    public async Task An_order_of_the_customers_takes_its_place()
    {
        var (stage, renewal) = await PastDueAsync();

        var order = Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", PaymentMethod = Stage.Card("pm_card_visa") }));

        Assert.Equal(OrderStatus.Completed, order.Status);
        await ExpectClosedAsync(stage, renewal);
        await ExpectPaidAsync(stage, 2);
    }

    [Fact]
    public async Task An_automatic_top_up_stops_and_its_authentication_arms_it_again()
    {
        var stage = await new Stage().WithAccountAsync();
        await stage.PayWithAsync("pm_card_authenticationRequired");
        await stage.AutoTopUpAsync(true, 10_000_001, 2_000);
        await stage.AdvanceAsync(stage.Clock.Now);
        Assert.Equal(Domain.Credits.AutoTopUpState.Stopped, (await stage.CreditsAsync()).AutoTopUp.Status);

        await stage.ActAsync(Assert.Single(await stage.OrdersAsync()));

        var credits = await stage.CreditsAsync();
        Assert.Equal((Domain.Credits.AutoTopUpState.Armed, 30_000_000), (credits.AutoTopUp.Status, credits.TotalMicros.Value));
    }

    private static async Task<(Stage Stage, OrderView Renewal)> PastDueAsync()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync();
        await stage.PayWithAsync("pm_card_authenticationRequired");
        await stage.AdvanceAsync("2026-02-28T00:00Z");
        return (stage, (await stage.OrdersAsync()).Single(order => order.Kind == OrderKind.Renewal));
    }

    private static async Task ExpectClosedAsync(Stage stage, OrderView renewal)
    {
        var payment = (await stage.StoredOrdersAsync()).Single(order => order.OrderId == renewal.OrderId).Payment!;
        Assert.False(await stage.Provider.Controls.ActAsync(payment.ProviderReference!, isApproved: true));
    }

    private static async Task ExpectPaidAsync(Stage stage, int times)
    {
        Assert.Equal(times, (await stage.Provider.ChargesAsync()).Count(charge => charge.DeclineCode is null));
        Assert.Null((await stage.StateAsync())!.RenewalToAuthenticate);
        await Books.AuditAsync(stage, stage.Tables, Stage.Acme);
    }
}
