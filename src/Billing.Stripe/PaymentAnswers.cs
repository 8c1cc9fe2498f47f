using Billing.Application.Payments;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Stripe.Api;
using Billing.Stripe.Client;

namespace Billing.Stripe;

/// <summary>Stripe's objects and refusals in our words.</summary>
internal static class PaymentAnswers
{
    public static readonly PaymentAnswer Unknown = new(PaymentOutcome.Unknown);

    public static PaymentAnswer Of(PaymentIntent intent) => Describe(intent) with
    {
        ProviderReference = intent.Id,
        SavedMethod = intent is { Status: "succeeded", SetupFutureUsage: "off_session", PaymentMethod: { Customer: not null } method }
            ? Saved(method, null)
            : null,
        Received = Received(intent),
    };

    /// <summary>A refusal of a charge: the money did not move.</summary>
    public static PaymentAnswer Of(StripeError error)
    {
        if (error.IsOurFault)
        {
            return Unknown;
        }

        return error.IsDecline
            ? Declined(error.Code, error.DeclineCode, error.AdviceCode) with { ProviderReference = error.PaymentIntent?.Id }
            : Declined(error.Code ?? "invalid_request", null, "do_not_try_again");
    }

    public static PaymentMethodAnswer Of(SetupIntent setup) => setup.Status switch
    {
        "succeeded" when setup.PaymentMethod is { } saved => Saved(saved, setup.Id),
        "requires_action" => new PaymentMethodAnswer(
            null, setup.PaymentMethod is { } method ? Label(method) : "", null, PaymentOutcome.RequiresAction, setup.Id,
            Action(setup.NextAction, setup.ClientSecret)),
        "canceled" => new PaymentMethodAnswer(null, "", null, PaymentOutcome.Canceled, setup.Id),
        "requires_payment_method" => Refused(setup.LastSetupError?.Code, setup.LastSetupError?.DeclineCode, setup.Id),
        _ => new PaymentMethodAnswer(null, "", null, PaymentOutcome.Processing, setup.Id),
    };

    public static PaymentMethodAnswer OfSaving(StripeError error) => error.IsOurFault
        ? new PaymentMethodAnswer(null, "", null, PaymentOutcome.Unknown)
        : Refused(error.Code, error.DeclineCode, error.SetupIntent?.Id);

    public static Money Amount(long minor, string currency) => new(minor, Currency.Parse(currency.ToUpperInvariant()));

    private static PaymentAnswer Describe(PaymentIntent intent) => intent.Status switch
    {
        "succeeded" => new PaymentAnswer(PaymentOutcome.Succeeded),
        "canceled" => new PaymentAnswer(PaymentOutcome.Canceled),
        "requires_payment_method" => Declined(intent.LastPaymentError?.Code, intent.LastPaymentError?.DeclineCode, intent.LastPaymentError?.AdviceCode),
        "requires_action" when intent.NextAction?.DisplayBankTransferInstructions is { } transfer =>
            new PaymentAnswer(PaymentOutcome.AwaitingFunds, Wire: Wire(transfer, intent)),
        "requires_action" => new PaymentAnswer(PaymentOutcome.RequiresAction, Action: Action(intent.NextAction, intent.ClientSecret)),
        _ => new PaymentAnswer(PaymentOutcome.Processing),
    };

    private static PaymentAnswer Declined(string? code, string? declineCode, string? advice)
    {
        var trueCode = StripeErrors.CodeOf(code, declineCode);
        return new PaymentAnswer(
            PaymentOutcome.Declined,
            DeclineCode: StripeErrors.ShownCode(trueCode),
            Decline: StripeErrors.KindOf(code, declineCode, advice),
            TrueDeclineCode: trueCode);
    }

    private static PaymentMethodAnswer Refused(string? code, string? declineCode, string? setup) =>
        new(null, "", StripeErrors.ShownCode(StripeErrors.CodeOf(code, declineCode)), PaymentOutcome.Declined, setup);

    private static PaymentMethodAnswer Saved(PaymentMethod method, string? setup) => new(method.Id, Label(method), SetupReference: setup);

    private static PaymentAction Action(NextAction? next, string? clientSecret) => next?.RedirectToUrl?.Url is { } url
        ? new PaymentAction("redirect", Url: url)
        : new PaymentAction("authenticate", ClientSecret: clientSecret);

    /// <summary>Part of a transfer counts as come, although Stripe shows it as received only when all has.</summary>
    private static Money Received(PaymentIntent intent)
    {
        var remaining = intent.NextAction?.DisplayBankTransferInstructions?.AmountRemaining;
        return Amount(remaining is { } left ? intent.Amount - left : intent.AmountReceived, intent.Currency);
    }

    private static WireInstructions Wire(BankTransferInstructions transfer, PaymentIntent intent)
    {
        var details = transfer.FinancialAddresses?.Select(address => address.Details).FirstOrDefault(found => found is not null) ?? new BankDetails();
        var bank = new BankAccount(
            details.AccountHolderName, details.BankName, details.Country ?? details.BankAddress?.Country,
            details.AccountNumber, details.RoutingNumber, details.SortCode, details.Iban, details.Bic);
        var remaining = Amount(transfer.AmountRemaining ?? intent.Amount, intent.Currency);
        return new WireInstructions(transfer.Reference ?? "", remaining, bank, transfer.HostedInstructionsUrl);
    }

    private static string Label(PaymentMethod method) => method switch
    {
        { Card: { } card } => $"{Brand(card.Brand)} •••• {card.Last4}",
        { Paypal.PayerEmail: { } email } => $"PayPal {email}",
        { Type: "paypal" } => "PayPal",
        _ => method.Type ?? "",
    };

    private static string Brand(string brand) => brand switch
    {
        "amex" => "American Express",
        "diners" => "Diners Club",
        "discover" => "Discover",
        "jcb" => "JCB",
        "mastercard" => "Mastercard",
        "unionpay" => "UnionPay",
        "visa" => "Visa",
        _ => "Card",
    };
}
