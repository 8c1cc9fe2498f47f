using System.Text.Json.Nodes;
using Billing.Stripe.Simulator.Http;
using Billing.Stripe.Simulator.State;

namespace Billing.Stripe.Simulator.Objects;

/// <summary>The endpoints of <c>/v1/setup_intents</c>, and what becomes of saving a method: saved, refused, or waiting for the customer.</summary>
internal static class SetupIntents
{
    public const string Type = "setup_intent";
    private const string Attempt = "mandate_data payment_method payment_method_data payment_method_options return_url use_stripe_sdk";
    public const string CreateParameters = "automatic_payment_methods confirm customer description metadata payment_method_types usage " + Attempt;
    public const string ConfirmParameters = "client_secret " + Attempt;

    public static JsonObject Create(Call call)
    {
        _ = call.Named(Customers.Type, "customer");
        var intent = call.Change.Add(New(call, IntentTerms.PaymentMethodTypes(call.Form)));
        Metadata.Apply(call.Form, intent);
        call.Change.Emit("setup_intent.created", intent);
        if (PaymentMethods.OfIntent(call) is { } method)
        {
            Take(intent, method);
        }

        return call.Form.Flag("confirm") ? Try(call, intent) : intent;
    }

    public static JsonObject Confirm(Call call)
    {
        var intent = call.Subject(Type, "intent");
        if (intent.Status() is "succeeded" or "canceled")
        {
            throw Unexpected(intent, "confirm");
        }

        if (PaymentMethods.OfIntent(call) is { } method)
        {
            Take(intent, method);
        }

        return intent["payment_method"] is not null ? Try(call, intent) : throw Unexpected(intent, "confirm");
    }

    public static JsonObject Retrieve(Call call) => call.Subject(Type, "intent");

    public static JsonObject Cancel(Call call)
    {
        var intent = call.Subject(Type, "intent");
        if (intent.Status() is "succeeded" or "canceled")
        {
            throw Unexpected(intent, "cancel");
        }

        intent["status"] = "canceled";
        intent["cancellation_reason"] = call.Form.OneOf("cancellation_reason", "abandoned", "duplicate", "requested_by_customer");
        intent["next_action"] = null;
        call.Change.Emit("setup_intent.canceled", intent);
        return intent;
    }

    public static JsonObject List(Call call) => Lists.Page(call, call.Change.All(Type, call.Form.Text("customer")));

    /// <summary>The customer has done what was asked, or has refused or failed to.</summary>
    public static Decline? Resume(Change change, JsonObject intent, bool isApproved)
    {
        var method = change.Edit(intent.Text("payment_method")!);
        return isApproved
            ? Save(change, intent, method)
            : Fail(change, intent, method, method.Text("type") == "paypal" ? Decline.CustomerDeclined : Decline.SetupAuthenticationFailed);
    }

    private static JsonObject Try(Call call, JsonObject intent)
    {
        var method = call.Change.Edit(intent.Text("payment_method")!);
        var kind = method.Text("type")!;
        IntentTerms.CheckReturn(call, intent, kind);
        intent["last_setup_error"] = null;
        if (IntentTerms.NeedsChallenge(method, offSession: false))
        {
            intent["status"] = "requires_action";
            intent["next_action"] = IntentTerms.NextAction(call, intent, kind);
            call.Change.Emit("setup_intent.requires_action", intent);
            return intent;
        }

        if (Save(call.Change, intent, method) is { } decline)
        {
            throw PaymentMethods.Declined(decline, new JsonObject { ["payment_method"] = method.Shown(), ["setup_intent"] = intent.Shown() });
        }

        return intent;
    }

    private static Decline? Save(Change change, JsonObject intent, JsonObject method)
    {
        if (TestCard.ByNumber(method.Text("_number")) is { Attaches: false, Decline: { } code })
        {
            return Fail(change, intent, method, Decline.Of(code));
        }

        method["_isSetUp"] = true;
        if (intent.Text("customer") is { } customer)
        {
            PaymentMethods.Attached(change, method, customer);
        }

        intent["status"] = "succeeded";
        intent["next_action"] = null;
        intent["latest_attempt"] = StripeIds.New("setatt");
        change.Emit("setup_intent.succeeded", intent);
        return null;
    }

    private static Decline Fail(Change change, JsonObject intent, JsonObject method, Decline decline)
    {
        intent["status"] = "requires_payment_method";
        intent["next_action"] = null;
        intent["payment_method"] = null;
        intent["latest_attempt"] = StripeIds.New("setatt");
        intent["last_setup_error"] = decline.AsLastError(method.Shown(), null);
        change.Emit("setup_intent.setup_failed", intent);
        return decline;
    }

    private static void Take(JsonObject intent, JsonObject method)
    {
        PaymentMethods.CheckUse(method, intent.Text("customer"));
        intent["payment_method"] = method.Key();
        intent["status"] = "requires_confirmation";
    }

    private static ApiError Unexpected(JsonObject intent, string verb) => new(
        400, "invalid_request_error", "setup_intent_unexpected_state", $"You cannot {verb} this SetupIntent because it has a status of {intent.Status()}.")
    {
        Details = new JsonObject { ["setup_intent"] = intent.Shown() },
    };

    private static JsonObject New(Call call, IReadOnlyList<string> types)
    {
        var own = new JsonObject
        {
            ["flow_directions"] = null,
            ["last_setup_error"] = null,
            ["latest_attempt"] = null,
            ["mandate"] = null,
            ["single_use_mandate"] = null,
            ["usage"] = call.Form.OneOf("usage", "off_session", "on_session") ?? "off_session",
        };
        return IntentTerms.New(call, "seti", Type, types, own);
    }
}
