namespace Billing.Workflows.Subscriptions;

/// <summary>
/// The cancellation that a customer planned for the end of the period, or of the trial: <c>planned-end:{account}:{first date without services}</c>. It is
/// started in the renewal's place as that day begins, and finds nothing to do where the customer has resumed since.
/// </summary>
public static class PlannedEnd
{
    /// <summary>How long at most an order whose payment is under way may hold up the end before it is looked at again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    public static Workflow<PeriodKey, RenewalStanding> Workflow { get; } =
        new(WorkflowNames.PlannedEnd, 1, WorkflowJson.Default.PeriodKey, WorkflowJson.Default.RenewalStanding, RunAsync);

    private static async Task<RenewalStanding> RunAsync(IWorkflowContext context, PeriodKey end)
    {
        var standing = await context.CallAsync(SubscriptionSteps.EndPlanned, end);
        if (standing.State == RenewalState.Held)
        {
            await context.WaitForAsync(Signal.AccountChanged, context.Now + Pause);
            return context.ContinueAsNew(Workflow, end);
        }

        return standing;
    }
}
