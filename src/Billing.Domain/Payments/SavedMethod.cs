using System.Text.Json.Serialization;

namespace Billing.Domain.Payments;

[JsonConverter(typeof(JsonStringEnumConverter<PaymentMethodType>))]
public enum PaymentMethodType
{
    [JsonStringEnumMemberName("card")]
    Card,

    /// <summary>In a request only: one of the account's saved methods, by its id.</summary>
    [JsonStringEnumMemberName("saved")]
    Saved,

    [JsonStringEnumMemberName("paypal")]
    PayPal,

    [JsonStringEnumMemberName("wire")]
    Wire,
}

/// <summary>
/// How a caller wants to pay: <c>{"type":"card","token"}</c>, <c>{"type":"saved","id"}</c>, <c>{"type":"paypal"}</c> or <c>{"type":"wire"}</c>.
/// </summary>
public sealed record PaymentMethodChoice(PaymentMethodType Type, string? Token = null, string? Id = null, string? ReturnUrl = null);

/// <summary>A payment method of the account that can be charged again. Card numbers never reach this system.</summary>
/// <param name="Id"><c>pm_…</c>, ours.</param>
/// <param name="ProviderId">The provider's name for it.</param>
/// <param name="Label">What the customer recognises: <c>Visa •••• 4242</c>.</param>
public sealed record SavedMethod(string Id, string ProviderId, PaymentMethodType Type, string Label, DateTimeOffset SavedAt);
