using Billing.Domain;
using Billing.Domain.Payments;
using Billing.Stripe.Client;

namespace Billing.Stripe;

/// <summary>How an intent is told what to pay with.</summary>
internal static class StripeMethods
{
    /// <summary>Stripe's name of a kind of method.</summary>
    public static string NameOf(PaymentMethodType type) => type switch
    {
        PaymentMethodType.Card => "card",
        PaymentMethodType.PayPal => "paypal",
        PaymentMethodType.Wire => "customer_balance",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "A saved method is given with its own type."),
    };

    /// <summary>How a transfer in that currency comes. Currencies that Stripe takes none in get its refusal, which names the reason.</summary>
    public static string TransferIn(Currency? currency) => currency?.Code switch
    {
        "EUR" => "eu_bank_transfer",
        "GBP" => "gb_bank_transfer",
        _ => "us_bank_transfer",
    };

    /// <param name="method">A saved method or a card's token; null for a new PayPal payment and for a wire.</param>
    /// <param name="currency">Of a payment; a wire needs it.</param>
    public static StripeForm Choose(
        this StripeForm form, PaymentMethodType type, string? method, string? returnUrl, bool isSaved, Currency? currency, StripeOptions options)
    {
        const string transfer = "payment_method_options[customer_balance][bank_transfer]";
        form.Add("payment_method", method);
        switch (type)
        {
            case PaymentMethodType.PayPal:
                form.Add("return_url", returnUrl);
                if (method is null)
                {
                    form.Add("payment_method_data[type]", NameOf(type)).Add("mandate_data[customer_acceptance][type]", isSaved ? "offline" : null);
                }

                break;
            case PaymentMethodType.Wire:
                form.Add("payment_method_data[type]", NameOf(type))
                    .Add("payment_method_options[customer_balance][funding_type]", "bank_transfer")
                    .Add($"{transfer}[type]", TransferIn(currency))
                    .Add($"{transfer}[eu_bank_transfer][country]", currency?.Code == "EUR" ? options.EuroAccountCountry : null);
                break;
        }

        return form;
    }
}
