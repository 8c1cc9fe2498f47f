using Billing.Application.Ports;
using Billing.Domain;
using Billing.Domain.Payments;
using Billing.Stripe;
using Stripe;

namespace Billing.Functions.Payments;

/// <summary>
/// The parameters of payments and savings in the library's types: the same that our own client writes as forms. What may be taken back with an empty value
/// is left unset where it has none: set to null it would go out empty.
/// </summary>
internal static class StripeNetOptions
{
    private const string OffSession = "off_session";

    /// <summary>What answers are to tell in full.</summary>
    public static List<string> Method => ["payment_method"];

    public static Dictionary<string, string> Metadata(AccountId account, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var metadata = new Dictionary<string, string> { [StripeMetadata.Account] = account.Value };
        foreach (var (name, value) in more)
        {
            metadata.Add(name, value);
        }

        return metadata;
    }

    public static SetupIntentCreateOptions Setup(string customer, SaveMethodRequest request)
    {
        var setup = new SetupIntentCreateOptions
        {
            Expand = Method,
            Customer = customer,
            Confirm = true,
            Usage = OffSession,
            Metadata = Metadata(request.Account, (StripeMetadata.Method, request.Key)),
            PaymentMethodTypes = [StripeMethods.NameOf(request.Type)],
            PaymentMethod = request.Token,
            ReturnUrl = ReturnUrl(request.Type, request.ReturnUrl),
        };
        if (IsNewPayPal(request.Type, request.Token))
        {
            setup.PaymentMethodData = new() { Type = StripeMethods.NameOf(request.Type) };
            setup.MandateData = new() { CustomerAcceptance = new() { Type = "offline" } };
        }

        return setup;
    }

    public static PaymentIntentCreateOptions Payment(string customer, ChargeRequest request, StripeOptions options)
    {
        var payment = new PaymentIntentCreateOptions
        {
            Expand = Method,
            Amount = request.Amount.Minor,
            Currency = request.Amount.Currency.Code.ToLowerInvariant(),
            Customer = customer,
            Confirm = true,
            OffSession = request.OffSession ? true : null,
            Description = request.Description,
            SetupFutureUsage = request.SaveMethod && request.Type != PaymentMethodType.Wire ? OffSession : null,
            Metadata = Metadata(request.Account, (StripeMetadata.Payment, request.PaymentId)),
            PaymentMethodTypes = [StripeMethods.NameOf(request.Type)],
            PaymentMethod = request.Method,
            PaymentMethodData = Data(request),
            PaymentMethodOptions = Transfer(request, options),
            ReturnUrl = ReturnUrl(request.Type, request.ReturnUrl),
        };
        if (Mandate(request) is { } mandate)
        {
            payment.MandateData = mandate;
        }

        return payment;
    }

    public static PaymentIntentConfirmOptions Confirmation(ChargeRequest request, StripeOptions options)
    {
        var confirmation = new PaymentIntentConfirmOptions
        {
            Expand = Method,
            PaymentMethod = request.Method,
            PaymentMethodData = Data(request),
            PaymentMethodOptions = Transfer(request, options),
            ReturnUrl = ReturnUrl(request.Type, request.ReturnUrl),
        };
        if (request.SaveMethod)
        {
            confirmation.SetupFutureUsage = OffSession;
        }

        if (Mandate(request) is { } mandate)
        {
            confirmation.MandateData = mandate;
        }

        return confirmation;
    }

    private static bool IsNewPayPal(PaymentMethodType type, string? method) => type == PaymentMethodType.PayPal && method is null;

    private static string? ReturnUrl(PaymentMethodType type, string? url) => type == PaymentMethodType.PayPal ? url : null;

    private static PaymentIntentPaymentMethodDataOptions? Data(ChargeRequest request) =>
        request.Type == PaymentMethodType.Wire || IsNewPayPal(request.Type, request.Method) ? new() { Type = StripeMethods.NameOf(request.Type) } : null;

    private static PaymentIntentMandateDataOptions? Mandate(ChargeRequest request) =>
        request.SaveMethod && IsNewPayPal(request.Type, request.Method) ? new() { CustomerAcceptance = new() { Type = "offline" } } : null;

    private static PaymentIntentPaymentMethodOptionsOptions? Transfer(ChargeRequest request, StripeOptions options)
    {
        if (request.Type != PaymentMethodType.Wire)
        {
            return null;
        }

        var transfer = new PaymentIntentPaymentMethodOptionsCustomerBalanceBankTransferOptions
        {
            Type = StripeMethods.TransferIn(request.Amount.Currency),
            EuBankTransfer = request.Amount.Currency.Code == "EUR" ? new() { Country = options.EuroAccountCountry } : null,
        };
        return new() { CustomerBalance = new() { FundingType = "bank_transfer", BankTransfer = transfer } };
    }
}
