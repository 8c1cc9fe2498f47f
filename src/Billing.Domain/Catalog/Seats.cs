using System.Text.Json.Serialization;

namespace Billing.Domain.Catalog;

[JsonConverter(typeof(JsonStringEnumConverter<SeatProduct>))]
public enum SeatProduct
{
    /// <summary>Seats of the customer's own staff, beyond those that the plan includes.</summary>
    [JsonStringEnumMemberName("team")]
    Team,

    [JsonStringEnumMemberName("contact-center")]
    ContactCenter,

    [JsonStringEnumMemberName("agent-ai")]
    AgentAi,
}

[JsonConverter(typeof(JsonStringEnumConverter<SeatType>))]
public enum SeatType
{
    /// <summary>Belongs to one agent, logged in or not.</summary>
    [JsonStringEnumMemberName("named")]
    Named,

    /// <summary>Is taken for as long as an agent is logged in.</summary>
    [JsonStringEnumMemberName("concurrent")]
    Concurrent,
}

/// <param name="Type">Null for team seats, which have no types.</param>
/// <param name="Name">Plural, as an order's line writes it.</param>
public sealed record SeatPrice(SeatProduct Product, SeatType? Type, string Name, IntervalPrices Prices);
