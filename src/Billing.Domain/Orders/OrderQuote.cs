using System.Text.Json.Serialization;
using Billing.Domain.Subscriptions;

namespace Billing.Domain.Orders;

/// <summary>What an order does. Top-ups and renewals are orders too, but none that this folder decides.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderKind>))]
public enum OrderKind
{
    [JsonStringEnumMemberName("subscribe")]
    Subscribe,

    [JsonStringEnumMemberName("modify")]
    Modify,

    [JsonStringEnumMemberName("topUp")]
    TopUp,

    /// <summary>Placed by the calendar.</summary>
    [JsonStringEnumMemberName("renewal")]
    Renewal,
}

/// <summary>The decision of an order, and as it is the preview.</summary>
/// <param name="Effective">As asked for, or by default.</param>
/// <param name="Bill">What is to be paid now. Empty for a planned change: its lines are those of the renewal.</param>
/// <param name="Next">The state to store when the payable is paid, or is nothing.</param>
/// <param name="RenewsPeriod">The running period was over: the order pays the renewal that is due, in its wanted form.</param>
public sealed record OrderQuote(OrderKind Kind, OrderEffective Effective, Bill Bill, Subscription Next, bool RenewsPeriod = false);
