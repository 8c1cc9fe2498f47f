using System.Collections.Immutable;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Orders;
using Billing.Domain.Payments;

namespace Billing.Application.Orders;

/// <summary><c>POST …/orders</c>: the wanted end; what is left out stays as it is (contract, section 4).</summary>
public sealed record OrderBody
{
    private bool _namesSupportPlan;

    public string? Plan { get; init; }

    public BillingInterval? Interval { get; init; }

    public SeatsBody? Seats { get; init; }

    /// <summary>All add-ons that shall be held; an empty list takes every one away.</summary>
    public ImmutableArray<string>? AddOns { get; init; }

    /// <summary>Null takes the support plan away; left out, it stays.</summary>
    public string? SupportPlan
    {
        get;

        // Not init: generated code would call that for every body, also for one that leaves the plan out.
        set => (field, _namesSupportPlan) = (value, true);
    }

    public OrderEffective? Effective { get; init; }

    public BillingInformation? BillingInformation { get; init; }

    /// <summary>Left out: the account's default method.</summary>
    public PaymentMethodChoice? PaymentMethod { get; init; }

    internal OrderRequest ToRequest() => new()
    {
        Plan = Plan,
        Interval = Interval,
        TeamSeats = Seats?.Team,
        ContactCenter = Seats?.ContactCenter,
        AgentAi = Seats?.AgentAi,
        AddOns = AddOns,
        SupportPlan = SupportPlan,
        WithoutSupportPlan = _namesSupportPlan && SupportPlan is null,
        Effective = Effective,
    };
}

/// <param name="Team">Bought beyond those that the plan includes.</param>
public sealed record SeatsBody(int? Team = null, WantedSeats? ContactCenter = null, WantedSeats? AgentAi = null);
