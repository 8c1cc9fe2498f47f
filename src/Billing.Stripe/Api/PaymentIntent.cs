using System.Text.Json.Serialization;

namespace Billing.Stripe.Api;

/// <summary>The members of Stripe's objects that are read here, named as Stripe names them.</summary>
internal sealed record PaymentIntent(
    string Id,
    string Status,
    long Amount,
    string Currency,
    long Created,
    long AmountReceived = 0,
    string? ClientSecret = null,
    string? Customer = null,
    string? SetupFutureUsage = null,
    IReadOnlyDictionary<string, string>? Metadata = null,
    NextAction? NextAction = null,
    LastError? LastPaymentError = null,
    [property: JsonConverter(typeof(ExpandablePaymentMethod))] PaymentMethod? PaymentMethod = null);

internal sealed record SetupIntent(
    string Id,
    string Status,
    string? ClientSecret = null,
    string? Customer = null,
    NextAction? NextAction = null,
    LastError? LastSetupError = null,
    [property: JsonConverter(typeof(ExpandablePaymentMethod))] PaymentMethod? PaymentMethod = null);

internal sealed record LastError(string? Code = null, string? DeclineCode = null, string? AdviceCode = null);

internal sealed record NextAction(string Type, RedirectToUrl? RedirectToUrl = null, BankTransferInstructions? DisplayBankTransferInstructions = null);

internal sealed record RedirectToUrl(string? Url);

internal sealed record BankTransferInstructions(
    long? AmountRemaining, string? Reference, IReadOnlyList<FinancialAddress>? FinancialAddresses = null, string? HostedInstructionsUrl = null);

/// <summary>One of the accounts that take a transfer; the member that is named by the type is there.</summary>
internal sealed record FinancialAddress(string Type, BankDetails? Aba = null, BankDetails? Swift = null, BankDetails? Iban = null, BankDetails? SortCode = null)
{
    [JsonIgnore]
    public BankDetails? Details => Aba ?? Iban ?? SortCode ?? Swift;
}

/// <param name="SortCode">Of an account in the United Kingdom.</param>
internal sealed record BankDetails(
    string? AccountHolderName = null,
    string? BankName = null,
    string? Country = null,
    string? AccountNumber = null,
    string? RoutingNumber = null,
    string? SortCode = null,
    string? Iban = null,
    string? Bic = null,
    Address? BankAddress = null);

internal sealed record Address(string? Country = null);
