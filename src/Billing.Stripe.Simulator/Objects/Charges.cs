using System.Text.Json.Nodes;
using Billing.Stripe.Simulator.Http;
using Billing.Stripe.Simulator.State;

namespace Billing.Stripe.Simulator.Objects;

internal static class Charges
{
    public const string Type = "charge";

    public static JsonObject Retrieve(Call call) => call.Subject(Type, "charge");

    public static JsonObject List(Call call)
    {
        var intent = call.Form.Text("payment_intent");
        return Lists.Page(call, call.Change.All(Type, call.Form.Text("customer")).Where(charge => intent is null || charge.Text("payment_intent") == intent));
    }

    /// <param name="decline">Null where the money moved.</param>
    public static JsonObject Add(Change change, JsonObject intent, JsonObject method, Decline? decline)
    {
        var kind = method.Text("type")!;
        var isPaid = decline is null;
        return change.Add(new JsonObject
        {
            ["id"] = StripeIds.New(kind == "card" ? "ch" : "py"),
            ["object"] = Type,
            ["amount"] = intent.Number("amount"),
            ["amount_captured"] = isPaid ? intent.Number("amount") : 0,
            ["amount_refunded"] = 0,
            ["application"] = null,
            ["application_fee"] = null,
            ["application_fee_amount"] = null,
            ["balance_transaction"] = isPaid ? StripeIds.New("txn") : null,
            ["billing_details"] = method["billing_details"]!.DeepClone(),
            ["calculated_statement_descriptor"] = "SIMULATOR",
            ["captured"] = isPaid,
            ["created"] = change.Now,
            ["currency"] = intent.Text("currency"),
            ["customer"] = intent.Text("customer"),
            ["description"] = intent.Text("description"),
            ["disputed"] = false,
            ["failure_balance_transaction"] = null,
            ["failure_code"] = decline?.Code,
            ["failure_message"] = decline?.Message,
            ["fraud_details"] = new JsonObject(),
            ["livemode"] = false,
            ["metadata"] = intent["metadata"]!.DeepClone(),
            ["on_behalf_of"] = null,
            ["outcome"] = Outcome(decline),
            ["paid"] = isPaid,
            ["payment_intent"] = intent.Key(),
            ["payment_method"] = method.Key(),
            ["payment_method_details"] = new JsonObject { [kind] = Details(kind, method), ["type"] = kind },
            ["receipt_email"] = intent.Text("receipt_email"),
            ["receipt_number"] = null,
            ["receipt_url"] = null,
            ["refunded"] = false,
            ["review"] = null,
            ["shipping"] = null,
            ["source"] = null,
            ["source_transfer"] = null,
            ["statement_descriptor"] = null,
            ["statement_descriptor_suffix"] = null,
            ["status"] = isPaid ? "succeeded" : "failed",
            ["transfer_data"] = null,
            ["transfer_group"] = null,
        });
    }

    public static void Dispute(Change change, string chargeId)
    {
        var charge = change.Edit(chargeId);
        charge["disputed"] = true;
        change.Emit("charge.dispute.created", change.Add(new JsonObject
        {
            ["id"] = StripeIds.New("du"),
            ["object"] = "dispute",
            ["amount"] = charge.Number("amount"),
            ["charge"] = chargeId,
            ["created"] = change.Now,
            ["currency"] = charge.Text("currency"),
            ["livemode"] = false,
            ["metadata"] = new JsonObject(),
            ["payment_intent"] = charge.Text("payment_intent"),
            ["reason"] = "fraudulent",
            ["status"] = "needs_response",
        }));
    }

    private static JsonObject Outcome(Decline? decline)
    {
        var isBlocked = decline is { DeclineCode: "fraudulent" };
        return new JsonObject
        {
            ["advice_code"] = decline?.AdviceCode,
            ["network_advice_code"] = null,
            ["network_decline_code"] = null,
            ["network_status"] = decline is null ? "approved_by_network" : isBlocked ? "not_sent_to_network" : "declined_by_network",
            ["reason"] = isBlocked ? "highest_risk_level" : decline?.DeclineCode ?? decline?.Code,
            ["risk_level"] = isBlocked ? "highest" : "normal",
            ["risk_score"] = isBlocked ? 100 : 20,
            ["seller_message"] = decline is null ? "Payment complete." : "The bank did not return any further details with this decline.",
            ["type"] = decline is null ? "authorized" : isBlocked ? "blocked" : "issuer_declined",
        };
    }

    private static JsonObject Details(string kind, JsonObject method)
    {
        if (kind != "card")
        {
            return (JsonObject)method[kind]!.DeepClone();
        }

        var card = (JsonObject)method["card"]!;
        var shown = new JsonObject { ["network"] = card.Text("brand"), ["three_d_secure"] = null };
        foreach (var member in (ReadOnlySpan<string>)["brand", "checks", "country", "exp_month", "exp_year", "fingerprint", "funding", "last4", "wallet"])
        {
            shown[member] = card[member]?.DeepClone();
        }

        return shown;
    }
}
