using System.Text.Json.Serialization;

namespace Billing.Application.Orders;

[JsonConverter(typeof(JsonStringEnumConverter<OrderStatus>))]
public enum OrderStatus
{
    /// <summary>The payment was asked for and its outcome is not known yet; it is looked up until it is.</summary>
    [JsonStringEnumMemberName("processing")]
    Processing,

    [JsonStringEnumMemberName("completed")]
    Completed,

    [JsonStringEnumMemberName("scheduled")]
    Scheduled,

    [JsonStringEnumMemberName("failed")]
    Failed,

    [JsonStringEnumMemberName("canceled")]
    Canceled,

    /// <summary>The customer must act: authenticate a card, approve at PayPal.</summary>
    [JsonStringEnumMemberName("requiresAction")]
    RequiresAction,

    /// <summary>A bank transfer is waited for.</summary>
    [JsonStringEnumMemberName("pendingPaymentClearance")]
    PendingPaymentClearance,

    /// <summary>The customer, or the money, did not come in time.</summary>
    [JsonStringEnumMemberName("expired")]
    Expired,
}
