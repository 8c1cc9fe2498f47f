namespace Billing.Workflows.Subscriptions;

/// <summary>
/// The end of a trial, <c>trial:{account}:{first date of the trial}</c>, from the reminder on: the customer is told, and on the day itself a plan that was
/// ordered for then is charged and begins. Where none was ordered, or its payment is declined, the trial expires. An order or a cancellation before that ends
/// the trial, and this with it.
/// </summary>
public static class Trial
{
    public static Workflow<PeriodKey, TrialStanding> Workflow { get; } =
        new(WorkflowNames.Trial, 1, WorkflowJson.Default.PeriodKey, WorkflowJson.Default.TrialStanding, RunAsync);

    /// <summary>How long at most an order whose payment is under way may hold up the end before it is looked at again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private static async Task<TrialStanding> RunAsync(IWorkflowContext context, PeriodKey trial)
    {
        var standing = await context.CallAsync(SubscriptionSteps.RemindOfTrial, trial);
        if (standing.EndsAt is not { } end)
        {
            return standing;
        }

        await context.WaitForAsync(Signal.AccountChanged, end > context.Now ? end : context.Now + Pause);
        standing = await context.CallAsync(SubscriptionSteps.EndTrial, trial);
        return standing.EndsAt is null ? standing : context.ContinueAsNew(Workflow, trial);
    }
}
