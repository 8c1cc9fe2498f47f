using Billing.Application.Payments;
using Billing.Application.Tests.World;
using Billing.Domain;
using Billing.Domain.Payments;

namespace Billing.Application.Tests.Payments;

public sealed class PaymentMethodTests
{
    private const string AsksAlways = "pm_card_authenticationRequired";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_card_that_asks_for_its_OTP_becomes_usable_with_it_told_or_looked_up(bool isTold)
    {
        var stage = await new Stage().WithAccountAsync();
        var added = Stage.Ok(await AddAsync(stage, Stage.Card(AsksAlways)));
        Assert.Equal(("requiresAction", "authenticate", false), (added.Status, added.Action?.Type, added.IsDefault));
        Stage.Refused("payment-method-not-ready", await stage.Home.Methods.MakeDefaultAsync(Stage.Acme, added.Id, Stage.Request()));
        Assert.Equal(added, Assert.Single(await ListAsync(stage)));

        if (isTold)
        {
            await stage.FinishSavingAsync(added.Id);
        }
        else
        {
            await stage.Provider.Controls.ActAsync((await SavingAsync(stage, added.Id))!.SetupReference, isApproved: true);
            await stage.AdvanceAsync(stage.Clock.Now.AddMinutes(1));
        }

        Assert.Equal(
            new PaymentMethodView(added.Id, PaymentMethodType.Card, "Visa •••• 3184", true, "active", null), Assert.Single(await ListAsync(stage)));
    }

    [Fact]
    public async Task PayPal_is_linked_by_a_redirect_and_pays_without_the_customer_afterwards()
    {
        var stage = await (await new Stage().WithAccountAsync()).WithPlanAsync();
        var added = Stage.Ok(await AddAsync(stage, Stage.PayPal with { ReturnUrl = "https://shop.example/back" }));
        Assert.Equal("redirect", added.Action?.Type);

        await stage.FinishSavingAsync(added.Id);
        Stage.Ok(await stage.Home.Methods.MakeDefaultAsync(Stage.Acme, added.Id, Stage.Request()));
        await stage.AdvanceAsync("2026-03-01T00:00Z");

        Assert.Equal(1, (await stage.StateAsync())!.Subscription.PeriodIndex);
        Assert.Equal(2, (await stage.Provider.ChargesAsync()).Count(charge => charge.DeclineCode is null));
    }

    [Fact]
    public async Task What_the_customer_fails_to_finish_is_forgotten()
    {
        var stage = await new Stage().WithAccountAsync();
        var failed = Stage.Ok(await AddAsync(stage, Stage.Card(AsksAlways)));
        await stage.FinishSavingAsync(failed.Id, isApproved: false);
        Assert.Empty(await ListAsync(stage));

        Stage.Ok(await AddAsync(stage, Stage.PayPal));
        await stage.AdvanceAsync(stage.Clock.Now.AddHours(23));
        Assert.Single(await ListAsync(stage));
        await stage.AdvanceAsync(stage.Clock.Now.AddHours(8));
        Assert.Empty(await ListAsync(stage));
    }

    [Fact]
    public async Task One_that_waits_can_be_removed()
    {
        var stage = await new Stage().WithAccountAsync();
        var added = Stage.Ok(await AddAsync(stage, Stage.Card(AsksAlways)));

        Stage.Ok(await stage.Home.Methods.RemoveAsync(Stage.Acme, added.Id, Stage.Request()));
        await stage.TellAsync(Ports.NoticeSubject.Saving, "seti_nobodys", null);

        Assert.Empty(await ListAsync(stage));
        Stage.Refused("payment-method-not-found", await stage.Home.Methods.RemoveAsync(Stage.Acme, added.Id, Stage.Request()));
    }

