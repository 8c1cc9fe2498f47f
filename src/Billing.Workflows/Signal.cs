namespace Billing.Workflows;

/// <summary>
/// Tells an instance that something outside has changed. It carries nothing: it wakes the workflow, and what has changed is read by an activity, so a signal
/// too many, or one that comes late, does no harm.
/// </summary>
public sealed record Signal(string Name)
{
    /// <summary>The customer has done something that a waiting workflow may care about: paid, brought another payment method, canceled.</summary>
    public static Signal AccountChanged { get; } = new("account-changed");

    /// <summary>The order's money has come, or the order has ended.</summary>
    public static Signal OrderChanged { get; } = new("order-changed");
}
