using System.Text.Json.Serialization;

namespace Billing.Domain.Subscriptions;

/// <summary>The values that callers see (contract, section 3).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SubscriptionStatus>))]
public enum SubscriptionStatus
{
    /// <summary>Nothing was ever subscribed.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    [JsonStringEnumMemberName("trialing")]
    Trialing,

    [JsonStringEnumMemberName("active")]
    Active,

    /// <summary>The period is over and its renewal is not paid; services go on until they stop.</summary>
    [JsonStringEnumMemberName("pastDue")]
    PastDue,

    /// <summary>A trial or contract ran out, or a renewal was never paid.</summary>
    [JsonStringEnumMemberName("expired")]
    Expired,

    /// <summary>Ended by the customer.</summary>
    [JsonStringEnumMemberName("canceled")]
    Canceled,
}
