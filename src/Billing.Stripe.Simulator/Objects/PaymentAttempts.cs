using System.Text.Json.Nodes;
using Billing.Stripe.Simulator.Http;
using Billing.Stripe.Simulator.State;

namespace Billing.Stripe.Simulator.Objects;

/// <summary>What becomes of a PaymentIntent that is confirmed: paid, declined, or waiting for the customer or the bank.</summary>
internal static class PaymentAttempts
{
    /// <returns>Why the attempt failed; null where it is paid or waits.</returns>
    public static Decline? Begin(Call call, JsonObject intent)
    {
        var method = call.Change.Edit(intent.Text("payment_method")!);
        var offSession = IntentTerms.IsOffSession(call.Form);
        IntentTerms.CheckReturn(call, intent, method.Text("type")!);
        if (IntentTerms.SetupFutureUsage(call.Form) is { } usage)
        {
            intent["setup_future_usage"] = usage;
        }

        intent["last_payment_error"] = null;
        if (method.Text("type") == "customer_balance")
        {
            BankTransfers.Await(call, intent);
            return null;
        }

        if (!IntentTerms.NeedsChallenge(method, offSession))
        {
            return Charge(call.Change, intent, method);
        }

        if (offSession)
        {
            Fail(call.Change, intent, Decline.AuthenticationRequired);
            return Decline.AuthenticationRequired;
        }

        intent["status"] = "requires_action";
        intent["next_action"] = IntentTerms.NextAction(call, intent, method.Text("type")!);
        call.Change.Emit("payment_intent.requires_action", intent);
        return null;
    }

    /// <summary>The customer has done what was asked, or has refused or failed to.</summary>
    public static Decline? Resume(Change change, JsonObject intent, bool isApproved)
    {
        var method = change.Edit(intent.Text("payment_method")!);
        if (isApproved)
        {
            return Charge(change, intent, method);
        }

        var decline = method.Text("type") == "paypal" ? Decline.CustomerDeclined : Decline.PaymentAuthenticationFailed;
        Fail(change, intent, decline, isCharged: false);
        return decline;
    }

    public static void Succeed(Change change, JsonObject intent, JsonObject method)
    {
        var charge = Charges.Add(change, intent, method, null);
        intent["latest_charge"] = charge.Key();
        intent["status"] = "succeeded";
        intent["amount_received"] = intent.Number("amount");
        intent["next_action"] = null;
        change.Emit("charge.succeeded", charge);
        if (intent.Text("setup_future_usage") is { } usage && intent.Text("customer") is { } customer)
        {
            method["_isSetUp"] = usage == "off_session" || method.Flag("_isSetUp");
            PaymentMethods.Attached(change, method, customer);
        }

        method["_isUsedUp"] = method["customer"] is null;
        change.Emit("payment_intent.succeeded", intent);
    }

    public static void Fail(Change change, JsonObject intent, Decline decline, bool isCharged = true)
    {
        var method = change.Edit(intent.Text("payment_method")!);
        if (isCharged)
        {
            var charge = Charges.Add(change, intent, method, decline);
            intent["latest_charge"] = charge.Key();
            change.Emit("charge.failed", charge);
        }

        intent["status"] = "requires_payment_method";
        intent["next_action"] = null;
        intent["payment_method"] = null;
        intent["last_payment_error"] = decline.AsLastError(method.Shown(), isCharged ? intent.Text("latest_charge") : null);
        change.Emit("payment_intent.payment_failed", intent);
    }

    private static Decline? Charge(Change change, JsonObject intent, JsonObject method)
    {
        if (IntentTerms.DeclineOf(method) is { } decline)
        {
            Fail(change, intent, decline);
            return decline;
        }

        Succeed(change, intent, method);
        if (TestCard.ByNumber(method.Text("_number")) is { IsDisputed: true })
        {
            Charges.Dispute(change, intent.Text("latest_charge")!);
        }

        return null;
    }
}
