namespace Billing.Workflows.Subscriptions;

/// <param name="Standing">After the charge that failed last.</param>
public sealed record GracePeriodInput(PeriodKey Period, RenewalStanding Standing);

/// <summary>
/// The days between a renewal that failed and the stop of services, <c>grace-period:{account}:{first date of the unpaid period}</c>. A soft decline is retried
/// 1, 3 and 5 days after the first failure, a hard one not at all; each failed try tells the customer how many days are left. Whatever the customer does is
/// looked at at once: a payment method or a top-up that works brings the next try forward, an order pays the renewal, a cancellation ends the chase. On the
/// seventh day services stop; who comes back later orders anew.
/// </summary>
public static class GracePeriod
{
    /// <summary>A customer who does something again and again makes no endless history.</summary>
    private const int LooksARun = 30;

    /// <summary>How long at most an order whose payment is under way may hold up a try, or the stop, before it is looked at again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    public static Workflow<GracePeriodInput, RenewalStanding> Workflow { get; } =
        new(WorkflowNames.GracePeriod, 1, WorkflowJson.Default.GracePeriodInput, WorkflowJson.Default.RenewalStanding, RunAsync);

    private static async Task<RenewalStanding> RunAsync(IWorkflowContext context, GracePeriodInput grace)
    {
        var (period, standing) = grace;
        var stop = standing.ServicesStopAt!.Value;
        for (var looks = 0; standing.State is RenewalState.PastDue or RenewalState.Held; looks++)
        {
            if (looks == LooksARun)
            {
                return context.ContinueAsNew(Workflow, new GracePeriodInput(period, standing with { ServicesStopAt = stop }));
            }

            var look = standing.State == RenewalState.Held ? context.Now + Pause : standing.NextAttemptAt;
            var until = look < stop ? look.Value : stop;
            await context.WaitForAsync(Signal.AccountChanged, until > context.Now ? until : context.Now + Pause);
            standing = context.Now < stop
                ? await context.CallAsync(SubscriptionSteps.ChargeRenewal, period)
                : await context.CallAsync(SubscriptionSteps.StopServices, period);
        }

        return standing;
    }
}
