using Billing.Application.Notifications;
using Billing.Application.Orders;
using Billing.Application.Tests.World;
using Billing.Domain.Payments;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Tests.Subscriptions;

/// <summary>A renewal of 28 February that is not paid: retried on 1, 3 and 5 March, services stop on 7 March.</summary>
public sealed class DunningTests
{
    private const string Unclear = "pm_card_chargeCustomerFail";

    [Fact]
    public async Task An_unpaid_renewal_is_retried_three_times_and_stops_services_after_seven_days()
    {
        var stage = await PastDueAsync(Unclear);
        await ExpectAsync(stage, SubscriptionStatus.PastDue, failures: 1, "2026-03-01T00:00Z");

        await stage.AdvanceAsync("2026-03-01T00:00Z");
        await ExpectAsync(stage, SubscriptionStatus.PastDue, failures: 2, "2026-03-03T00:00Z");

        await stage.AdvanceAsync("2026-03-03T00:00Z");
        await ExpectAsync(stage, SubscriptionStatus.PastDue, failures: 3, "2026-03-05T00:00Z");

        await stage.AdvanceAsync("2026-03-06T23:59:59Z");
        await ExpectAsync(stage, SubscriptionStatus.PastDue, failures: 4, null);
        Assert.Equal(Stage.At("2026-03-07T00:00Z"), (await stage.PlanAsync()).ServicesStopAt);

        await stage.AdvanceAsync("2026-03-07T00:00Z");
        await ExpectAsync(stage, SubscriptionStatus.Expired, failures: 4, null);

        await stage.AdvanceAsync("2027-03-07T00:00Z");
        await ExpectAsync(stage, SubscriptionStatus.Expired, failures: 4, null);
        Assert.Equal(
            ["auto-renewal-unsuccessful", "auto-renewal-unsuccessful", "auto-renewal-unsuccessful", "auto-renewal-unsuccessful", "subscription-expired"],
            (await stage.EmailsAsync()).Select(email => email.Template).Where(t => t.Contains("renewal") || t.Contains("expired")));
        Assert.Equal(
            [(7, new DateOnly(2026, 3, 1)), (6, new DateOnly(2026, 3, 3)), (4, new DateOnly(2026, 3, 5)), (2, default(DateOnly?))],
            (await stage.EmailsAsync()).Select(email => email.Content).OfType<AutoRenewalUnsuccessful>()
                .Select(told => (told.DaysBeforeServicesStop, told.NextAttemptOn)));
    }

    [Fact]
    public async Task A_card_that_can_never_pay_is_not_tried_again_before_the_customer_acts()
    {
        var stage = await PastDueAsync("pm_card_authenticationRequired");

        await stage.AdvanceAsync("2026-03-05T12:00Z");

        await ExpectAsync(stage, SubscriptionStatus.PastDue, failures: 1, null);
    }

    [Fact]
    public async Task A_retry_that_succeeds_does_not_move_the_period()
    {
        var stage = await PastDueAsync(Unclear);
        await stage.AdvanceAsync("2026-03-02T12:00Z");

        await stage.PayWithAsync("pm_card_visa");
        await stage.AdvanceAsync(stage.Clock.Now);

        await ExpectPaidAsync(stage);
    }

    [Theory]
    [InlineData(Unclear)]
    [InlineData("pm_card_authenticationRequired")]
    public async Task A_new_card_is_tried_at_once_and_takes_the_place_of_the_one_that_failed(string failing)
    {
        var stage = await PastDueAsync(failing);
        await stage.AdvanceAsync("2026-03-02T12:00Z");

        var added = Stage.Ok(await stage.Home.Methods.AddAsync(Stage.Acme, Stage.Card("pm_card_mastercard"), Stage.Request()));
        await stage.AdvanceAsync(stage.Clock.Now);

        Assert.True(added.IsDefault);
        await ExpectPaidAsync(stage);
    }

    [Fact]
    public async Task A_top_up_that_is_paid_has_the_renewal_tried_at_once_with_the_same_method()
    {
        var stage = await PastDueAsync(Unclear);
        await stage.AdvanceAsync("2026-03-02T12:00Z");

        Stage.Ok(await stage.TopUpAsync(2_000));
        await stage.AdvanceAsync(stage.Clock.Now);

        await ExpectPaidAsync(stage);
        Assert.Equal("Visa •••• 4242", (await stage.StateAsync())!.PaymentMethods[0].Label);
    }