    [Theory]
    //          type                     token                                       return url       code                 pointer
    [InlineData(PaymentMethodType.Card,   null,                                       null,            "validation-failed", "/token")]
    [InlineData(PaymentMethodType.Card,   "pm_card_of_nobody",                        null,            "validation-failed", "/token")]
    [InlineData(PaymentMethodType.Card,   "pm_card_chargeDeclinedInsufficientFunds",  null,            "payment-declined",  null)]
    [InlineData(PaymentMethodType.PayPal, null,                                       "javascript:x",  "validation-failed", "/returnUrl")]
    [InlineData(PaymentMethodType.Wire,   null,                                       null,            "validation-failed", "/type")]
    [InlineData(PaymentMethodType.Saved,  null,                                       null,            "validation-failed", "/type")]
    public async Task What_cannot_be_saved_is_refused_and_nothing_changes(
        PaymentMethodType type, string? token, string? returnUrl, string code, string? pointer)
    {
        var stage = await new Stage().WithAccountAsync();

        var refused = await AddAsync(stage, new PaymentMethodChoice(type, token, ReturnUrl: returnUrl));

        Assert.Equal((code, pointer), (refused.Error?.Code, refused.Error?.Pointer));
        Assert.Empty(await ListAsync(stage));
    }

    [Fact]
    public async Task A_card_that_is_typed_in_again_takes_the_place_of_itself()
    {
        var stage = await new Stage().WithAccountAsync();
        Stage.Ok(await stage.TopUpAsync(2_000, "pm_card_visa"));
        var first = (await stage.StateAsync())!.PaymentMethods.Single();
        Stage.Ok(await stage.TopUpAsync(2_000, "pm_card_amex"));

        Stage.Ok(await stage.TopUpAsync(2_000, "pm_card_visa"));
        await stage.AdvanceAsync(stage.Clock.Now);

        var methods = (await stage.StateAsync())!.PaymentMethods;
        Assert.Equal([(first.Id, false), (methods[1].Id, false)], methods.Select(method => (method.Id, method.ProviderId == first.ProviderId)));
        Assert.Equal(methods.Select(method => method.ProviderId).Order(), (await stage.Provider.AttachedAsync()).Order());
    }

    [Fact]
    public async Task A_removed_method_is_forgotten_by_the_provider_once_it_answers()
    {
        var stage = await new Stage().WithAccountAsync();
        var added = Stage.Ok(await AddAsync(stage, Stage.Card("pm_card_visa")));
        stage.Restart(gateway: new NoGateway());

        Stage.Ok(await stage.Home.Methods.RemoveAsync(Stage.Acme, added.Id, Stage.Request()));
        await stage.AdvanceAsync(stage.Clock.Now);
        Assert.Single(await stage.Provider.AttachedAsync());
        stage.Restart();
        await stage.AdvanceAsync(stage.Clock.Now.AddMinutes(10));

        Assert.Empty(await stage.Provider.AttachedAsync());
    }

    [Fact]
    public async Task A_repetition_saves_nothing_more()
    {
        var stage = await new Stage().WithAccountAsync();

        var first = Stage.Ok(await AddAsync(stage, Stage.Card(AsksAlways), "once"));
        await stage.FinishSavingAsync(first.Id);
        var again = Stage.Ok(await AddAsync(stage, Stage.Card(AsksAlways), "once"));

        Assert.Equal(first, again);
        Assert.Single(await ListAsync(stage));
    }

    [Fact]
    public Task Killed_anywhere_a_saving_comes_to_its_end() => EveryCrash.LeavesNoTraceAsync(
        stage => stage.WithAccountAsync(),
        async stage =>
        {
            var added = await AddAsync(stage, Stage.Card(AsksAlways), "once");
            if (await SavingAsync(stage, added.Value.Id) is { } saving)
            {
                await stage.Provider.OnceAsync(saving.SetupReference, () => stage.Provider.Controls.ActAsync(saving.SetupReference, isApproved: true));
                await stage.TellAsync(Ports.NoticeSubject.Saving, saving.SetupReference, null);
            }
        });

    private static ValueTask<Result<PaymentMethodView>> AddAsync(Stage stage, PaymentMethodChoice choice, string? key = null) =>
        stage.Home.Methods.AddAsync(Stage.Acme, choice, Stage.Request(key));

    private static async Task<IReadOnlyList<PaymentMethodView>> ListAsync(Stage stage) =>
        Stage.Ok(await stage.Home.Methods.ListAsync(Stage.Acme, Stage.Request())).Items;

    private static ValueTask<StoredSaving?> SavingAsync(Stage stage, string id) =>
        stage.Home.Store.ReadAsync(Stage.Acme, Rows.AccountRows.Method(id), StorageJson.Default.StoredSaving, default);
}
