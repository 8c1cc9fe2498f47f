namespace Billing.Workflows.Orders;

/// <summary>
/// An order that waits for a bank transfer, <c>wire-transfer:{account}:{orderId}</c>. Money that comes is written by whoever learns of it, and only wakes this:
/// all of it clears the order, a part leaves it waiting for the rest. After 8 business days the customer is reminded, after 15 the order expires.
/// </summary>
public static class WireTransfer
{
    public static Workflow<OrderKey, WireStanding> Workflow { get; } =
        new(WorkflowNames.WireTransfer, 1, WorkflowJson.Default.OrderKey, WorkflowJson.Default.WireStanding, RunAsync);

    /// <summary>Before the provider, which would not let go of the payment, is asked again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    private static async Task<WireStanding> RunAsync(IWorkflowContext context, OrderKey order)
    {
        var wire = await PendingUntilAsync(context, order, await context.CallAsync(WireSteps.LookAtWire, order), w => w.RemindAt);
        if (!wire.IsPending)
        {
            return wire;
        }

        wire = await PendingUntilAsync(context, order, await context.CallAsync(WireSteps.RemindOfWire, order), w => w.ExpiresAt);
        while (wire.IsPending)
        {
            wire = await context.CallAsync(WireSteps.ExpireWire, order);
            if (wire.IsPending)
            {
                await context.WaitForAsync(Signal.OrderChanged, context.Now + Pause);
            }
        }

        return wire;
    }

    /// <summary>How the wire stands once it is no longer pending, or at the instant.</summary>
    private static async Task<WireStanding> PendingUntilAsync(
        IWorkflowContext context, OrderKey order, WireStanding wire, Func<WireStanding, DateTimeOffset> instant)
    {
        while (wire.IsPending && await context.WaitForAsync(Signal.OrderChanged, instant(wire)))
        {
            wire = await context.CallAsync(WireSteps.LookAtWire, order);
        }

        return wire;
    }
}
