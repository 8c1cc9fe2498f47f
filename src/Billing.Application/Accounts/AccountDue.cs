using Billing.Application.Due;
using Billing.Application.Subscriptions;
using Billing.Workflows;

namespace Billing.Application.Accounts;

/// <summary>What the due index must know before a decision on an account is committed.</summary>
internal static class AccountDue
{
    public static IEnumerable<DueEntry> EntriesOf(AccountWork work)
    {
        var (before, after) = (work.Loaded, work.State);
        if (after.NextDue is { } next && next != before?.NextDue)
        {
            yield return new DueEntry(next, work.Account, DueKind.Calendar, "");
        }

        if (SubscriptionWorkflows.NextStart(work.Account, after) is { } start
            && start != (before is null ? null : SubscriptionWorkflows.NextStart(work.Account, before)))
        {
            yield return new DueEntry(start.At, work.Account, DueKind.Start, start.Id.ToString());
        }

        if (before is not null && SubscriptionWorkflows.Wakes(work.Account, before, after, work.Now) is { } waiting)
        {
            yield return new DueEntry(work.Now, work.Account, DueKind.Signal, $"{waiting}|{Signal.AccountChanged.Name}");
        }

        var (were, are) = (before?.OpenWires ?? [], after.OpenWires);
        if (were == are)
        {
            yield break;
        }

        foreach (var order in are.Except(were))
        {
            yield return new DueEntry(work.Now, work.Account, DueKind.Start, $"{Wire(order)}");
        }

        foreach (var order in were.Except(are))
        {
            yield return new DueEntry(work.Now, work.Account, DueKind.Signal, $"{Wire(order)}|{Signal.OrderChanged.Name}");
        }

        InstanceId Wire(string order) => new(WorkflowNames.WireTransfer, work.Account, order);
    }
}
