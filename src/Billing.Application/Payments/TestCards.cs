using Billing.Application.Ports;

namespace Billing.Application.Payments;

/// <summary>One of Stripe's test cards: how it looks, and what becomes of saving and of charging it.</summary>
/// <param name="SaveDecline">The decline code where the card cannot even be saved; null where it can.</param>
/// <param name="ChargeDecline">The decline code of every charge; null where charges succeed.</param>
public sealed record TestCard(string Token, string Brand, string Last4, string? SaveDecline = null, string? ChargeDecline = null)
{
    public string Label => $"{Brand} •••• {Last4}";

    public static DeclineKind KindOf(string declineCode) => declineCode switch
    {
        "insufficient_funds" or "processing_error" or "card_velocity_exceeded" => DeclineKind.Soft,
        "authentication_required" => DeclineKind.Authenticate,
        "generic_decline" => DeclineKind.Unclear,
        _ => DeclineKind.Hard,
    };
}

/// <summary>
/// Stripe's published test tokens, as docs.stripe.com/testing lists them. A card that always declines cannot be saved; <c>pm_card_chargeCustomerFail</c> can.
/// </summary>
public static class TestCards
{
    private static readonly Dictionary<string, TestCard> ByToken = new TestCard[]
    {
        new("pm_card_visa", "Visa", "4242"),
        new("pm_card_visa_debit", "Visa", "5556"),
        new("pm_card_mastercard", "Mastercard", "4444"),
        new("pm_card_mastercard_debit", "Mastercard", "3222"),
        new("pm_card_mastercard_prepaid", "Mastercard", "5100"),
        new("pm_card_amex", "American Express", "8431"),
        new("pm_card_discover", "Discover", "9424"),
        new("pm_card_diners", "Diners Club", "3237"),
        new("pm_card_jcb", "JCB", "0505"),
        new("pm_card_unionpay", "UnionPay", "0000"),
        new("pm_card_us", "Visa", "4242"),
        new("pm_card_chargeCustomerFail", "Visa", "0341", null, "generic_decline"),
        new("pm_card_authenticationRequired", "Visa", "3184", null, "authentication_required"),
        new("pm_card_visa_chargeDeclined", "Visa", "0002", "generic_decline", "generic_decline"),
        new("pm_card_chargeDeclined", "Visa", "0002", "generic_decline", "generic_decline"),
        new("pm_card_visa_chargeDeclinedInsufficientFunds", "Visa", "9995", "insufficient_funds", "insufficient_funds"),
        new("pm_card_chargeDeclinedInsufficientFunds", "Visa", "9995", "insufficient_funds", "insufficient_funds"),
        new("pm_card_visa_chargeDeclinedLostCard", "Visa", "9987", "lost_card", "lost_card"),
        new("pm_card_visa_chargeDeclinedStolenCard", "Visa", "9979", "stolen_card", "stolen_card"),
        new("pm_card_chargeDeclinedExpiredCard", "Visa", "0069", "expired_card", "expired_card"),
        new("pm_card_chargeDeclinedIncorrectCvc", "Visa", "0127", "incorrect_cvc", "incorrect_cvc"),
        new("pm_card_chargeDeclinedProcessingError", "Visa", "0119", "processing_error", "processing_error"),
        new("pm_card_visa_chargeDeclinedVelocityLimitExceeded", "Visa", "6975", "card_velocity_exceeded", "card_velocity_exceeded"),
    }.ToDictionary(card => card.Token, StringComparer.Ordinal);

    public static TestCard? Find(string token) => ByToken.GetValueOrDefault(token);
}
