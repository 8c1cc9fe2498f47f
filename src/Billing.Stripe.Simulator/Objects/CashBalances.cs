using System.Text.Json.Nodes;
using Billing.Stripe.Simulator.Http;
using Billing.Stripe.Simulator.State;

namespace Billing.Stripe.Simulator.Objects;

/// <summary>A customer's cash balance and the transactions that moved it; the sum of them is the balance.</summary>
internal static class CashBalances
{
    public const string Type = "cash_balance";
    public const string TransactionType = "customer_cash_balance_transaction";

    public static JsonObject Retrieve(Call call) => Of(call.Change, call.Subject(Customers.Type, "customer").Key());

    public static JsonObject Update(Call call)
    {
        var balance = Of(call.Change, call.Subject(Customers.Type, "customer").Key());
        if (call.Form.OneOf("settings[reconciliation_mode]", "automatic", "manual", "merchant_default") is { } mode)
        {
            balance["settings"] = Settings(mode == "manual" ? "manual" : "automatic", mode == "merchant_default");
        }

        return balance;
    }

    public static JsonObject FundingInstructions(Call call)
    {
        var customer = call.Subject(Customers.Type, "customer").Key();
        call.Form.Required("funding_type");
        call.Form.OneOf("funding_type", "bank_transfer");
        call.Form.Required("bank_transfer[type]");
        var currency = Amounts.Currency(call.Form);
        return new JsonObject
        {
            ["object"] = "funding_instructions",
            ["bank_transfer"] = new JsonObject
            {
                ["country"] = BankAccounts.CountryOf(currency),
                ["financial_addresses"] = BankAccounts.Addresses(Of(call.Change, customer), currency),
                ["type"] = BankAccounts.TypeOf(currency),
            },
            ["currency"] = currency,
            ["funding_type"] = "bank_transfer",
            ["livemode"] = false,
        };
    }

    public static JsonObject Fund(Call call)
    {
        var customer = call.Subject(Customers.Type, "customer").Key();
        return BankTransfers.Receive(call.Change, customer, Amounts.Currency(call.Form), Amounts.Positive(call.Form), call.Form.Text("reference"));
    }

    public static JsonObject ListTransactions(Call call) =>
        Lists.Page(call, call.Change.All(TransactionType, call.Subject(Customers.Type, "customer").Key()));

    public static JsonObject RetrieveTransaction(Call call) => call.Subject(TransactionType, "transaction", index: 1);

    /// <summary>The customer's balance to change; a customer has one from the first question on.</summary>
    public static JsonObject Of(Change change, string customer)
    {
        var key = "cashbal_" + customer;
        return change.Find(key) is not null ? change.Edit(key) : change.Add(new JsonObject
        {
            ["_id"] = key,
            ["object"] = Type,
            ["available"] = null,
            ["customer"] = customer,
            ["customer_account"] = null,
            ["livemode"] = false,
            ["settings"] = Settings("automatic", true),
            ["_account"] = StripeIds.Digits(12),
        });
    }

    public static long Available(JsonObject balance, string currency) => (long?)balance["available"]?[currency] ?? 0;

    public static bool ReconcilesItself(Change change, string customer) => (string?)Of(change, customer)["settings"]!["reconciliation_mode"] == "automatic";

    /// <param name="details">The member that is named after the type; null where the type has none.</param>
    public static JsonObject Move(Change change, string customer, string currency, long net, string type, JsonObject? details)
    {
        var balance = Of(change, customer);
        var available = balance["available"] as JsonObject ?? [];
        available[currency] = Available(balance, currency) + net;
        balance["available"] = available.Parent is null ? available : available.DeepClone();
        var transaction = new JsonObject
        {
            ["id"] = StripeIds.New("ccsbtxn"),
            ["object"] = TransactionType,
            ["created"] = change.Now,
            ["currency"] = currency,
            ["customer"] = customer,
            ["customer_account"] = null,
            ["ending_balance"] = Available(balance, currency),
            ["livemode"] = false,
            ["net_amount"] = net,
            ["type"] = type,
        };
        if (details is not null)
        {
            transaction[type] = details;
        }

        change.Emit("customer_cash_balance_transaction.created", change.Add(transaction));
        return transaction;
    }

    private static JsonObject Settings(string mode, bool isDefault) => new() { ["reconciliation_mode"] = mode, ["using_merchant_default"] = isDefault };
}

/// <summary>The accounts to which a customer sends money: a number of their own in each currency, at a bank that does not exist.</summary>
internal static class BankAccounts
{
    public static readonly string[] TransferTypes = ["us_bank_transfer", "eu_bank_transfer", "gb_bank_transfer"];

    public static string TypeOf(string currency) => currency switch
    {
        "usd" => TransferTypes[0],
        "eur" => TransferTypes[1],
        "gbp" => TransferTypes[2],
        _ => throw ApiError.Invalid($"Bank transfers in {currency} are not offered.", "currency"),
    };

    public static string CountryOf(string currency) => currency switch { "eur" => "IE", "gbp" => "GB", _ => "US" };

    public static JsonArray Addresses(JsonObject balance, string currency)
    {
        var number = balance.Text("_account")!;
        return TypeOf(currency) switch
        {
            "us_bank_transfer" =>
            [
                Address(
                    "aba", ["ach", "us_domestic_wire"], currency, ("account_number", number), ("account_type", "checking"), ("routing_number", "111000025")),
                Address("swift", ["swift"], currency, ("account_number", number), ("account_type", "checking"), ("swift_code", "TESTUS33XXX")),
            ],
            "eu_bank_transfer" =>
                [Address("iban", ["sepa"], currency, ("bic", "TESTIE2DXXX"), ("country", "IE"), ("iban", $"IE29TEST{number}{number[..2]}"))],
            _ => [Address("sort_code", ["bacs", "fps"], currency, ("account_number", number[..8]), ("sort_code", "108800"))],
        };
    }

    private static JsonObject Address(string type, string[] networks, string currency, params ReadOnlySpan<(string Name, string Value)> numbers)
    {
        var account = new JsonObject
        {
            ["account_holder_address"] = Street(currency),
            ["account_holder_name"] = "Simulated Payments Inc",
            ["bank_address"] = Street(currency),
            ["bank_name"] = "Simulated Bank",
        };
        foreach (var (name, value) in numbers)
        {
            account[name] = value;
        }

        return new JsonObject { [type] = account, ["supported_networks"] = Document.Array(networks), ["type"] = type };
    }

    private static JsonObject Street(string currency) => new()
    {
        ["city"] = "Testville",
        ["country"] = CountryOf(currency),
        ["line1"] = "1 Test Street",
        ["line2"] = null,
        ["postal_code"] = "00000",
        ["state"] = null,
    };
}
