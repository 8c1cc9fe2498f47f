using Billing.Application.Ports;

namespace Billing.Stripe.Client;

/// <summary>What a refusal means for the next try (docs.stripe.com/declines/codes). Decided on codes alone.</summary>
internal static class StripeErrors
{
    private const string Generic = "generic_decline";

    private static readonly Dictionary<string, DeclineKind> Kinds = Table(
        (DeclineKind.Hard, """
            lost_card stolen_card pickup_card restricted_card incorrect_number invalid_number invalid_account new_account_information_available
            expired_card invalid_expiry_month invalid_expiry_year incorrect_cvc invalid_cvc incorrect_zip incorrect_address
            card_not_supported currency_not_supported transaction_not_allowed service_not_allowed not_permitted
            revocation_of_authorization revocation_of_all_authorizations stop_payment_order merchant_blacklist security_violation
            previously_declined_do_not_retry fraudulent highest_risk_level live_mode_test_card testmode_decline
            payment_method_customer_decline payment_intent_authentication_failure setup_intent_authentication_failure
            """),
        (DeclineKind.Authenticate, "authentication_required"),
        (DeclineKind.Soft, """
            insufficient_funds withdrawal_count_limit_exceeded processing_error try_again_later issuer_not_available card_velocity_exceeded
            reenter_transaction approve_with_id payment_method_provider_timeout
            """),
        (DeclineKind.Unclear, "generic_decline do_not_honor call_issuer no_action_taken card_declined payment_method_provider_decline"));

    /// <summary>Codes that would tell a thief what the bank knows: the customer reads the general one.</summary>
    private static readonly HashSet<string> Secret =
    [
        "fraudulent", "highest_risk_level", "lost_card", "merchant_blacklist", "pickup_card", "restricted_card", "security_violation", "stolen_card",
    ];

    /// <summary>The issuer's reason where it gives one, else Stripe's code.</summary>
    public static string CodeOf(string? code, string? declineCode) => declineCode ?? code ?? Generic;

    /// <param name="advice">Stripe's <c>advice_code</c>; it decides where the codes leave it open, and forbids where they would not.</param>
    public static DeclineKind KindOf(string? code, string? declineCode, string? advice)
    {
        var kind = Kinds.GetValueOrDefault(CodeOf(code, declineCode), DeclineKind.Unclear);
        return (kind, advice) switch
        {
            (DeclineKind.Authenticate, _) => kind,
            (_, "do_not_try_again") => DeclineKind.Hard,
            (DeclineKind.Unclear, "confirm_card_data") => DeclineKind.Hard,
            _ => kind,
        };
    }

    /// <summary>What the customer may be told.</summary>
    public static string ShownCode(string code) => Secret.Contains(code) ? Generic : code;

    private static Dictionary<string, DeclineKind> Table(params ReadOnlySpan<(DeclineKind Kind, string Codes)> rows)
    {
        var table = new Dictionary<string, DeclineKind>(StringComparer.Ordinal);
        foreach (var (kind, codes) in rows)
        {
            foreach (var code in codes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                table.Add(code, kind);
            }
        }

        return table;
    }
}
