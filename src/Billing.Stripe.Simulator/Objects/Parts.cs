using System.Text.Json.Nodes;
using Billing.Stripe.Simulator.Http;

namespace Billing.Stripe.Simulator.Objects;

internal static class Metadata
{
    /// <summary>Sets the given keys, removes those given empty, and all where metadata itself is given empty.</summary>
    public static void Apply(Form form, JsonObject document)
    {
        if (!form.Has("metadata"))
        {
            return;
        }

        var pairs = form.Map("metadata").ToList();
        var metadata = pairs.Count == 0 ? [] : (JsonObject)document["metadata"]!.DeepClone();
        foreach (var (key, value) in pairs)
        {
            if (value.Length == 0)
            {
                metadata.Remove(key);
            }
            else
            {
                metadata[key] = value;
            }
        }

        if (metadata.Count > 50)
        {
            throw ApiError.Invalid("Metadata has at most 50 keys.", "metadata");
        }

        document["metadata"] = metadata;
    }
}

internal static class Addresses
{
    public static JsonObject Read(Form form, string name) => new()
    {
        ["city"] = form.Text($"{name}[city]"),
        ["country"] = form.Text($"{name}[country]"),
        ["line1"] = form.Text($"{name}[line1]"),
        ["line2"] = form.Text($"{name}[line2]"),
        ["postal_code"] = form.Text($"{name}[postal_code]"),
        ["state"] = form.Text($"{name}[state]"),
    };
}

/// <summary>An amount of a currency, as every request for money gives it.</summary>
internal static class Amounts
{
    private const long CardMinimum = 50;
    private const long Maximum = 99_999_999;

    public static string Currency(Form form)
    {
        var currency = form.Required("currency").ToLowerInvariant();
        return currency.Length == 3 && currency.All(char.IsAsciiLetterLower)
            ? currency
            : throw ApiError.Invalid($"Invalid currency: {currency}.", "currency");
    }

    public static long Positive(Form form, string name = "amount")
    {
        form.Required(name);
        return form.Integer(name) switch
        {
            < 1 => throw ApiError.Invalid("This value must be greater than or equal to 1.", name, "parameter_invalid_integer"),
            > Maximum => throw ApiError.Invalid("Amount must be no more than $999,999.99", name, "amount_too_large"),
            var amount => amount!.Value,
        };
    }

    /// <summary>Cards and PayPal take no less than half a dollar; a bank transfer takes anything.</summary>
    public static void CheckMinimum(long amount, string currency)
    {
        if (amount < CardMinimum)
        {
            throw ApiError.Invalid($"Amount must be at least $0.50 {currency}", "amount", "amount_too_small");
        }
    }
}
