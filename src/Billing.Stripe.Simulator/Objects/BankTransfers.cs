using System.Text.Json.Nodes;
using Billing.Stripe.Simulator.Http;
using Billing.Stripe.Simulator.State;

namespace Billing.Stripe.Simulator.Objects;

/// <summary>
/// Payments by bank transfer: money comes into the customer's cash balance and is matched with the intents that wait for it, in Stripe's order
/// (docs.stripe.com/payments/customer-balance/reconciliation): the reference, a set that sums exactly, the oldest.
/// </summary>
internal static class BankTransfers
{
    private const int LargestSet = 5;

    public static JsonObject Options(Form form)
    {
        const string name = "payment_method_options[customer_balance]";
        var type = form.OneOf($"{name}[bank_transfer][type]", BankAccounts.TransferTypes);
        return new JsonObject
        {
            ["bank_transfer"] = type is null ? null : new JsonObject { ["requested_address_types"] = new JsonArray(), ["type"] = type },
            ["funding_type"] = form.OneOf($"{name}[funding_type]", "bank_transfer"),
            ["setup_future_usage"] = null,
        };
    }

    /// <summary>Pays the intent from what is in the cash balance, or tells where to send the rest.</summary>
    public static void Await(Call call, JsonObject intent)
    {
        if (intent.Text("customer") is not { } customer)
        {
            throw ApiError.Invalid("You must provide a customer to pay with customer_balance.", "customer", "parameter_missing");
        }

        if (intent["payment_method_options"]?["customer_balance"]?["bank_transfer"] is not JsonObject transfer)
        {
            throw ApiError.Missing("payment_method_options[customer_balance][funding_type]");
        }

        var currency = intent.Text("currency")!;
        var balance = CashBalances.Of(call.Change, customer);
        intent["status"] = "requires_action";
        intent["_reference"] ??= StripeIds.Reference();
        intent["next_action"] = new JsonObject
        {
            ["display_bank_transfer_instructions"] = new JsonObject
            {
                ["amount_remaining"] = intent.Number("amount") - intent.Number("_applied"),
                ["currency"] = currency,
                ["financial_addresses"] = BankAccounts.Addresses(balance, currency),
                ["hosted_instructions_url"] = new Uri(call.Origin, $"/_sim/intents/{intent.Key()}").ToString(),
                ["reference"] = intent.Text("_reference"),
                ["type"] = transfer.Text("type"),
            },
            ["type"] = "display_bank_transfer_instructions",
        };
        if (CashBalances.Available(balance, currency) > 0)
        {
            Apply(call.Change, intent, long.MaxValue);
        }

        if (Awaits(intent) && intent.Number("_applied") == 0)
        {
            call.Change.Emit("payment_intent.requires_action", intent);
        }
    }

    public static bool Awaits(JsonObject intent) =>
        intent.Status() == "requires_action" && intent["next_action"]?["display_bank_transfer_instructions"] is not null;

    /// <summary>Moves up to <paramref name="atMost"/> from the cash balance to the intent.</summary>
    public static void Apply(Change change, JsonObject intent, long atMost)
    {
        var (customer, currency) = (intent.Text("customer")!, intent.Text("currency")!);
        var amount = Math.Min(Math.Min(atMost, Remaining(intent)), CashBalances.Available(CashBalances.Of(change, customer), currency));
        if (amount <= 0)
        {
            return;
        }

        intent["_applied"] = intent.Number("_applied") + amount;
        CashBalances.Move(change, customer, currency, -amount, "applied_to_payment", new JsonObject { ["payment_intent"] = intent.Key() });
        if (Remaining(intent) == 0)
        {
            PaymentAttempts.Succeed(change, intent, change.Edit(intent.Text("payment_method")!));
            return;
        }

        ShowRemaining(intent);
        change.Emit("payment_intent.partially_funded", intent);
    }

