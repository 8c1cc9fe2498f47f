using Billing.Application.Ports;
using Billing.Domain;
using Billing.Stripe.Tests.Support;

namespace Billing.Stripe.Tests.Gateway;

/// <summary>What every payment gateway keeps, whoever is behind it.</summary>
public abstract class GatewayConformance : IAsyncLifetime
{
    private static readonly AccountId Account = new("acme");

    protected abstract IPaymentGateway Gateway { get; }

    /// <summary>How often money really moved.</summary>
    protected abstract Task<int> ChargesAsync();

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task A_saved_card_is_charged_on_and_off_session()
    {
        var saved = await SaveAsync("pm_card_visa");

        Assert.Equal((PaymentOutcome.Succeeded, "Visa •••• 4242"), (saved.Outcome, saved.Label));
        Assert.Equal(PaymentOutcome.Succeeded, (await ChargeAsync("pay_1", saved.ProviderMethodId!, false)).Outcome);
        Assert.Equal(PaymentOutcome.Succeeded, (await ChargeAsync("pay_2", saved.ProviderMethodId!, true)).Outcome);
        Assert.Equal(2, await ChargesAsync());
    }

    [Fact]
    public async Task A_payment_asked_for_again_is_answered_again_and_charged_once()
    {
        var saved = await SaveAsync("pm_card_visa");

        var first = await ChargeAsync("pay_1", saved.ProviderMethodId!, false);
        var second = await ChargeAsync("pay_1", saved.ProviderMethodId!, false);

        Assert.Equal((first.Outcome, first.ProviderReference), (second.Outcome, second.ProviderReference));
        Assert.Equal(1, await ChargesAsync());
    }

    [Fact]
    public async Task A_declined_payment_stays_declined_and_moves_nothing()
    {
        var saved = await SaveAsync("pm_card_chargeCustomerFail");

        var answers = new[] { await ChargeAsync("pay_1", saved.ProviderMethodId!, true), await ChargeAsync("pay_1", saved.ProviderMethodId!, true) };

        Assert.All(answers, answer => Assert.Equal(
            (PaymentOutcome.Declined, "generic_decline", DeclineKind.Unclear), (answer.Outcome, answer.DeclineCode, answer.Decline)));
        Assert.Equal(0, await ChargesAsync());
    }

    [Theory]
    [InlineData("pm_card_visa_chargeDeclined", "generic_decline")]
    [InlineData("pm_card_chargeDeclinedInsufficientFunds", "insufficient_funds")]
    [InlineData("pm_card_of_nobody", "resource_missing")]
    public async Task A_card_that_declines_cannot_be_saved(string token, string code)
    {
        var answer = await SaveAsync(token);

        Assert.Equal((PaymentOutcome.Declined, code, null), (answer.Outcome, answer.DeclineCode, answer.ProviderMethodId));
    }

    [Fact]
    public async Task What_was_charged_is_found_and_what_was_not_is_not()
    {
        var saved = await SaveAsync("pm_card_visa");
        await ChargeAsync("pay_1", saved.ProviderMethodId!, false);

        Assert.Equal(PaymentOutcome.Succeeded, (await FindAsync("pay_1"))?.Outcome);
        Assert.Null(await FindAsync("pay_2"));
        Assert.Null(await Gateway.FindAsync(new PaymentLookUp(new AccountId("nobody"), "pay_1"), CancellationToken.None));
    }

    [Fact]
    public async Task Canceling_is_too_late_once_it_is_paid()
    {
        var saved = await SaveAsync("pm_card_visa");
        await ChargeAsync("pay_1", saved.ProviderMethodId!, false);

        Assert.Equal(PaymentOutcome.Succeeded, (await Gateway.CancelAsync(new PaymentLookUp(Account, "pay_1"), CancellationToken.None)).Outcome);
        Assert.Equal(PaymentOutcome.Canceled, (await Gateway.CancelAsync(new PaymentLookUp(Account, "pay_2"), CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task Detaching_twice_is_no_error()
    {
        var saved = await SaveAsync("pm_card_visa");

        await Gateway.DetachMethodAsync(Account, saved.ProviderMethodId!, CancellationToken.None);
        await Gateway.DetachMethodAsync(Account, saved.ProviderMethodId!, CancellationToken.None);

        Assert.Equal(0, await ChargesAsync());
    }

    private ValueTask<PaymentMethodAnswer> SaveAsync(string token) =>
        Gateway.SaveMethodAsync(new SaveMethodRequest(Account, $"pm_{token}", token), CancellationToken.None);

    private ValueTask<PaymentAnswer> ChargeAsync(string paymentId, string method, bool offSession) =>
        Gateway.ChargeAsync(new ChargeRequest(Account, paymentId, Shop.Usd(5000), method, offSession, "An order"), CancellationToken.None);

    private ValueTask<PaymentAnswer?> FindAsync(string paymentId) => Gateway.FindAsync(new PaymentLookUp(Account, paymentId), CancellationToken.None);
}

public sealed class StripeGatewayConformance : GatewayConformance
{
    private Shop _shop = null!;

    protected override IPaymentGateway Gateway => _shop.Gateway;

    public override async ValueTask InitializeAsync() => _shop = await Shop.OpenAsync();

    public override ValueTask DisposeAsync() => _shop.DisposeAsync();

    protected override async Task<int> ChargesAsync() => (await _shop.Controls.CountAsync()).Charges;
}
