using System.Text.Json.Nodes;
using Billing.Stripe.Simulator.Http;
using Billing.Stripe.Simulator.State;

namespace Billing.Stripe.Simulator.Objects;

internal static class Customers
{
    public const string Type = "customer";
    public const string Parameters = "address description email invoice_settings metadata name payment_method phone preferred_locales shipping tax_exempt";

    public static JsonObject Create(Call call)
    {
        var id = StripeIds.New("cus");
        var customer = call.Change.Add(new JsonObject
        {
            ["id"] = id,
            ["object"] = Type,
            ["address"] = null,
            ["balance"] = 0,
            ["created"] = call.Change.Now,
            ["currency"] = null,
            ["customer_account"] = null,
            ["default_source"] = null,
            ["delinquent"] = false,
            ["description"] = null,
            ["discount"] = null,
            ["email"] = null,
            ["invoice_prefix"] = id[^8..].ToUpperInvariant(),
            ["invoice_settings"] = new JsonObject
            {
                ["custom_fields"] = null,
                ["default_payment_method"] = null,
                ["footer"] = null,
                ["rendering_options"] = null,
            },
            ["livemode"] = false,
            ["metadata"] = new JsonObject(),
            ["name"] = null,
            ["next_invoice_sequence"] = 1,
            ["phone"] = null,
            ["preferred_locales"] = new JsonArray(),
            ["shipping"] = null,
            ["tax_exempt"] = "none",
            ["test_clock"] = null,
        });
        Apply(call, customer);
        call.Change.Emit("customer.created", customer);
        return customer;
    }

    public static JsonObject Retrieve(Call call) => call.Change.Find("deleted_customer", call.Ids[0]) is { } deleted ? Gone(deleted.Key()) : call.Subject(Type);

    public static JsonObject Update(Call call)
    {
        var customer = call.Subject(Type);
        Apply(call, customer);
        call.Change.Emit("customer.updated", customer);
        return customer;
    }

    public static JsonObject Delete(Call call)
    {
        var customer = call.Subject(Type);
        call.Change.Emit("customer.deleted", customer);
        foreach (var method in call.Change.All(PaymentMethods.Type, customer.Key()).ToList())
        {
            PaymentMethods.Forget(call.Change, method.Key());
        }

        customer["object"] = "deleted_customer";
        return Gone(customer.Key());
    }

    public static JsonObject List(Call call)
    {
        var email = call.Form.Text("email");
        return Lists.Page(call, call.Change.All(Type).Where(customer => email is null || customer.Text("email") == email));
    }

    private static JsonObject Gone(string id) => new() { ["id"] = id, ["object"] = Type, ["deleted"] = true };

    private static void Apply(Call call, JsonObject customer)
    {
        foreach (var member in (ReadOnlySpan<string>)["description", "email", "name", "phone"])
        {
            if (call.Form.Has(member))
            {
                customer[member] = call.Form.Text(member);
            }
        }

        if (call.Form.Has("address"))
        {
            customer["address"] = Addresses.Read(call.Form, "address");
        }

        Metadata.Apply(call.Form, customer);
        if (call.Form.Has("payment_method"))
        {
            PaymentMethods.AttachTo(call, PaymentMethods.Resolve(call, "payment_method"), customer.Key());
        }

        if (call.Form.Has("invoice_settings[default_payment_method]"))
        {
            var method = call.Named(PaymentMethods.Type, "invoice_settings[default_payment_method]");
            if (method is not null && method.Text("customer") != customer.Key())
            {
                throw ApiError.Invalid(
                    "The customer does not have a payment method with the given ID. The payment method must be attached to the customer.",
                    "invoice_settings[default_payment_method]", "resource_missing");
            }

            customer["invoice_settings"]!["default_payment_method"] = method?.Key();
        }
    }
}
