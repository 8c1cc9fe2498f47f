using Billing.Domain;
using Billing.Domain.Payments;
using Billing.Stripe.Client;

namespace Billing.Stripe;

/// <summary>How an intent is told what to pay with.</summary>
internal static class StripeMethods
{
    /// <param name="method">A saved method or a card's token; null for a new PayPal payment and for a wire.</param>
    /// <param name="currency">Of a payment; a wire needs it.</param>
    /// <param name="isConfirm">The intent is there already, and its kinds of method are settled.</param>
    public static StripeForm Choose(
        this StripeForm form, PaymentMethodType type, string? method, string? returnUrl, bool isSaved, Currency? currency, StripeOptions options,
        bool isConfirm = false)
    {
        var name = type switch
        {
            PaymentMethodType.Card => "card",
            PaymentMethodType.PayPal => "paypal",
            PaymentMethodType.Wire => "customer_balance",
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "A saved method is given with its own type."),
        };
        form.Add("payment_method_types[]", isConfirm ? null : name).Add("payment_method", method);
        switch (type)
        {
            case PaymentMethodType.PayPal:
                form.Add("return_url", returnUrl);
                if (method is null)
                {
                    form.Add("payment_method_data[type]", name).Add("mandate_data[customer_acceptance][type]", isSaved ? "offline" : null);
                }

                break;
            case PaymentMethodType.Wire:
                form.Add("payment_method_data[type]", name);
                ChooseTransfer(form, currency, options);
                break;
        }

        return form;
    }

    private static void ChooseTransfer(StripeForm form, Currency? currency, StripeOptions options)
    {
        const string transfer = "payment_method_options[customer_balance][bank_transfer]";
        form.Add("payment_method_options[customer_balance][funding_type]", "bank_transfer");
        switch (currency?.Code)
        {
            case "EUR":
                form.Add($"{transfer}[type]", "eu_bank_transfer").Add($"{transfer}[eu_bank_transfer][country]", options.EuroAccountCountry);
                break;
            case "GBP":
                form.Add($"{transfer}[type]", "gb_bank_transfer");
                break;
            default:
                // Other currencies get Stripe's refusal, which names the reason.
                form.Add($"{transfer}[type]", "us_bank_transfer");
                break;
        }
    }
}
