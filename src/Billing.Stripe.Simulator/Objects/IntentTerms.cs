using System.Text.Json.Nodes;
using Billing.Stripe.Simulator.Http;
using Billing.Stripe.Simulator.State;

namespace Billing.Stripe.Simulator.Objects;

/// <summary>How an intent may be paid: what PaymentIntents and SetupIntents share.</summary>
internal static class IntentTerms
{
    private static readonly string[] Offered = ["card", "paypal", "customer_balance"];

    /// <summary>A new intent without a method.</summary>
    /// <param name="own">The members that the other kind of intent does not have.</param>
    public static JsonObject New(Call call, string prefix, string type, IReadOnlyList<string> methodTypes, JsonObject own)
    {
        var id = StripeIds.New(prefix);
        var intent = new JsonObject
        {
            ["id"] = id,
            ["object"] = type,
            ["allowed_payment_method_types"] = null,
            ["application"] = null,
            ["automatic_payment_methods"] = AutomaticPaymentMethods(call.Form),
            ["cancellation_reason"] = null,
            ["client_secret"] = StripeIds.Secret(id),
            ["created"] = call.Change.Now,
            ["customer"] = call.Form.Text("customer"),
            ["customer_account"] = null,
            ["description"] = call.Form.Text("description"),
            ["excluded_payment_method_types"] = null,
            ["livemode"] = false,
            ["metadata"] = new JsonObject(),
            ["next_action"] = null,
            ["on_behalf_of"] = null,
            ["payment_method"] = null,
            ["payment_method_configuration_details"] = null,
            ["payment_method_options"] = PaymentMethodOptions(call.Form, methodTypes),
            ["payment_method_types"] = Document.Array(methodTypes),
            ["status"] = "requires_payment_method",
        };
        foreach (var (name, value) in own)
        {
            intent[name] = value?.DeepClone();
        }

        return intent;
    }

    public static IReadOnlyList<string> PaymentMethodTypes(Form form)
    {
        var types = form.Values("payment_method_types");
        if (types.FirstOrDefault(type => !Offered.Contains(type)) is { } stranger)
        {
            throw ApiError.Invalid(
                $"The payment method type \"{stranger}\" is invalid. Please ensure the provided type is activated in your dashboard.",
                "payment_method_types", "payment_intent_invalid_parameter");
        }

        return types.Count > 0 ? types : form.Has("payment_method_data") && form.Text("payment_method_data[type]") is { } named ? [named] : ["card", "paypal"];
    }

    private static JsonObject? AutomaticPaymentMethods(Form form) => form.Has("payment_method_types")
        ? null
        : new JsonObject { ["allow_redirects"] = form.OneOf("automatic_payment_methods[allow_redirects]", "always", "never") ?? "always", ["enabled"] = true };

    public static string? SetupFutureUsage(Form form) => form.OneOf("setup_future_usage", "off_session", "on_session");

    public static bool IsOffSession(Form form) => form.Text("off_session") is "one_off" or "recurring" || form.Flag("off_session");

    private static JsonObject PaymentMethodOptions(Form form, IReadOnlyList<string> types)
    {
        var options = new JsonObject();
        foreach (var type in types)
        {
            options[type] = type switch
            {
                "card" => new JsonObject
                {
                    ["installments"] = null,
                    ["mandate_options"] = null,
                    ["network"] = null,
                    ["request_three_d_secure"] = form.Text("payment_method_options[card][request_three_d_secure]") ?? "automatic",
                },
                "paypal" => new JsonObject { ["preferred_locale"] = null, ["reference"] = null },
                _ => BankTransfers.Options(form),
            };
        }

        return options;
    }

    /// <summary>Redirecting methods need an address to come back to.</summary>
    public static void CheckReturn(Call call, JsonObject intent, string methodType)
    {
        var mayRedirect = intent["automatic_payment_methods"] is JsonObject automatic && automatic.Text("allow_redirects") == "always";
        if ((methodType == "paypal" || mayRedirect) && call.Form.Text("return_url") is null && !IsOffSession(call.Form) && !call.Form.Flag("use_stripe_sdk"))
        {
            throw ApiError.Invalid(
                "This intent accepts payment methods that might redirect your customer off of your page, so you must provide a `return_url`.",
                "return_url");
        }
    }

    /// <summary>What the customer must do: leave for a page and come back, or answer the card's challenge in place.</summary>
    public static JsonObject NextAction(Call call, JsonObject intent, string methodType)
    {
        var page = new Uri(call.Origin, $"/_sim/intents/{intent.Key()}").ToString();
        if (methodType == "paypal" || (call.Form.Text("return_url") is not null && !call.Form.Flag("use_stripe_sdk")))
        {
            return new JsonObject
            {
                ["redirect_to_url"] = new JsonObject { ["return_url"] = call.Form.Text("return_url"), ["url"] = page },
                ["type"] = "redirect_to_url",
            };
        }

        return new JsonObject
        {
            ["type"] = "use_stripe_sdk",
            ["use_stripe_sdk"] = new JsonObject { ["type"] = "three_d_secure_redirect", ["stripe_js"] = page, ["source"] = StripeIds.New("payatt") },
        };
    }

    public static bool NeedsChallenge(JsonObject method, bool offSession) => TestCard.ByNumber(method.Text("_number"))?.Challenge switch
    {
        Challenge.Always => true,
        Challenge.OnSession => !offSession,
        Challenge.UnlessSetUp => !(offSession && method.Flag("_isSetUp")),
        _ => method.Text("type") == "paypal" && !method.Flag("_isSetUp"),
    };

    /// <summary>What every charge of the method ends with; null where charges succeed.</summary>
    public static Decline? DeclineOf(JsonObject method) =>
        (method.Text("_decline") ?? TestCard.ByNumber(method.Text("_number"))?.Decline) is { } code ? Decline.Of(code) : null;
}
