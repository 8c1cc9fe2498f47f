using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Subscriptions;
using Billing.Workflows;

namespace Billing.Application.Subscriptions;

/// <summary>An instance that is to be started.</summary>
/// <param name="At">When.</param>
public sealed record WorkflowStart(DateTimeOffset At, InstanceId Id);

/// <summary>Which workflows an account's subscription needs, told by its state alone.</summary>
public static class SubscriptionWorkflows
{
    /// <summary>
    /// The instance that the subscription needs next; null where time changes nothing, where a running instance sees to it, or where an order that is being
    /// paid decides first.
    /// </summary>
    public static WorkflowStart? NextStart(AccountId account, AccountState state)
    {
        if (state.IsHeld || Lifecycle.NextDue(state.Subscription, state.Zone) is not { } next)
        {
            return null;
        }

        var subscription = state.Subscription;
        return next.Kind switch
        {
            DeadlineKind.Renewal => Start(WorkflowNames.Renewal, subscription.PaidPeriod.End),
            DeadlineKind.PlannedCancel => Start(WorkflowNames.PlannedEnd, subscription.CancelOn!.Value),
            DeadlineKind.TrialReminder => Start(WorkflowNames.Trial, subscription.Anchor!.Value.FirstStart),
            _ => null,
        };

        WorkflowStart Start(string workflow, DateOnly date) => new(next.At, new InstanceId(workflow, account, $"{date:yyyy-MM-dd}"));
    }

    /// <summary>The running instance that must look at the account because of this change; null where none must.</summary>
    /// <param name="after">Later than <paramref name="before"/>, and about to be committed.</param>
    public static InstanceId? Wakes(AccountId account, AccountState before, AccountState after, DateTimeOffset now)
    {
        var (was, becomes) = (before.Subscription, after.Subscription);
        var isReleased = before.OrderInProgress is not null && after.OrderInProgress is null;
        var wakesChase = was.Dunning is not null
            && (becomes.Dunning is null || (becomes.Dunning.NextAttemptAt <= now && (isReleased || becomes.Dunning != was.Dunning)));
        return wakesChase ? new InstanceId(WorkflowNames.GracePeriod, account, $"{was.PaidPeriod.End:yyyy-MM-dd}")
            : was is { Status: SubscriptionStatus.Trialing, TrialReminded: true } && (becomes.Status, becomes.TrialEnd) != (was.Status, was.TrialEnd)
                ? new InstanceId(WorkflowNames.Trial, account, $"{was.Anchor!.Value.FirstStart:yyyy-MM-dd}")
                : null;
    }
}