    /// <summary>Gives back to the cash balance what a transfer has brought the intent so far.</summary>
    public static void Unapply(Change change, JsonObject intent)
    {
        if (intent.Number("_applied") is > 0 and var applied && Awaits(intent))
        {
            intent["_applied"] = 0;
            ShowRemaining(intent);
            var details = new JsonObject { ["payment_intent"] = intent.Key() };
            CashBalances.Move(change, intent.Text("customer")!, intent.Text("currency")!, applied, "unapplied_from_payment", details);
        }
    }

    /// <summary>A transfer arrives.</summary>
    /// <param name="reference">What the payer wrote on it.</param>
    public static JsonObject Receive(Change change, string customer, string currency, long amount, string? reference)
    {
        var type = BankAccounts.TypeOf(currency);
        var funded = CashBalances.Move(change, customer, currency, amount, "funded", new JsonObject
        {
            ["bank_transfer"] = new JsonObject
            {
                ["reference"] = reference,
                ["type"] = type,
                [type] = new JsonObject { ["network"] = type == "us_bank_transfer" ? "ach" : null, ["sender_name"] = "Simulated payer" },
            },
        });
        change.Emit("cash_balance.funds_available", CashBalances.Of(change, customer));
        if (CashBalances.ReconcilesItself(change, customer))
        {
            Match(change, customer, currency, amount, reference);
        }

        return funded;
    }

    /// <summary>The payer's bank takes a transfer back; what it has paid stays paid, and the overdraft is the merchant's.</summary>
    public static JsonObject Reverse(Change change, JsonObject funded)
    {
        var (customer, currency) = (funded.Text("customer")!, funded.Text("currency")!);
        change.Edit(funded.Key())["_isReversed"] = true;
        var reversal = CashBalances.Move(change, customer, currency, -funded.Number("net_amount"), "funding_reversed", null);
        foreach (var intent in Open(change, customer, currency).Where(intent => intent.Number("_applied") > 0).Reverse().ToList())
        {
            if (CashBalances.Available(CashBalances.Of(change, customer), currency) < 0)
            {
                Unapply(change, change.Edit(intent.Key()));
            }
        }

        if (CashBalances.Available(CashBalances.Of(change, customer), currency) is < 0 and var overdraft)
        {
            CashBalances.Move(change, customer, currency, -overdraft, "adjusted_for_overdraft", new JsonObject
            {
                ["balance_transaction"] = StripeIds.New("txn"),
                ["linked_transaction"] = reversal.Key(),
            });
        }

        return reversal;
    }

    /// <summary>A refund of a payment by transfer goes back into the cash balance.</summary>
    public static void Refunded(Change change, JsonObject charge, JsonObject refund)
    {
        if ((string?)charge["payment_method_details"]!["type"] == "customer_balance")
        {
            var details = new JsonObject { ["refund"] = refund.Key() };
            CashBalances.Move(change, charge.Text("customer")!, charge.Text("currency")!, refund.Number("amount"), "refunded_from_payment", details);
        }
    }

    private static void Match(Change change, string customer, string currency, long amount, string? reference)
    {
        var open = Open(change, customer, currency).ToList();
        var matched = open.Find(intent => intent.Text("_reference") == reference) is { } named ? [named] : Exactly(open, 0, amount, LargestSet) ?? open;
        foreach (var intent in matched)
        {
            Apply(change, change.Edit(intent.Key()), amount);
        }
    }

    private static IEnumerable<JsonObject> Open(Change change, string customer, string currency) =>
        change.All(PaymentIntents.Type, customer).Where(intent => Awaits(intent) && intent.Text("currency") == currency);

    private static List<JsonObject>? Exactly(List<JsonObject> open, int from, long amount, int atMost)
    {
        if (amount == 0)
        {
            return [];
        }

        for (var i = from; i < open.Count && atMost > 0 && amount > 0; i++)
        {
            if (Exactly(open, i + 1, amount - Remaining(open[i]), atMost - 1) is { } rest)
            {
                return [open[i], .. rest];
            }
        }

        return null;
    }

    private static long Remaining(JsonObject intent) => intent.Number("amount") - intent.Number("_applied");

    private static void ShowRemaining(JsonObject intent) =>
        intent["next_action"]!["display_bank_transfer_instructions"]!["amount_remaining"] = Remaining(intent);
}
