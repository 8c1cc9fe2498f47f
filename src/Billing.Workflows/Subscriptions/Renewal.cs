namespace Billing.Workflows.Subscriptions;

/// <summary>
/// A paid period that is over and the one that follows, <c>renewal:{account}:{first date of the new period}</c>. The coming period is computed and charged as
/// its first day begins; what the customer planned for this day is what is charged. Where that fails, the grace period goes on from there.
/// </summary>
public static class Renewal
{
    /// <summary>How long at most another order may hold up the renewal before it is looked at again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    public static Workflow<PeriodKey, RenewalStanding> Workflow { get; } =
        new(WorkflowNames.Renewal, 1, WorkflowJson.Default.PeriodKey, WorkflowJson.Default.RenewalStanding, RunAsync);

    private static async Task<RenewalStanding> RunAsync(IWorkflowContext context, PeriodKey period)
    {
        var standing = await context.CallAsync(SubscriptionSteps.ChargeRenewal, period);
        if (standing.State == RenewalState.Held)
        {
            await context.WaitForAsync(Signal.AccountChanged, context.Now + Pause);
            return context.ContinueAsNew(Workflow, period);
        }

        return standing.State == RenewalState.PastDue
            ? await context.RunChildAsync(GracePeriod.Workflow, $"{period.Start:yyyy-MM-dd}", new GracePeriodInput(period, standing))
            : standing;
    }
}
