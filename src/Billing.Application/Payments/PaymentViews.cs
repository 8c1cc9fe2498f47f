using Billing.Domain.Payments;

namespace Billing.Application.Payments;

/// <summary>What <c>…/payment-methods</c> answers. <c>Action</c> is what the customer must do before it can be used; null where nothing.</summary>
/// <param name="Status"><c>active</c>; <c>requiresAction</c> where the customer must act; <c>processing</c> where the provider has it in hand.</param>
public sealed record PaymentMethodView(string Id, PaymentMethodType Type, string Label, bool IsDefault, string Status, PaymentAction? Action);

/// <summary>What the customer must do: <c>authenticate</c> with the client secret (a card's OTP), or <c>redirect</c> to the URL (PayPal).</summary>
public sealed record PaymentAction(string Type, string? ClientSecret = null, string? Url = null);
