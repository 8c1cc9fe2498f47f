using System.Net;
using Billing.Application.Ports;
using Billing.Domain.Payments;
using Billing.Stripe.Tests.Support;

namespace Billing.Stripe.Tests.Gateway;

public sealed class PayPalTests
{
    [Fact]
    public async Task A_payment_redirects_and_is_paid_when_the_customer_approves()
    {
        await using var shop = await Shop.OpenAsync();
        var request = shop.Charge(null, type: PaymentMethodType.PayPal);

        var asked = await shop.PayAsync(request);
        Assert.Equal((PaymentOutcome.RequiresAction, "redirect"), (asked.Outcome, asked.Action?.Type));
        Assert.StartsWith(shop.Simulator.Url.ToString(), asked.Action!.Url, StringComparison.Ordinal);

        await shop.Controls.ActAsync(asked.ProviderReference!, isApproved: true);
        Assert.Equal(PaymentOutcome.Succeeded, (await shop.FindAsync(request)).Outcome);
        Assert.Equal(1, (await shop.Controls.CountAsync()).Charges);
    }

    [Fact]
    public async Task A_payment_that_the_customer_declines_moves_nothing()
    {
        await using var shop = await Shop.OpenAsync();
        var request = shop.Charge(null, type: PaymentMethodType.PayPal);
        var asked = await shop.PayAsync(request);

        await shop.Controls.ActAsync(asked.ProviderReference!, isApproved: false);

        var found = await shop.FindAsync(request);
        Assert.Equal((PaymentOutcome.Declined, "payment_method_customer_decline"), (found.Outcome, found.DeclineCode));
        Assert.Equal(0, (await shop.Controls.CountAsync()).Charges);
    }

    [Fact]
    public async Task What_was_saved_with_a_payment_renews_without_the_customer()
    {
        await using var shop = await Shop.OpenAsync();
        var first = shop.Charge(null, type: PaymentMethodType.PayPal) with { SaveMethod = true };
        var asked = await shop.PayAsync(first);
        await shop.Controls.ActAsync(asked.ProviderReference!, isApproved: true);

        var saved = (await shop.FindAsync(first)).SavedMethod!;
        var renewal = await shop.PayAsync(shop.Charge(saved.ProviderMethodId, offSession: true, type: PaymentMethodType.PayPal));

        Assert.StartsWith("PayPal", saved.Label, StringComparison.Ordinal);
        Assert.Equal(PaymentOutcome.Succeeded, renewal.Outcome);
    }

    [Fact]
    public async Task An_account_is_linked_without_a_payment()
    {
        await using var shop = await Shop.OpenAsync();
        var request = new SaveMethodRequest(Shop.Acme, "pm_1", null, PaymentMethodType.PayPal, "http://127.0.0.1/back");

        var asked = await shop.Gateway.SaveMethodAsync(request, CancellationToken.None);
        Assert.Equal((PaymentOutcome.RequiresAction, "redirect"), (asked.Outcome, asked.Action?.Type));
        await shop.Controls.ActAsync(asked.SetupReference!, isApproved: true);
        var saved = await shop.Gateway.FindSavingAsync(Shop.Acme, asked.SetupReference!, CancellationToken.None);

        Assert.Equal(PaymentOutcome.Succeeded, (await shop.PayAsync(shop.Charge(saved.ProviderMethodId, true, type: PaymentMethodType.PayPal))).Outcome);
    }

    [Fact]
    public async Task The_page_approves_and_leads_back()
    {
        await using var shop = await Shop.OpenAsync();
        var request = shop.Charge(null, type: PaymentMethodType.PayPal);
        var asked = await shop.PayAsync(request);
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler);

        var page = await browser.GetStringAsync(new Uri(asked.Action!.Url!));
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("outcome", "approve")]);
        using var back = await browser.PostAsync(new Uri(asked.Action.Url + "/page"), form);

        Assert.Contains("<button name=\"outcome\" value=\"approve\">", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.StartsWith($"http://127.0.0.1/back?payment_intent={asked.ProviderReference}", back.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(PaymentOutcome.Succeeded, (await shop.FindAsync(request)).Outcome);
    }
}
