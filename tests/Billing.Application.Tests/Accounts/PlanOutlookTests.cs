using Billing.Application.Orders;
using Billing.Application.Tests.World;
using Billing.Domain.Orders;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Tests.Accounts;

/// <summary>Plan information says what is coming, from 31 January 2026 on.</summary>
public sealed class PlanOutlookTests
{
    [Fact]
    public async Task A_trial_ends_or_becomes_what_was_ordered_for_its_end()
    {
        var stage = await new Stage().WithAccountAsync();
        Assert.Equal("trialEnd 2026-02-14 14", await ToldAsync(stage));

        Stage.Ok(await stage.OrderAsync(new() { Plan = "advanced", Effective = OrderEffective.NextRenewal }));
        Assert.Equal("planBegins 2026-02-14 14", await ToldAsync(stage));
    }

    [Fact]
    public async Task A_period_is_followed_by_a_renewal_a_planned_change_or_the_end()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync("advanced");
        Assert.Equal("renewal 2026-02-28 28", await ToldAsync(stage));

        Stage.Ok(await stage.OrderAsync(new() { Plan = "essential" }));
        Assert.Equal("plannedChange 2026-02-28 28", await ToldAsync(stage));
        Assert.Contains("Essential", (await stage.PlanAsync()).Outlook[0].Text);

        Stage.Ok(await stage.Home.Acts.CancelAsync(Stage.Acme, new(CancelAt.PeriodEnd), Stage.Request()));
        Assert.Equal("cancellation 2026-02-28 28", await ToldAsync(stage));

        await stage.AdvanceAsync("2026-03-01");
        Assert.Equal("", await ToldAsync(stage));
    }

    [Fact]
    public async Task A_renewal_that_failed_is_tried_again_until_services_stop()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync();
        await stage.PayWithAsync("pm_card_chargeCustomerFail");

        await stage.AdvanceAsync("2026-03-01T12:00Z");
        Assert.Equal("paymentAttempt 2026-03-03 2, servicesStop 2026-03-07 6", await ToldAsync(stage));

        await stage.AdvanceAsync("2026-03-05T12:00Z");
        Assert.Equal("servicesStop 2026-03-07 2", await ToldAsync(stage));
    }

    private static async Task<string> ToldAsync(Stage stage) =>
        string.Join(", ", (await stage.PlanAsync()).Outlook.Select(item => $"{item.Kind} {item.On:yyyy-MM-dd} {item.DaysLeft}"));
}
