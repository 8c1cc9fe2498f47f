using System.Text.Json.Nodes;

namespace Billing.Stripe.Simulator.Objects;

/// <summary>Why a charge or an authentication fails: Stripe's words for it (docs.stripe.com/declines/codes).</summary>
/// <param name="DeclineCode">The issuer's reason, where the code alone does not tell it.</param>
internal sealed record Decline(string Code, string? DeclineCode, string Message, string? AdviceCode = null)
{
    public static readonly Decline AuthenticationRequired = new(
        "authentication_required", "authentication_required", "Your card was declined. This transaction requires authentication.");

    public static readonly Decline PaymentAuthenticationFailed = new(
        "payment_intent_authentication_failure", null,
        "We are unable to authenticate your payment method. Please choose a different payment method and try again.");

    public static readonly Decline SetupAuthenticationFailed = PaymentAuthenticationFailed with { Code = "setup_intent_authentication_failure" };

    public static readonly Decline CustomerDeclined = new(
        "payment_method_customer_decline", null, "The customer did not approve the payment with the provider of the payment method.");

    private static readonly Decline[] OwnCodes =
    [
        new("expired_card", null, "Your card has expired.", "confirm_card_data"),
        new("incorrect_cvc", null, "Your card's security code is incorrect.", "confirm_card_data"),
        new("incorrect_number", null, "Your card number is incorrect.", "confirm_card_data"),
        new("processing_error", null, "An error occurred while processing your card. Try again in a little bit.", "try_again_later"),
    ];

    /// <summary>The decline for one of Stripe's codes or decline codes.</summary>
    public static Decline Of(string code) => code == AuthenticationRequired.Code
        ? AuthenticationRequired
        : Array.Find(OwnCodes, own => own.Code == code) ?? new("card_declined", code, code switch
        {
            "insufficient_funds" => "Your card has insufficient funds.",
            "card_velocity_exceeded" => "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.",
            _ => "Your card was declined.",
        }, code switch
        {
            "insufficient_funds" or "generic_decline" or "card_velocity_exceeded" => "try_again_later",
            _ => "do_not_try_again",
        });

    /// <summary>The members of an error, or of <c>last_payment_error</c>, beside type, code and message.</summary>
    public JsonObject Details()
    {
        var details = new JsonObject();
        if (AdviceCode is not null)
        {
            details["advice_code"] = AdviceCode;
        }

        if (DeclineCode is not null)
        {
            details["decline_code"] = DeclineCode;
        }

        return details;
    }

    /// <summary>As an intent keeps it: <c>last_payment_error</c>, <c>last_setup_error</c>.</summary>
    public JsonObject AsLastError(JsonObject? paymentMethod, string? charge)
    {
        var error = Details();
        if (charge is not null)
        {
            error["charge"] = charge;
        }

        error["code"] = Code;
        error["doc_url"] = $"https://stripe.com/docs/error-codes/{Code.Replace('_', '-')}";
        error["message"] = Message;
        error["payment_method"] = paymentMethod;
        error["type"] = "card_error";
        return error;
    }
}