    [Fact]
    public async Task A_top_up_that_is_declined_changes_nothing_about_the_renewal()
    {
        var stage = await PastDueAsync(Unclear);
        await stage.AdvanceAsync("2026-03-02T12:00Z");
        var before = (await stage.StateAsync())!.Subscription;

        Stage.Refused("payment-declined", await stage.TopUpAsync(2_000, Unclear));
        await stage.AdvanceAsync(stage.Clock.Now);

        Assert.Equal(before.Dunning, (await stage.StateAsync())!.Subscription.Dunning);
    }

    [Theory]
    [InlineData("essential", 5_000, "auto-renewal-successful")]
    [InlineData("advanced", 15_000, "automation-ai-subscription")]
    public async Task An_order_while_past_due_pays_the_renewal_in_its_wanted_form(string plan, long total, string email)
    {
        var stage = await PastDueAsync(Unclear);
        await stage.AdvanceAsync("2026-03-02T12:00Z");

        var order = Stage.Ok(await stage.OrderAsync(new() { Plan = plan, PaymentMethod = Stage.Card("pm_card_visa") }));

        Assert.Equal((OrderStatus.Completed, total), (order.Status, order.Total.Minor));
        Assert.Equal(email, (await stage.EmailsAsync())[^1].Template);
        await ExpectPaidAsync(stage);
    }

    [Fact]
    public async Task Without_any_method_the_renewal_fails_and_the_first_one_saved_pays_it()
    {
        var stage = await new Stage().WithAccountAsync();
        await stage.WithPlanAsync();
        var method = (await stage.StateAsync())!.PaymentMethods[0];
        Stage.Refused("payment-method-required", await stage.Home.Methods.RemoveAsync(Stage.Acme, method.Id, Stage.Request()));
        Stage.Ok(await stage.Home.Acts.CancelAsync(Stage.Acme, new(CancelAt.PeriodEnd), Stage.Request()));
        Stage.Ok(await stage.Home.Methods.RemoveAsync(Stage.Acme, method.Id, Stage.Request()));
        Stage.Ok(await stage.Home.Acts.ResumeAsync(Stage.Acme, Stage.Request()));

        await stage.AdvanceAsync("2026-03-02T00:00Z");
        Assert.Equal("no_payment_method", (await stage.StoredOrdersAsync())[0].DeclineCode);

        Stage.Ok(await stage.Home.Methods.AddAsync(Stage.Acme, Stage.Card("pm_card_visa"), Stage.Request()));
        await stage.AdvanceAsync(stage.Clock.Now);
        await ExpectPaidAsync(stage);
    }

    [Fact]
    public async Task A_cancellation_while_past_due_ends_the_chase()
    {
        var stage = await PastDueAsync(Unclear);

        Stage.Ok(await stage.Home.Acts.CancelAsync(Stage.Acme, new(CancelAt.PeriodEnd), Stage.Request()));
        await stage.AdvanceAsync("2026-04-01T00:00Z");

        await ExpectAsync(stage, SubscriptionStatus.Canceled, failures: 1, null);
    }

    /// <summary>Essential, paid on 31 January by a card that works then; the default is another one on 28 February.</summary>
    private static async Task<Stage> PastDueAsync(string card)
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync();
        await stage.PayWithAsync(card);
        await stage.AdvanceAsync("2026-02-28T00:00Z");
        return stage;
    }

    private static async Task ExpectAsync(Stage stage, SubscriptionStatus status, int failures, string? nextAttempt)
    {
        var plan = await stage.PlanAsync();
        var charges = await stage.Provider.ChargesAsync();
        Assert.Equal(status, plan.Status);
        Assert.Equal(failures, charges.Count(charge => charge.DeclineCode is not null));
        Assert.Equal(nextAttempt is null ? null : Stage.At(nextAttempt), plan.NextPaymentAttemptAt);
    }

    private static async Task ExpectPaidAsync(Stage stage)
    {
        var plan = await stage.PlanAsync();
        Assert.Equal((SubscriptionStatus.Active, new DateOnly(2026, 2, 28), new DateOnly(2026, 3, 31)), (plan.Status, plan.Period!.Start, plan.Period.End));
        Assert.Null(plan.ServicesStopAt);
        await Books.AuditAsync(stage, stage.Tables, Stage.Acme);
    }
}
