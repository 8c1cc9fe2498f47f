namespace Billing.Workflows.Orders;

/// <summary>What the wire's workflow has done outside.</summary>
public static class WireSteps
{
    /// <summary>How the order stands with its money.</summary>
    public static Activity<OrderKey, WireStanding> LookAtWire { get; } =
        new("look-at-wire", WorkflowJson.Default.OrderKey, WorkflowJson.Default.WireStanding, RetryPolicy.Standard);

    /// <summary>Tells the customer, once, that the money has not come, or not all of it.</summary>
    public static Activity<OrderKey, WireStanding> RemindOfWire { get; } =
        new("remind-of-wire", WorkflowJson.Default.OrderKey, WorkflowJson.Default.WireStanding, RetryPolicy.Standard);

    /// <summary>Ends the order, if its money has still not come; what did come becomes the account's.</summary>
    public static Activity<OrderKey, WireStanding> ExpireWire { get; } =
        new("expire-wire", WorkflowJson.Default.OrderKey, WorkflowJson.Default.WireStanding, RetryPolicy.Standard);
}

public sealed record OrderKey(string Account, string OrderId);

/// <param name="IsPending">Not all of the money has come, and the order still waits for it.</param>
/// <param name="RemindAt">8 business days after the order.</param>
/// <param name="ExpiresAt">15 business days after the order.</param>
public sealed record WireStanding(bool IsPending, DateTimeOffset RemindAt, DateTimeOffset ExpiresAt);
