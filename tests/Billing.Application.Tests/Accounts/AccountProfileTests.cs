using System.Collections.Immutable;
using Billing.Application.Accounts;
using Billing.Application.Tests.World;
using Billing.Domain.Accounts;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Tests.Accounts;

public sealed class AccountProfileTests
{
    private static readonly AccountRequest Acme = new("Acme", AccountKind.Standard, "owner@acme.example", [], "USD", "UTC");

    [Fact]
    public async Task A_standard_account_starts_its_trial_with_its_free_credits_once()
    {
        var stage = new Stage();

        Assert.True(Stage.Ok(await stage.Home.Profiles.PutAsync(Stage.Acme, Acme, Stage.Request())).Created);
        Assert.False(Stage.Ok(await stage.Home.Profiles.PutAsync(Stage.Acme, Acme with { Name = "Acme Inc." }, Stage.Request())).Created);

        var (plan, credits) = (await stage.PlanAsync(), await stage.CreditsAsync());
        Assert.Equal((SubscriptionStatus.Trialing, "essential", 250), (plan.Status, plan.Plan, plan.AutomationAi.BillingSessions.Included));
        Assert.Equal((10_000_000, 0), (credits.FreeMicros.Value, credits.PaidMicros.Value));
        Assert.Equal("Acme Inc.", Stage.Ok(await stage.Home.Profiles.GetAsync(Stage.Acme, Stage.Request())).Name);
    }

    [Fact]
    public Task Two_processes_that_create_it_grant_the_trial_once() => EveryRace.EndsAsOneAsync(_ => Task.CompletedTask, stage => stage.WithAccountAsync());

    [Fact]
    public Task A_creation_that_is_killed_is_taken_up_again() => EveryCrash.LeavesNoTraceAsync(_ => Task.CompletedTask, stage => stage.WithAccountAsync());

    [Fact]
    public async Task An_enterprise_account_has_no_trial_and_orders_nothing()
    {
        var stage = await new Stage().WithAccountAsync(AccountKind.Enterprise);

        Assert.Equal((SubscriptionStatus.None, 0), ((await stage.PlanAsync()).Status, (await stage.CreditsAsync()).TotalMicros.Value));
        Stage.Refused("contract-required", await stage.OrderAsync(new() { Plan = "essential", PaymentMethod = Stage.Card("pm_card_visa") }));
    }

    [Theory]
    [InlineData("", "owner@acme.example", "USD", "UTC", "/name")]
    [InlineData("   ", "owner@acme.example", "USD", "UTC", "/name")]
    [InlineData("A\nB", "owner@acme.example", "USD", "UTC", "/name")]
    [InlineData("Acme", "owner", "USD", "UTC", "/ownerEmail")]
    [InlineData("Acme", "owner@", "USD", "UTC", "/ownerEmail")]
    [InlineData("Acme", "owner@acme..example", "USD", "UTC", "/ownerEmail")]
    [InlineData("Acme", "owner@acme.example", "EUR", "UTC", "/currency")]
    [InlineData("Acme", "owner@acme.example", "USD", "Mars/Olympus", "/timeZone")]
    public async Task What_is_not_valid_is_named_and_nothing_is_made(string name, string email, string currency, string zone, string pointer)
    {
        var stage = new Stage();

        var result = await stage.Home.Profiles.PutAsync(Stage.Acme, new(name, AccountKind.Standard, email, [], currency, zone), Stage.Request());

        Assert.Equal(("validation-failed", pointer), (result.Error?.Code, result.Error?.Pointer));
        Assert.Null(await stage.StateAsync());
    }

    [Fact]
    public async Task Kind_stays_and_the_zone_stays_while_a_paid_period_runs()
    {
        var stage = await new Stage().WithAccountAsync();
        Stage.Ok(await stage.Home.Profiles.PutAsync(Stage.Acme, Acme with { TimeZone = "Europe/Paris" }, Stage.Request()));
        await stage.WithPlanAsync();
        var before = (await stage.StateAsync())!.Profile;

        Stage.Refused("account-locked", await stage.Home.Profiles.PutAsync(Stage.Acme, Acme with { Kind = AccountKind.Enterprise }, Stage.Request()));
        Stage.Refused("account-locked", await stage.Home.Profiles.PutAsync(Stage.Acme, Acme with { TimeZone = "Asia/Tokyo" }, Stage.Request()));

        Assert.Equal(before.TimeZone, (await stage.StateAsync())!.Profile.TimeZone);
    }

    [Fact]
    public async Task What_is_left_out_stays_as_it_was()
    {
        var stage = new Stage();
        await stage.Home.Profiles.PutAsync(Stage.Acme, Acme with { DeveloperEmails = ["dev@acme.example"], TimeZone = "Europe/Paris" }, Stage.Request());

        var after = Stage.Ok(await stage.Home.Profiles.PutAsync(Stage.Acme, new("Acme", AccountKind.Standard, "new@acme.example"), Stage.Request())).Value;

        Assert.Equal(("new@acme.example", "Europe/Paris", "USD"), (after.OwnerEmail, after.TimeZone, after.Currency));
        Assert.Equal(ImmutableArray.Create("dev@acme.example"), after.DeveloperEmails);
    }
}
