using System.Text.Json.Serialization;
using Billing.Domain.Catalog;

namespace Billing.Domain.Orders;

/// <summary>When an order takes effect.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderEffective>))]
public enum OrderEffective
{
    [JsonStringEnumMemberName("now")]
    Now,

    [JsonStringEnumMemberName("nextRenewal")]
    NextRenewal,
}

/// <summary>The commercial part of <c>POST …/orders</c>: the wanted end. What is left out (null) stays as it is (contract, section 4).</summary>
public sealed record OrderRequest
{
    public string? Plan { get; init; }

    public BillingInterval? Interval { get; init; }

    /// <summary>Beyond those that the plan includes.</summary>
    public int? TeamSeats { get; init; }

    public WantedSeats? ContactCenter { get; init; }

    public WantedSeats? AgentAi { get; init; }

    /// <summary>All that shall be held; an empty list takes every add-on away.</summary>
    public IReadOnlyList<string>? AddOns { get; init; }

    public string? SupportPlan { get; init; }

    /// <summary>The request said <c>"supportPlan": null</c>: none is wanted.</summary>
    public bool WithoutSupportPlan { get; init; }

    public OrderEffective? Effective { get; init; }
}

/// <summary>Each part may be left out where seats of the product are held.</summary>
/// <param name="Quantity">0 takes them all away.</param>
public sealed record WantedSeats(SeatType? Type = null, int? Quantity = null);
