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

        var (wiresBegun, wiresOver) = WiresOf(work);
        foreach (var order in wiresBegun)
        {
            yield return new DueEntry(work.Now, work.Account, DueKind.Start, $"{Wire(order)}");
        }

        foreach (var order in wiresOver)
        {
            yield return new DueEntry(work.Now, work.Account, DueKind.Signal, $"{Wire(order)}|{Signal.OrderChanged.Name}");
        }

        InstanceId Wire(string order) => new(WorkflowNames.WireTransfer, work.Account, order);
    }

    /// <summary>Orders that wait for a bank transfer from this work on, and those that no longer do.</summary>
    public static (IReadOnlyList<string> Begun, IReadOnlyList<string> Over) WiresOf(AccountWork work)
    {
        var (were, are) = (work.Loaded?.OpenWires ?? [], work.State.OpenWires);
        return were == are ? ([], []) : ([.. are.Except(were)], [.. were.Except(are)]);
    }
}
