using Billing.Domain.Catalog;

namespace Billing.Domain.Seats;

/// <summary>What the subscription has of one product's agent seats.</summary>
public sealed record PurchasedSeats(SeatType Type, int Quantity)
{
    public static PurchasedSeats None { get; } = new(SeatType.Named, 0);
}

/// <summary>One agent's row: absent is the default, neither assigned nor logged in.</summary>
public readonly record struct AgentPresence(bool Assigned, bool LoggedIn);

/// <summary>What a request of an agent came to.</summary>
public sealed record AgentDecision(AgentSeats Seats, AgentPresence Agent);

/// <summary>How many agents there are, and the most there were since the period began.</summary>
public readonly record struct Gauge(int Count, int Peak)
{
    internal Gauge Up() => new(Count + 1, Math.Max(Peak, Count + 1));

    internal Gauge Down() => this with { Count = Count - 1 };
}

/// <summary>What <c>GET …/seats/{product}</c> answers.</summary>
public sealed record AgentSeatsView(SeatType Type, int Purchased, int InUse, int Peak);

/// <summary>
/// The agent seats of one product in use. Assigned and logged-in agents are both counted whatever the seats' type; the type only says which of the two
/// counts is limited, shown and peaked. So a change of type converts nothing and loses nothing.
/// </summary>
/// <param name="PeriodStart">The first day of the period that the peaks belong to; null without a period.</param>
public sealed record AgentSeats(Gauge Assigned, Gauge LoggedIn, DateOnly? PeriodStart)
{
    public static AgentSeats Empty { get; } = new(default, default, null);

    /// <summary>These seats in the period that starts then: a new period's peak begins with those still in use.</summary>
    public AgentSeats In(DateOnly? periodStart) =>
        periodStart == PeriodStart ? this : new(Fresh(Assigned), Fresh(LoggedIn), periodStart);

    public AgentSeatsView View(PurchasedSeats purchased, DateOnly? periodStart)
    {
        var gauge = In(periodStart).Limited(purchased.Type);
        return new(purchased.Type, purchased.Quantity, gauge.Count, gauge.Peak);
    }

    /// <summary>Enrols an agent: a named seat is taken; of concurrent ones none is, the agent's login takes it.</summary>
    /// <returns>The decision, the same where the agent was assigned already; or <c>seat-limit-reached</c>.</returns>
    public Result<AgentDecision> Assign(AgentPresence agent, PurchasedSeats purchased)
    {
        if (agent.Assigned)
        {
            return new AgentDecision(this, agent);
        }

        var full = purchased.Type == SeatType.Named ? Assigned.Count >= purchased.Quantity : purchased.Quantity == 0;
        return full ? LimitReached(purchased) : new AgentDecision(this with { Assigned = Assigned.Up() }, agent with { Assigned = true });
    }

    /// <summary>Takes the agent out: frees its named seat, and logs it out.</summary>
    public AgentDecision Unassign(AgentPresence agent)
    {
        var (seats, present) = Logout(agent);
        return present.Assigned ? new(seats with { Assigned = seats.Assigned.Down() }, present with { Assigned = false }) : new(seats, present);
    }

    /// <summary>Takes a concurrent seat; with named seats only an assigned agent may log in.</summary>
    /// <returns>The decision, the same where the agent was logged in already; or <c>seat-limit-reached</c>, <c>seat-not-assigned</c>.</returns>
    public Result<AgentDecision> Login(AgentPresence agent, PurchasedSeats purchased)
    {
        if (agent.LoggedIn)
        {
            return new AgentDecision(this, agent);
        }

        if (purchased.Quantity == 0 || (purchased.Type == SeatType.Concurrent && LoggedIn.Count >= purchased.Quantity))
        {
            return LimitReached(purchased);
        }

        if (purchased.Type == SeatType.Named && !agent.Assigned)
        {
            return new BillingError("seat-not-assigned", "The agent has no named seat; assign one first.");
        }

        return new AgentDecision(this with { LoggedIn = LoggedIn.Up() }, agent with { LoggedIn = true });
    }

    /// <summary>Frees the concurrent seat; the same where the agent was not logged in.</summary>
    public AgentDecision Logout(AgentPresence agent) =>
        agent.LoggedIn ? new(this with { LoggedIn = LoggedIn.Down() }, agent with { LoggedIn = false }) : new(this, agent);

    /// <summary>An order may not take away seats that are in use, counted as the wanted type counts them.</summary>
    /// <param name="pointer">The field of the order, such as <c>/seats/contactCenter</c>.</param>
    /// <returns>Ok, or <c>seats-in-use</c>.</returns>
    public Result<Done> CanBecome(PurchasedSeats wanted, string pointer)
    {
        var inUse = Limited(wanted.Type).Count;
        return inUse <= wanted.Quantity
            ? Done.Ok
            : new BillingError("seats-in-use", $"{inUse} seats are in use; free some before going down to {wanted.Quantity}.", pointer);
    }

    private Gauge Limited(SeatType type) => type == SeatType.Named ? Assigned : LoggedIn;

    private static Gauge Fresh(Gauge gauge) => new(gauge.Count, gauge.Count);

    private static BillingError LimitReached(PurchasedSeats purchased) =>
        new("seat-limit-reached", purchased.Quantity == 0 ? "The account has no seats of this product." : $"All {purchased.Quantity} seats are taken.");
}
