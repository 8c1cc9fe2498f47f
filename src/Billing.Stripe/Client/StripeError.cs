using System.Text.Json.Serialization;
using Billing.Stripe.Api;

namespace Billing.Stripe.Client;

/// <summary>A refusal of Stripe's. Its message is left behind: it may name a token or a card, and nothing is decided on it.</summary>
/// <param name="Type"><c>card_error</c>, <c>invalid_request_error</c>, <c>idempotency_error</c> or <c>api_error</c>.</param>
/// <param name="PaymentIntent">As the failed request has left it, where it was about one.</param>
internal sealed record StripeError(
    string? Type = null,
    string? Code = null,
    string? DeclineCode = null,
    string? AdviceCode = null,
    string? Param = null,
    PaymentIntent? PaymentIntent = null,
    SetupIntent? SetupIntent = null)
{
    /// <summary>Of the HTTP answer that brought it.</summary>
    [JsonIgnore]
    public int Status { get; init; }

    [JsonIgnore]
    public bool IsDecline => Type == "card_error";

    /// <summary>The key is wrong, revoked or not allowed to do this: the operator's to mend, and no answer to the customer's request.</summary>
    [JsonIgnore]
    public bool IsOurFault => Status is 401 or 403;
}
