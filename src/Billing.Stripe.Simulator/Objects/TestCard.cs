namespace Billing.Stripe.Simulator.Objects;

/// <summary>When the customer must authenticate a payment with the card.</summary>
internal enum Challenge
{
    Never,

    /// <summary>On session always; off session not.</summary>
    OnSession,

    /// <summary>On session always; off session unless the card was set up for it.</summary>
    UnlessSetUp,
    Always,
}

/// <summary>One of Stripe's test cards (docs.stripe.com/testing): how it looks and how it behaves.</summary>
/// <param name="Decline">The code with which every charge ends; null where charges succeed.</param>
/// <param name="Token">The <c>pm_card_…</c> that stands for the number; null where there is none.</param>
internal sealed record TestCard(
    string Number, string Brand, string? Token, Challenge Challenge = Challenge.Never, string? Decline = null,
    bool Attaches = true, bool IsDisputed = false, string Funding = "credit", string Country = "US")
{
    private static readonly TestCard[] All =
    [
        new("4242424242424242", "visa", "pm_card_visa"),
        new("4000056655665556", "visa", "pm_card_visa_debit", Funding: "debit"),
        new("5555555555554444", "mastercard", "pm_card_mastercard"),
        new("5200828282828210", "mastercard", "pm_card_mastercard_debit", Funding: "debit"),
        new("5105105105105100", "mastercard", "pm_card_mastercard_prepaid", Funding: "prepaid"),
        new("378282246310005", "amex", "pm_card_amex"),
        new("378282246310005", "amex", "pm_card_amex_threeDSecureNotSupported"),
        new("6011111111111117", "discover", "pm_card_discover"),
        new("3056930009020004", "diners", "pm_card_diners"),
        new("3566002020360505", "jcb", "pm_card_jcb"),
        new("6200000000000005", "unionpay", "pm_card_unionpay"),

        new("4000000000000002", "visa", "pm_card_visa_chargeDeclined", Decline: "generic_decline", Attaches: false),
        new("4000000000000002", "visa", "pm_card_chargeDeclined", Decline: "generic_decline", Attaches: false),
        new("4000000000009995", "visa", "pm_card_visa_chargeDeclinedInsufficientFunds", Decline: "insufficient_funds", Attaches: false),
        new("4000000000009995", "visa", "pm_card_chargeDeclinedInsufficientFunds", Decline: "insufficient_funds", Attaches: false),
        new("4000000000009987", "visa", "pm_card_visa_chargeDeclinedLostCard", Decline: "lost_card", Attaches: false),
        new("4000000000009979", "visa", "pm_card_visa_chargeDeclinedStolenCard", Decline: "stolen_card", Attaches: false),
        new("4000000000000069", "visa", "pm_card_chargeDeclinedExpiredCard", Decline: "expired_card", Attaches: false),
        new("4000000000000127", "visa", "pm_card_chargeDeclinedIncorrectCvc", Decline: "incorrect_cvc", Attaches: false),
        new("4000000000000119", "visa", "pm_card_chargeDeclinedProcessingError", Decline: "processing_error", Attaches: false),
        new("4000000000006975", "visa", "pm_card_visa_chargeDeclinedVelocityLimitExceeded", Decline: "card_velocity_exceeded", Attaches: false),
        new("4000000000000341", "visa", "pm_card_chargeCustomerFail", Decline: "generic_decline"),
        new("4100000000000019", "visa", "pm_card_radarBlock", Decline: "fraudulent"),
        new("4100000000000019", "visa", "pm_card_chargeDeclinedFraudulent", Decline: "fraudulent"),
        new("4000000000000259", "visa", "pm_card_createDispute", IsDisputed: true),

        new("4000002500003155", "visa", "pm_card_authenticationRequiredOnSetup", Challenge.UnlessSetUp),
        new("4000002760003184", "visa", "pm_card_authenticationRequired", Challenge.Always),
        new("4000003800000446", "visa", "pm_card_authenticationRequiredSetupForOffSession", Challenge.OnSession),
        new("4000008260003178", "visa", "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds", Challenge.Always, "insufficient_funds"),
        new("4000000000003220", "visa", "pm_card_threeDSecure2Required", Challenge.Always),
        new("4000000000003063", "visa", "pm_card_threeDSecureRequired", Challenge.Always),
        new("4000008400001629", "visa", "pm_card_threeDSecureRequiredChargeDeclined", Challenge.Always, "generic_decline"),
        new("4000008400001280", "visa", "pm_card_threeDSecureRequiredProcessingError", Decline: "generic_decline"),
        new("4000000000003055", "visa", "pm_card_threeDSecureOptional"),
        new("4000000000003097", "visa", "pm_card_threeDSecureOptionalProcessingError"),
        new("4000000032200000", "visa", null),
        new("4000582600000045", "visa", null, Challenge.Always),
    ];

    public string Last4 => Number[^4..];

    public static TestCard? ByNumber(string? number) => Array.Find(All, card => card.Number == number);

    /// <summary>A card by its token; <c>pm_card_de</c> and its like are a Visa of that country.</summary>
    public static TestCard? ByToken(string? token) => token switch
    {
        null => null,
        ['p', 'm', '_', 'c', 'a', 'r', 'd', '_', >= 'a' and <= 'z', >= 'a' and <= 'z'] =>
            All[0] with { Token = token, Country = token[^2..].ToUpperInvariant() },
        _ => Array.Find(All, card => card.Token == token),
    };
}
