using Billing.Application.Tests.World;
using Billing.Domain.Credits;

namespace Billing.Application.Tests.Credits;

/// <summary>20.00 USD are loaded whenever the total falls below 5.00; the account begins with 10.00 free.</summary>
public sealed class AutoTopUpTests
{
    [Fact]
    public async Task It_charges_once_a_fall()
    {
        var stage = await SetUpAsync("pm_card_visa");
        await SpendAsync(stage, 5_000_000);
        Assert.Equal(0, await ChargesAsync(stage));

        await SpendAsync(stage, 10);
        await SpendAsync(stage, 10);
        Assert.Equal((1, 24_999_980), (await ChargesAsync(stage), (await stage.CreditsAsync()).TotalMicros.Value));

        await SpendAsync(stage, 21_000_000);
        Assert.Equal((2, 23_999_980), (await ChargesAsync(stage), (await stage.CreditsAsync()).TotalMicros.Value));
        await Books.AuditAsync(stage, stage.Tables, Stage.Acme);
    }

    [Fact]
    public async Task While_one_is_under_way_no_second_one_starts()
    {
        var stage = await SetUpAsync("pm_card_visa");
        stage.Restart(gateway: new NoGateway());
        await SpendAsync(stage, 6_000_000);
        await SpendAsync(stage, 1_000_000);
        Assert.Equal(AutoTopUpState.InFlight, (await stage.CreditsAsync()).AutoTopUp.Status);

        stage.Restart();
        await stage.AdvanceAsync(stage.Clock.Now.AddMinutes(1));

        Assert.Equal((1, AutoTopUpState.Armed), (await ChargesAsync(stage), (await stage.CreditsAsync()).AutoTopUp.Status));
    }

    [Fact]
    public async Task After_a_decline_it_stops_until_the_customer_sets_it_again()
    {
        var stage = await SetUpAsync("pm_card_chargeCustomerFail");
        await SpendAsync(stage, 6_000_000);
        await SpendAsync(stage, 1_000_000);
        await stage.AdvanceAsync(stage.Clock.Now.AddDays(2));
        Assert.Equal((1, AutoTopUpState.Stopped), (await ChargesAsync(stage), (await stage.CreditsAsync()).AutoTopUp.Status));

        await stage.AutoTopUpAsync(true, 5_000_000, 2_000);
        await stage.AdvanceAsync(stage.Clock.Now);
        Assert.Equal((2, AutoTopUpState.Stopped), (await ChargesAsync(stage), (await stage.CreditsAsync()).AutoTopUp.Status));
    }

    [Fact]
    public async Task A_new_method_takes_up_one_that_stopped_and_is_the_default_in_place_of_the_declined_one()
    {
        var stage = await SetUpAsync("pm_card_chargeCustomerFail");
        await SpendAsync(stage, 6_000_000);

        var added = Stage.Ok(await stage.Home.Methods.AddAsync(Stage.Acme, Stage.Card("pm_card_visa"), Stage.Request()));
        await stage.AdvanceAsync(stage.Clock.Now);

        Assert.True(added.IsDefault);
        Assert.Equal((AutoTopUpState.Armed, 24_000_000), ((await stage.CreditsAsync()).AutoTopUp.Status, (await stage.CreditsAsync()).TotalMicros.Value));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_top_up_of_the_customers_own_arms_one_that_stopped(bool isByWire)
    {
        var stage = await SetUpAsync("pm_card_chargeCustomerFail");
        await SpendAsync(stage, 6_000_000);
        Assert.Equal(AutoTopUpState.Stopped, (await stage.CreditsAsync()).AutoTopUp.Status);

        var order = Stage.Ok(await stage.TopUpAsync(5_000, isByWire ? Stage.Wire : Stage.Card("pm_card_visa")));
        if (isByWire)
        {
            await stage.TransferAsync(order.Wire!.Reference, 5_000);
        }

        Assert.Equal((AutoTopUpState.Armed, 54_000_000), ((await stage.CreditsAsync()).AutoTopUp.Status, (await stage.CreditsAsync()).TotalMicros.Value));
    }

    [Fact]
    public async Task Switched_off_before_it_was_ordered_it_is_not_ordered_and_holds_nothing_up()
    {
        var stage = await SetUpAsync("pm_card_visa");
        await stage.UseAiAsync("spent", 2_000_000);
        Assert.Equal(AutoTopUpState.InFlight, (await stage.CreditsAsync()).AutoTopUp.Status);

        var off = await stage.AutoTopUpAsync(false, 5_000_000, 2_000);
        await stage.AdvanceAsync("2026-03-05T00:00Z");

        Assert.Equal((false, AutoTopUpState.Armed), (off.Enabled, off.Status));
        Assert.Equal(0, await ChargesAsync(stage));
        Assert.Equal(Billing.Domain.Subscriptions.SubscriptionStatus.Expired, (await stage.StateAsync())!.Subscription.Status);
    }

    [Fact]
    public async Task Switched_on_below_the_threshold_it_charges_at_once()
    {
        var stage = await new Stage().WithAccountAsync();
        await stage.PayWithAsync("pm_card_visa");

        await stage.AutoTopUpAsync(true, 10_000_001, 2_000);
        await stage.AdvanceAsync(stage.Clock.Now);

        Assert.Equal((1, 30_000_000), (await ChargesAsync(stage), (await stage.CreditsAsync()).TotalMicros.Value));
    }

    [Theory]
    [InlineData(499)]
    [InlineData(1_000_001)]
    public async Task An_amount_out_of_bounds_is_refused_and_nothing_changes(long cents)
    {
        var stage = await SetUpAsync("pm_card_visa");
        var before = await stage.CreditsAsync();

        Stage.Refused("validation-failed", await stage.Home.Credits.SetAutoTopUpAsync(
            Stage.Acme, new(true, new(1), new(cents, Billing.Domain.Currency.Usd)), Stage.Request()));

        Assert.Equal(before, await stage.CreditsAsync());
    }

    private static async Task<Stage> SetUpAsync(string card)
    {
        var stage = await new Stage().WithAccountAsync();
        await stage.PayWithAsync(card);
        await stage.AutoTopUpAsync(true, 5_000_000, 2_000);
        return stage;
    }

    /// <summary>Spends so many micros, a multiple of ten, and has done at once what falls due by that.</summary>
    private static async Task SpendAsync(Stage stage, long micros)
    {
        stage.Clock.Now = stage.Clock.Now.AddSeconds(1);
        await stage.UseAiAsync($"ai-{stage.Clock.Now:HHmmss}", 0, micros / 10);
        await stage.AdvanceAsync(stage.Clock.Now);
    }

    private static async Task<int> ChargesAsync(Stage stage) => (await stage.Provider.ChargesAsync()).Count;
}
