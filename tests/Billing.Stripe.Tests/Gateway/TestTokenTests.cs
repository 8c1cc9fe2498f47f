using Billing.Application.Ports;
using Billing.Stripe.Tests.Support;

namespace Billing.Stripe.Tests.Gateway;

public sealed class TestTokenTests
{
    /// <summary>The token behind <c>pm_card_</c>; saved, charged with the customer here, charged without: as Stripe documents each card.</summary>
    private const string Cards = """
        visa                                                   saved                   paid                                paid
        visa_debit                                             saved                   paid                                paid
        mastercard                                             saved                   paid                                paid
        mastercard_prepaid                                     saved                   paid                                paid
        amex                                                   saved                   paid                                paid
        de                                                     saved                   paid                                paid
        chargeCustomerFail                                     saved                   unclear generic_decline             unclear generic_decline
        chargeDeclined                                         generic_decline         unclear generic_decline             unclear generic_decline
        visa_chargeDeclined                                    generic_decline         unclear generic_decline             unclear generic_decline
        chargeDeclinedInsufficientFunds                        insufficient_funds      soft insufficient_funds             soft insufficient_funds
        visa_chargeDeclinedInsufficientFunds                   insufficient_funds      soft insufficient_funds             soft insufficient_funds
        visa_chargeDeclinedLostCard                            generic_decline         hard lost_card                      hard lost_card
        visa_chargeDeclinedStolenCard                          generic_decline         hard stolen_card                    hard stolen_card
        chargeDeclinedExpiredCard                              expired_card            hard expired_card                   hard expired_card
        chargeDeclinedIncorrectCvc                             incorrect_cvc           hard incorrect_cvc                  hard incorrect_cvc
        chargeDeclinedProcessingError                          processing_error        soft processing_error               soft processing_error
        visa_chargeDeclinedVelocityLimitExceeded               card_velocity_exceeded  soft card_velocity_exceeded         soft card_velocity_exceeded
        radarBlock                                             saved                   hard fraudulent                     hard fraudulent
        createDispute                                          saved                   paid                                paid
        authenticationRequired                                 asks, then saved        asks, then paid                     authenticate authentication_required
        authenticationRequiredOnSetup                          asks, then saved        asks, then paid                     paid
        authenticationRequiredSetupForOffSession               asks, then saved        asks, then paid                     paid
        authenticationRequiredChargeDeclinedInsufficientFunds  asks, then saved        asks, then soft insufficient_funds  authenticate authentication_required
        threeDSecure2Required                                  asks, then saved        asks, then paid                     authenticate authentication_required
        threeDSecureRequiredChargeDeclined                     asks, then saved        asks, then unclear generic_decline  authenticate authentication_required
        threeDSecureRequiredProcessingError                    saved                   unclear generic_decline             unclear generic_decline
        threeDSecureOptional                                   saved                   paid                                paid
        threeDSecureOptionalProcessingError                    saved                   paid                                paid
        amex_threeDSecureNotSupported                          saved                   paid                                paid
        of_nobody                                              resource_missing        hard resource_missing               hard resource_missing
        """;

    [Fact]
    public async Task Every_test_card_behaves_as_documented()
    {
        await using var shop = await Shop.OpenAsync();
        var rows = new List<string[]>();
        foreach (var name in Table.Rows(Cards).Select(row => row[0]))
        {
            var token = "pm_card_" + name;
            var (saved, method) = await SaveAsync(shop, token);
            rows.Add([name, saved, await PayAsync(shop, shop.Charge(token)), await PayAsync(shop, shop.Charge(method ?? token, offSession: true))]);
        }

        Table.Equal(Cards, rows);
    }

    [Fact]
    public async Task A_charge_that_is_declined_moves_nothing()
    {
        await using var shop = await Shop.OpenAsync();

        await shop.PayAsync(shop.Charge("pm_card_visa_chargeDeclinedInsufficientFunds"));

        Assert.Equal((0, 1), (await shop.Controls.CountAsync() is var money ? money.Charges : -1, money.Declines));
    }

    [Fact]
    public async Task What_would_warn_a_thief_is_shown_as_a_general_decline()
    {
        await using var shop = await Shop.OpenAsync();

        var answer = await shop.PayAsync(shop.Charge("pm_card_visa_chargeDeclinedStolenCard"));

        Assert.Equal(("generic_decline", "stolen_card", DeclineKind.Hard), (answer.DeclineCode, answer.TrueDeclineCode, answer.Decline));
    }

    [Theory]
    [InlineData("4242 4242 4242 4242", "")]
    [InlineData("4000000000000069", "")]
    [InlineData("4242424242424241", "incorrect_number")]
    [InlineData("4111111111111111", "card_declined")]
    [InlineData("4242", "incorrect_number")]
    public async Task Test_numbers_become_methods_and_others_do_not(string number, string code)
    {
        await using var shop = await Shop.OpenAsync();
        using var api = new RawApi(shop.Simulator.Url);

        var answer = await api.PostAsync("/v1/payment_methods", $"type=card&card[number]={number}&card[exp_month]=12&card[exp_year]=2030&card[cvc]=123");

        Assert.Equal(code, answer.Code ?? "");
    }

    private static async Task<(string Told, string? Method)> SaveAsync(Shop shop, string token)
    {
        var first = await shop.SaveAsync(token);
        if (first.Outcome == PaymentOutcome.RequiresAction)
        {
            Assert.Equal("authenticate", first.Action!.Type);
            await shop.Controls.ActAsync(first.SetupReference!, isApproved: true);
            var then = await shop.Gateway.FindSavingAsync(Shop.Acme, first.SetupReference!, CancellationToken.None);
            return ($"asks, then {Told(then)}", then.ProviderMethodId);
        }

        return (Told(first), first.ProviderMethodId);
    }

    private static string Told(PaymentMethodAnswer answer) => answer.Outcome == PaymentOutcome.Succeeded ? "saved" : answer.DeclineCode!;

    private static async Task<string> PayAsync(Shop shop, ChargeRequest request)
    {
        var answer = await shop.PayAsync(request);
        if (answer.Outcome != PaymentOutcome.RequiresAction)
        {
            return Told(answer);
        }

        await shop.Controls.ActAsync(answer.ProviderReference!, isApproved: true);
        return $"asks, then {Told(await shop.FindAsync(request))}";
    }

    private static string Told(PaymentAnswer answer) => answer.Outcome == PaymentOutcome.Succeeded 
        ? "paid"
        : $"{answer.Decline.ToString().ToLowerInvariant()} {answer.TrueDeclineCode}";
}
