using System.Text.Json.Nodes;
using Billing.Stripe.Simulator.Http;
using Billing.Stripe.Simulator.State;

namespace Billing.Stripe.Simulator.Objects;

/// <summary>The endpoints of <c>/v1/payment_intents</c>. Captured at once: what a billing system needs.</summary>
internal static class PaymentIntents
{
    public const string Type = "payment_intent";
    private const string Attempt = "error_on_requires_action mandate mandate_data off_session payment_method payment_method_data payment_method_options"
        + " receipt_email return_url setup_future_usage use_stripe_sdk";

    public const string CreateParameters = "amount automatic_payment_methods capture_method confirm confirmation_method currency customer description"
        + " excluded_payment_method_types metadata payment_method_types statement_descriptor statement_descriptor_suffix " + Attempt;

    public const string ConfirmParameters = "client_secret " + Attempt;

    public static JsonObject Create(Call call)
    {
        var amount = Amounts.Positive(call.Form);
        var currency = Amounts.Currency(call.Form);
        _ = call.Named(Customers.Type, "customer");
        if (call.Form.Has("off_session") && !call.Form.Flag("confirm"))
        {
            throw ApiError.Invalid("You cannot set off_session without setting confirm to true.", "off_session");
        }

        var types = IntentTerms.PaymentMethodTypes(call.Form);
        if (!types.Contains("customer_balance"))
        {
            Amounts.CheckMinimum(amount, currency);
        }

        var intent = call.Change.Add(New(call, amount, currency, types));
        Metadata.Apply(call.Form, intent);
        call.Change.Emit("payment_intent.created", intent);
        if (PaymentMethods.OfIntent(call) is { } method)
        {
            Take(intent, method);
        }

        return call.Form.Flag("confirm") ? Try(call, intent) : intent;
    }

    public static JsonObject Confirm(Call call)
    {
        var intent = call.Subject(Type, "intent");
        if (call.Form.Text("client_secret") is { } secret && secret != intent.Text("client_secret"))
        {
            throw ApiError.Invalid("The client_secret provided does not match any associated PaymentIntent on this account.", "client_secret");
        }

        if (intent.Status() is "succeeded" or "canceled" || PaymentMethods.OfIntent(call) is var method && method is null && intent["payment_method"] is null)
        {
            throw Unexpected(intent, intent.Status() switch
            {
                "succeeded" => "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.",
                "canceled" => "You cannot confirm this PaymentIntent because it has a status of canceled.",
                _ => "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a"
                    + " payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
            });
        }

        if (method is not null)
        {
            Take(intent, method);
        }

        return Try(call, intent);
    }

    public static JsonObject Retrieve(Call call) => call.Subject(Type, "intent");

    public static JsonObject Cancel(Call call)
    {
        var intent = call.Subject(Type, "intent");
        if (intent.Status() is "succeeded" or "canceled")
        {
            throw Unexpected(intent, $"You cannot cancel this PaymentIntent because it has a status of {intent.Status()}. Only a PaymentIntent with one of"
                + " the following statuses may be canceled: requires_payment_method, requires_capture, requires_confirmation, requires_action, processing.");
        }

        BankTransfers.Unapply(call.Change, intent);
        intent["status"] = "canceled";
        intent["canceled_at"] = call.Change.Now;
        intent["cancellation_reason"] = call.Form.OneOf("cancellation_reason", "abandoned", "duplicate", "fraudulent", "requested_by_customer");
        intent["next_action"] = null;
        call.Change.Emit("payment_intent.canceled", intent);
        return intent;
    }

    public static JsonObject ApplyCustomerBalance(Call call)
    {
        var intent = call.Subject(Type, "intent");
        if (!BankTransfers.Awaits(intent))
        {
            throw Unexpected(intent, $"You cannot apply a customer balance to this PaymentIntent because it has a status of {intent.Status()}.");
        }

        BankTransfers.Apply(call.Change, intent, call.Form.Integer("amount") ?? long.MaxValue);
        return intent;
    }

    public static JsonObject List(Call call)
    {
        _ = call.Named(Customers.Type, "customer");
        return Lists.Page(call, call.Change.All(Type, call.Form.Text("customer")));
    }

    private static JsonObject Try(Call call, JsonObject intent)
    {
        if (PaymentAttempts.Begin(call, intent) is { } decline)
        {
            throw PaymentMethods.Declined(decline, Details(intent, decline));
        }

        if (intent.Status() == "requires_action" && call.Form.Flag("error_on_requires_action"))
        {
            PaymentAttempts.Fail(call.Change, intent, Decline.AuthenticationRequired);
            throw PaymentMethods.Declined(Decline.AuthenticationRequired, Details(intent, Decline.AuthenticationRequired));
        }

        return intent;
    }

    private static JsonObject Details(JsonObject intent, Decline decline) => new()
    {
        ["charge"] = decline == Decline.AuthenticationRequired && intent["latest_charge"] is null ? null : intent["latest_charge"]?.DeepClone(),
        ["payment_intent"] = intent.Shown(),
        ["payment_method"] = intent["last_payment_error"]?["payment_method"]?.DeepClone(),
    };

    private static ApiError Unexpected(JsonObject intent, string message) => new(400, "invalid_request_error", "payment_intent_unexpected_state", message)
    {
        Details = new JsonObject { ["payment_intent"] = intent.Shown() },
    };

    private static void Take(JsonObject intent, JsonObject method)
    {
        PaymentMethods.CheckUse(method, intent.Text("customer"));
        var kind = method.Text("type");
        if (!intent["payment_method_types"]!.AsArray().Any(type => (string?)type == kind))
        {
            throw ApiError.Invalid(
                $"The PaymentMethod provided ({kind}) is not allowed for this PaymentIntent. Please attach a valid PaymentMethod.",
                "payment_method", "payment_intent_incompatible_payment_method");
        }

        intent["payment_method"] = method.Key();
        if (intent.Status() == "requires_payment_method")
        {
            intent["status"] = "requires_confirmation";
        }
    }

    private static JsonObject New(Call call, long amount, string currency, IReadOnlyList<string> types)
    {
        var own = new JsonObject
        {
            ["amount"] = amount,
            ["amount_capturable"] = 0,
            ["amount_details"] = new JsonObject { ["tip"] = new JsonObject() },
            ["amount_received"] = 0,
            ["application_fee_amount"] = null,
            ["canceled_at"] = null,
            ["capture_method"] = call.Form.OneOf("capture_method", "automatic", "automatic_async") ?? "automatic_async",
            ["confirmation_method"] = call.Form.OneOf("confirmation_method", "automatic", "manual") ?? "automatic",
            ["currency"] = currency,
            ["last_payment_error"] = null,
            ["latest_charge"] = null,
            ["managed_payments"] = null,
            ["processing"] = null,
            ["receipt_email"] = call.Form.Text("receipt_email"),
            ["review"] = null,
            ["setup_future_usage"] = IntentTerms.SetupFutureUsage(call.Form),
            ["shipping"] = null,
            ["source"] = null,
            ["statement_descriptor"] = call.Form.Text("statement_descriptor"),
            ["statement_descriptor_suffix"] = call.Form.Text("statement_descriptor_suffix"),
            ["transfer_data"] = null,
            ["transfer_group"] = null,
        };
        return IntentTerms.New(call, "pi", Type, types, own);
    }
}
