using System.Text.Json.Nodes;
using Billing.Stripe.Simulator.Http;
using Billing.Stripe.Simulator.State;

namespace Billing.Stripe.Simulator.Objects;

internal static class Refunds
{
    public const string Type = "refund";
    public const string CreateParameters = "amount charge metadata payment_intent reason";

    public static JsonObject Create(Call call)
    {
        var charge = ChargeOf(call);
        var left = charge.Number("amount_captured") - charge.Number("amount_refunded");
        if (!charge.Flag("paid") || left == 0)
        {
            throw ApiError.Invalid($"Charge {charge.Key()} has already been refunded.", null, "charge_already_refunded");
        }

        var amount = call.Form.Has("amount") ? Amounts.Positive(call.Form) : left;
        if (amount > left)
        {
            throw ApiError.Invalid($"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})", "amount");
        }

        charge = call.Change.Edit(charge.Key());
        charge["amount_refunded"] = charge.Number("amount_refunded") + amount;
        charge["refunded"] = amount == left;
        var refund = call.Change.Add(New(call, charge, amount));
        Metadata.Apply(call.Form, refund);
        BankTransfers.Refunded(call.Change, charge, refund);
        call.Change.Emit("charge.refunded", charge);
        call.Change.Emit("refund.created", refund);
        return refund;
    }

    public static JsonObject Retrieve(Call call) => call.Subject(Type, "refund");

    public static JsonObject List(Call call)
    {
        var (charge, intent) = (call.Form.Text("charge"), call.Form.Text("payment_intent"));
        return Lists.Page(call, call.Change.All(Type)
            .Where(refund => (charge is null || refund.Text("charge") == charge) && (intent is null || refund.Text("payment_intent") == intent)));
    }

    private static JsonObject ChargeOf(Call call)
    {
        if (call.Named(Charges.Type, "charge") is { } charge)
        {
            return charge;
        }

        call.Form.Required("payment_intent");
        var intent = call.Named(PaymentIntents.Type, "payment_intent")!;
        return call.Change.Find(Charges.Type, intent.Text("latest_charge"))
            ?? throw ApiError.Invalid("This PaymentIntent does not have a successful charge to refund.", "payment_intent");
    }

    private static JsonObject New(Call call, JsonObject charge, long amount) => new()
    {
        ["id"] = StripeIds.New("re"),
        ["object"] = Type,
        ["amount"] = amount,
        ["balance_transaction"] = StripeIds.New("txn"),
        ["charge"] = charge.Key(),
        ["created"] = call.Change.Now,
        ["currency"] = charge.Text("currency"),
        ["customer"] = charge.Text("customer"),
        ["customer_account"] = null,
        ["destination_details"] = null,
        ["metadata"] = new JsonObject(),
        ["payment_intent"] = charge.Text("payment_intent"),
        ["payment_method"] = charge.Text("payment_method"),
        ["reason"] = call.Form.OneOf("reason", "duplicate", "fraudulent", "requested_by_customer"),
        ["receipt_number"] = null,
        ["source_transfer_reversal"] = null,
        ["status"] = "succeeded",
        ["transfer_reversal"] = null,
    };
}
