using System.Text.Json.Nodes;
using Billing.Stripe.Simulator.Http;
using Billing.Stripe.Simulator.State;

namespace Billing.Stripe.Simulator.Objects;

/// <summary>Cards, PayPal accounts and the customer balance. A <c>pm_card_…</c> is a shared name: whoever uses it gets a card of its own.</summary>
internal static class PaymentMethods
{
    public const string Type = "payment_method";
    public const string CreateParameters = "billing_details card customer_balance metadata paypal type allow_redisplay";
    private static readonly string[] Kinds = ["card", "customer_balance", "paypal"];

    public static JsonObject Create(Call call)
    {
        var method = Make(call, "");
        Metadata.Apply(call.Form, method);
        return method;
    }

    public static JsonObject Retrieve(Call call) => call.Subject(Type, "payment_method");

    public static JsonObject Attach(Call call)
    {
        var customer = call.Form.Required("customer");
        _ = call.Named(Customers.Type, "customer");
        var method = TestCard.ByToken(call.Ids[0]) is { } card ? AddCard(call, card) : call.Subject(Type, "payment_method");
        return AttachTo(call, method, customer);
    }

    public static JsonObject Detach(Call call)
    {
        var method = call.Subject(Type, "payment_method");
        if (method.Text("customer") is null)
        {
            throw ApiError.Invalid("The payment method you provided is not attached to a customer so detachment is impossible.", "payment_method");
        }

        var detached = Forget(call.Change, method.Key());
        call.Change.Emit("payment_method.detached", detached);
        return detached;
    }

    public static JsonObject List(Call call)
    {
        var customer = call.Ids is [var id] ? id : call.Form.Text("customer");
        if (customer is not null && call.Change.Find(Customers.Type, customer) is null)
        {
            throw ApiError.NoSuch(Customers.Type, customer, "customer", inPath: call.Ids.Count > 0);
        }

        var kind = call.Form.OneOf("type", Kinds);
        return Lists.Page(call, customer is null ? [] : call.Change.All(Type, customer).Where(method => kind is null || method.Text("type") == kind));
    }

    /// <summary>What an intent names by id or test token, or describes in <c>payment_method_data</c>; null where neither is given.</summary>
    public static JsonObject? OfIntent(Call call)
    {
        if (call.Form.Has("payment_method_data"))
        {
            return Make(call, "payment_method_data");
        }

        return call.Form.Has("payment_method") ? Resolve(call, "payment_method") : null;
    }

    public static JsonObject Resolve(Call call, string param) =>
        TestCard.ByToken(call.Form.Text(param)) is { } card ? AddCard(call, card) : call.Change.Edit(call.Named(Type, param)!.Key());

    public static JsonObject AttachTo(Call call, JsonObject method, string customer)
    {
        CheckUse(method, customer);
        if (TestCard.ByNumber(method.Text("_number")) is { Attaches: false, Decline: { } code })
        {
            throw Declined(Decline.Of(code), []);
        }

        Attached(call.Change, method, customer);
        return method;
    }

    public static void Attached(Change change, JsonObject method, string customer)
    {
        if (method.Text("customer") is null)
        {
            method["customer"] = customer;
            change.Emit("payment_method.attached", method);
        }
    }

    /// <summary>Refuses a method that is another customer's, or that was used once without being attached.</summary>
    public static void CheckUse(JsonObject method, string? customer)
    {
        if (method.Text("customer") is { } owner && owner != customer)
        {
            throw ApiError.Invalid("The payment method you provided has already been attached to a customer.", "payment_method");
        }

        if (method.Flag("_isUsedUp"))
        {
            throw ApiError.Invalid(
                "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, or was detached from a Customer."
                + " It may not be used again.",
                "payment_method");
        }
    }

    public static JsonObject Forget(Change change, string id)
    {
        var method = change.Edit(id);
        var owner = change.Edit(method.Text("customer")!);
        if ((string?)owner["invoice_settings"]!["default_payment_method"] == id)
        {
            owner["invoice_settings"]!["default_payment_method"] = null;
        }

        method["customer"] = null;
        method["_isUsedUp"] = true;
        return method;
    }

