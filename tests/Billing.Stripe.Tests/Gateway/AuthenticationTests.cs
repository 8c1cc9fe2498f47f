using Billing.Application.Ports;
using Billing.Stripe.Tests.Support;

namespace Billing.Stripe.Tests.Gateway;

/// <summary>A card's OTP: at saving, at paying, and when a renewal could not do without.</summary>
public sealed class AuthenticationTests
{
    private const string AlwaysAsks = "pm_card_authenticationRequired";

    [Fact]
    public async Task A_payment_waits_for_its_customer_and_is_paid_once()
    {
        await using var shop = await Shop.OpenAsync();
        var request = shop.Charge(AlwaysAsks);

        var asked = await shop.PayAsync(request);

        Assert.Equal((PaymentOutcome.RequiresAction, "authenticate"), (asked.Outcome, asked.Action?.Type));
        Assert.Contains("_secret_", asked.Action!.ClientSecret, StringComparison.Ordinal);
        Assert.Equal(0, (await shop.Controls.CountAsync()).Charges);

        Assert.True(await shop.Controls.ActAsync(asked.ProviderReference!, isApproved: true));
        var found = await shop.FindAsync(request);

        Assert.Equal((PaymentOutcome.Succeeded, Shop.Usd(5000)), (found.Outcome, found.Received));
        Assert.Equal(1, (await shop.Controls.CountAsync()).Charges);
        Assert.False(await shop.Controls.ActAsync(asked.ProviderReference!, isApproved: true));
    }

    [Fact]
    public async Task A_failed_authentication_is_a_decline_that_moves_nothing()
    {
        await using var shop = await Shop.OpenAsync();
        var request = shop.Charge(AlwaysAsks);
        var asked = await shop.PayAsync(request);

        await shop.Controls.ActAsync(asked.ProviderReference!, isApproved: false);
        var found = await shop.FindAsync(request);

        Assert.Equal((PaymentOutcome.Declined, DeclineKind.Hard, "payment_intent_authentication_failure"), (found.Outcome, found.Decline, found.DeclineCode));
        Assert.Equal(0, (await shop.Controls.CountAsync()).Charges);
    }

    [Fact]
    public async Task A_saving_that_is_not_authenticated_saves_nothing()
    {
        await using var shop = await Shop.OpenAsync();
        var asked = await shop.SaveAsync(AlwaysAsks);

        await shop.Controls.ActAsync(asked.SetupReference!, isApproved: false);
        var found = await shop.Gateway.FindSavingAsync(Shop.Acme, asked.SetupReference!, CancellationToken.None);

        Assert.Equal((PaymentOutcome.Declined, null), (found.Outcome, found.ProviderMethodId));
    }

    [Fact]
    public async Task One_OTP_pays_and_saves()
    {
        await using var shop = await Shop.OpenAsync();
        var request = shop.Charge("pm_card_authenticationRequiredOnSetup") with { SaveMethod = true };
        var asked = await shop.PayAsync(request);

        await shop.Controls.ActAsync(asked.ProviderReference!, isApproved: true);
        var saved = (await shop.FindAsync(request)).SavedMethod!;
        var renewal = await shop.PayAsync(shop.Charge(saved.ProviderMethodId, offSession: true));

        Assert.Equal("Visa •••• 3155", saved.Label);
        Assert.Equal(PaymentOutcome.Succeeded, renewal.Outcome);
    }

    [Fact]
    public async Task A_payment_that_does_not_save_leaves_no_method_behind()
    {
        await using var shop = await Shop.OpenAsync();

        var paid = await shop.PayAsync(shop.Charge("pm_card_visa"));

        Assert.Equal((PaymentOutcome.Succeeded, null), (paid.Outcome, paid.SavedMethod));
    }

    [Fact]
    public async Task A_renewal_that_needs_its_customer_is_taken_up_as_the_same_payment()
    {
        await using var shop = await Shop.OpenAsync();
        var saved = await shop.SaveAndAuthenticateAsync(AlwaysAsks);
        var renewal = shop.Charge(saved.ProviderMethodId, offSession: true);
        var declined = await shop.PayAsync(renewal);
        Assert.Equal((PaymentOutcome.Declined, DeclineKind.Authenticate), (declined.Outcome, declined.Decline));

        var asked = await shop.Gateway.ResumeAsync(renewal, CancellationToken.None);
        Assert.Equal((PaymentOutcome.RequiresAction, declined.ProviderReference), (asked.Outcome, asked.ProviderReference));
        Assert.Equal(PaymentOutcome.RequiresAction, (await shop.Gateway.ResumeAsync(renewal, CancellationToken.None)).Outcome);

        await shop.Controls.ActAsync(asked.ProviderReference!, isApproved: true);
        Assert.Equal(PaymentOutcome.Succeeded, (await shop.Gateway.ResumeAsync(renewal, CancellationToken.None)).Outcome);
        Assert.Equal(1, (await shop.Controls.CountAsync()).Charges);
    }

    [Fact]
    public async Task A_payment_is_taken_up_with_another_card()
    {
        await using var shop = await Shop.OpenAsync();
        var first = shop.Charge("pm_card_chargeCustomerFail");
        var declined = await shop.PayAsync(first);

        var paid = await shop.Gateway.ResumeAsync(first with { Method = "pm_card_mastercard", SaveMethod = true }, CancellationToken.None);

        Assert.Equal((PaymentOutcome.Succeeded, declined.ProviderReference), (paid.Outcome, paid.ProviderReference));
        Assert.Equal("Mastercard •••• 4444", paid.SavedMethod?.Label);
    }

    [Fact]
    public async Task A_detached_method_can_no_longer_be_charged()
    {
        await using var shop = await Shop.OpenAsync();
        var saved = await shop.SaveAsync("pm_card_visa");

        await shop.Gateway.DetachMethodAsync(Shop.Acme, saved.ProviderMethodId!, CancellationToken.None);
        await shop.Gateway.DetachMethodAsync(Shop.Acme, saved.ProviderMethodId!, CancellationToken.None);
        var answer = await shop.PayAsync(shop.Charge(saved.ProviderMethodId, offSession: true));

        Assert.Equal((PaymentOutcome.Declined, DeclineKind.Hard), (answer.Outcome, answer.Decline));
        Assert.Equal(0, (await shop.Controls.CountAsync()).Charges);
    }
}
