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

    /// <summary>As in <see cref="Renewal"/>.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private static async Task<TrialStanding> RunAsync(IWorkflowContext context, PeriodKey trial)
    {
        var standing = await context.CallAsync(SubscriptionActivities.RemindOfTrial, trial);
        while (standing.EndsAt is { } end)
        {
            await context.WaitForAsync(Signal.AccountChanged, end > context.Now ? end : context.Now + Pause);
            standing = await context.CallAsync(SubscriptionActivities.EndTrial, trial);
        }

        return standing;
    }
}