    public static ApiError Declined(Decline decline, JsonObject details)
    {
        var error = decline.Details();
        foreach (var (name, value) in details)
        {
            error[name] = value?.DeepClone();
        }

        return new ApiError(402, "card_error", decline.Code, decline.Message) { Details = error, KeepsChanges = true };
    }

    private static JsonObject Make(Call call, string prefix)
    {
        string Name(string member) => prefix.Length == 0 ? member : member.Split('[') switch
        {
            [var head] => $"{prefix}[{head}]",
            [var head, .. var rest] => $"{prefix}[{head}][{string.Join('[', rest)}",
            [] => prefix,
        };

        call.Form.Required(Name("type"));
        var kind = call.Form.OneOf(Name("type"), Kinds)!;
        if (kind != "card")
        {
            var email = call.Form.Text(Name("billing_details[email]"));
            return call.Change.Add(Base(call, kind, kind == "paypal"
                ? new JsonObject { ["country"] = "US", ["payer_email"] = email, ["payer_id"] = StripeIds.Digits(13) }
                : []));
        }

        if (TestCard.ByToken(call.Form.Text(Name("card[token]"))?.Replace("tok_", "pm_card_", StringComparison.Ordinal)) is { } byToken)
        {
            return AddCard(call, byToken);
        }

        var number = call.Form.Required(Name("card[number]")).Replace(" ", "", StringComparison.Ordinal);
        if (!PassesLuhn(number))
        {
            throw Declined(Decline.Of("incorrect_number"), []);
        }

        return AddCard(call, TestCard.ByNumber(number) ?? throw Declined(Decline.Of("live_mode_test_card"), []));
    }

    private static JsonObject AddCard(Call call, TestCard card)
    {
        var method = Base(call, "card", new JsonObject
        {
            ["brand"] = card.Brand,
            ["checks"] = new JsonObject { ["address_line1_check"] = null, ["address_postal_code_check"] = null, ["cvc_check"] = "unchecked" },
            ["country"] = card.Country,
            ["display_brand"] = card.Brand,
            ["exp_month"] = 12,
            ["exp_year"] = DateTimeOffset.FromUnixTimeSeconds(call.Change.Now).Year + 1,
            ["fingerprint"] = $"sim{card.Number[^12..]}",
            ["funding"] = card.Funding,
            ["generated_from"] = null,
            ["last4"] = card.Last4,
            ["networks"] = new JsonObject { ["available"] = Document.Array([card.Brand]), ["preferred"] = null },
            ["regulated_status"] = "unregulated",
            ["three_d_secure_usage"] = new JsonObject { ["supported"] = card.Brand != "amex" },
            ["wallet"] = null,
        });
        method["_number"] = card.Number;
        return call.Change.Add(method);
    }

    private static JsonObject Base(Call call, string kind, JsonObject details) => new()
    {
        ["id"] = StripeIds.New("pm"),
        ["object"] = Type,
        ["allow_redisplay"] = "unspecified",
        ["billing_details"] = new JsonObject
        {
            ["address"] = Addresses.Read(call.Form, "billing_details[address]"),
            ["email"] = call.Form.Text("billing_details[email]"),
            ["name"] = call.Form.Text("billing_details[name]"),
            ["phone"] = null,
            ["tax_id"] = null,
        },
        [kind] = details,
        ["created"] = call.Change.Now,
        ["customer"] = null,
        ["customer_account"] = null,
        ["livemode"] = false,
        ["metadata"] = new JsonObject(),
        ["type"] = kind,
    };

    private static bool PassesLuhn(string number) =>
        number.Length is >= 12 and <= 19 && number.All(char.IsAsciiDigit)
        && number.Reverse().Select((digit, at) => at % 2 == 0 ? digit - '0' : (digit - '0') * 2 is var twice && twice > 9 ? twice - 9 : twice).Sum() % 10 == 0;
}
