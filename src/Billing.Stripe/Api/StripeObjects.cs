using System.Text.Json;
using Billing.Stripe.Client;

namespace Billing.Stripe.Api;

internal sealed record Customer(string Id, IReadOnlyDictionary<string, string>? Metadata = null);

/// <summary>A payment method; where Stripe gives its id alone, the rest is not known.</summary>
internal sealed record PaymentMethod(string Id, string? Type = null, string? Customer = null, Card? Card = null, PayPalAccount? Paypal = null);

internal sealed record Card(string Brand, string Last4);

internal sealed record PayPalAccount(string? PayerEmail);

internal sealed record Refund(string Id, string? Status);

internal sealed record CashTransaction(
    string Id,
    string Type,
    long Created,
    string Currency,
    long NetAmount,
    long EndingBalance,
    CashFunded? Funded = null,
    CashPayment? AppliedToPayment = null,
    CashPayment? UnappliedFromPayment = null);

internal sealed record CashFunded(CashTransfer? BankTransfer);

internal sealed record CashTransfer(string? Reference);

internal sealed record CashPayment(string PaymentIntent);

/// <summary>A page of a list, newest first.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Data, bool HasMore);

/// <summary>An event; its object is read for what it is about and for nothing else.</summary>
internal sealed record Event(string Id, string Type, long Created, EventData Data);

internal sealed record EventData(JsonElement Object);

internal sealed record ErrorBody(StripeError? Error);
