using Billing.Application.Due;
using Billing.Workflows;
using Microsoft.Extensions.Logging;

namespace Billing.Application.Workflows;

/// <summary>
/// Brings instances on: takes the lease, takes turns until the instance rests, and writes what wakes it before it does. A process that loses its lease
/// meanwhile cannot write: the row's ETag is another.
/// </summary>
internal sealed partial class InstanceRunner(
    WorkflowRows rows, DueIndex due, WorkflowBook book, WorkflowHolder holder, TimeProvider clock, ILogger logger)
{
    /// <summary>Longer than any turn takes; a holder that is known to be gone is not waited for.</summary>
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(2);

    private readonly HashSet<string> _running = [];

    public WorkflowLease Lease() => new(holder.Name, clock.GetUtcNow() + LeaseTime);

    /// <summary>Goes on with an instance where there is something to go on with.</summary>
    /// <returns>When to look again, because another process holds it.</returns>
    public async ValueTask<DateTimeOffset?> GoOnAsync(InstanceId id, CancellationToken cancellationToken)
    {
        while (await rows.LoadAsync(id, cancellationToken) is { Instance: { IsOver: false } instance, ETag: var etag })
        {
            var now = clock.GetUtcNow();
            if (instance.Lease is { } lease && IsHeld(id, lease, now))
            {
                return lease.Until > now ? lease.Until : now + LeaseTime;
            }

            var signals = await rows.SignalsAsync(id, cancellationToken);
            if (!HasReason(instance, signals, now))
            {
                return null;
            }

            var held = instance with { Lease = Lease() };
            if (await HoldAsync(id, async () => await rows.SaveAsync(held, etag, [], [], cancellationToken), signals, cancellationToken))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Takes turns with an instance while this process holds it, then wakes those that its end or its children concern.</summary>
    /// <param name="take">Writes the lease; null where another was faster.</param>
    public async ValueTask<bool> HoldAsync(
        InstanceId id, Func<ValueTask<StoredInstance?>> take, IReadOnlyList<WaitingSignal> signals, CancellationToken cancellationToken)
    {
        IReadOnlyList<string?> follow;
        lock (_running)
        {
            if (!_running.Add(id.ToString()))
            {
                return false;
            }
        }

        try
        {
            if (await take() is not { } stored)
            {
                return false;
            }

            follow = await TakeTurnsAsync(stored, signals, cancellationToken);
        }
        finally
        {
            lock (_running)
            {
                _running.Remove(id.ToString());
            }
        }

        foreach (var other in follow)
        {
            await FollowAsync(other, cancellationToken);
        }

        return true;
    }

    /// <returns>Instances to go on with.</returns>
    private async ValueTask<IReadOnlyList<string?>> TakeTurnsAsync(
        StoredInstance? stored, IReadOnlyList<WaitingSignal> signals, CancellationToken cancellationToken)
    {
        while (stored is not null)
        {
            var before = stored.Instance;
            var turn = new WorkflowTurn(before, signals, book, rows, clock);
            var after = await turn.TakeAsync(cancellationToken);
            var beginsAnew = after.Run != before.Run;
            after = beginsAnew ? after with { Lease = Lease() } : await PrepareRestAsync(before, after, turn.Children, cancellationToken);
            stored = await rows.SaveAsync(after, stored.ETag, turn.Used, turn.Children, cancellationToken);
            if (stored is null)
            {
                LogLost(before.Id);
            }
            else if (!beginsAnew)
            {
                await AfterRestAsync(after, cancellationToken);
                return [.. turn.Children.Select(child => child.Id), after.IsOver ? after.Parent : null];
            }

            signals = [.. signals.Where(signal => !turn.Used.Contains(signal.RowKey))];
        }

        return [];
    }

    /// <summary>All that brings it, its children and its parent on has an entry before they rest on that.</summary>
    private async ValueTask<WorkflowInstance> PrepareRestAsync(
        WorkflowInstance before, WorkflowInstance after, IReadOnlyList<WorkflowInstance> children, CancellationToken cancellationToken)
    {
        foreach (var child in children)
        {
            await ProtectAsync(child.Id, cancellationToken);
        }

        if (after.IsOver)
        {
            await ProtectAsync(after.Parent, cancellationToken);
        }
        else if (after.WakesAt is { } wakesAt)
        {
            await due.ScheduleAsync(Entry(after.Key, wakesAt), cancellationToken);
        }

        if (before.IsListed || after.Status is WorkflowStatus.Completed or WorkflowStatus.Canceled)
        {
            return after;
        }

        await rows.ListAsync(after.Key, cancellationToken);
        return after with { IsListed = true };
    }

    private async ValueTask AfterRestAsync(WorkflowInstance after, CancellationToken cancellationToken)
    {
        if (after.Status == WorkflowStatus.Failed)
        {
            LogFailed(after.Id, after.Error);
        }
        else if (after.IsOver)
        {
            await UnlistAsync(after, cancellationToken);
        }
    }

    public async ValueTask UnlistAsync(WorkflowInstance instance, CancellationToken cancellationToken)
    {
        if (instance.IsListed)
        {
            await rows.UnlistAsync(instance.Key, cancellationToken);
        }
    }

    /// <summary>Should this process die before it goes on with the other instance, the entry does.</summary>
    public async ValueTask ProtectAsync(string? other, CancellationToken cancellationToken)
    {
        if (other is not null)
        {
            await due.ScheduleAsync(Entry(InstanceId.Parse(other), clock.GetUtcNow() + LeaseTime), cancellationToken);
        }
    }

    public async ValueTask FollowAsync(string? other, CancellationToken cancellationToken)
    {
        if (other is not null)
        {
            await GoOnAsync(InstanceId.Parse(other), cancellationToken);
        }
    }

    /// <summary>Spares an instance the turn that an entry too many would take.</summary>
    private static bool HasReason(WorkflowInstance instance, IReadOnlyList<WaitingSignal> signals, DateTimeOffset now) =>
        instance.Lease is not null || instance.Steps.IsEmpty || instance.WakesAt <= now
        || instance.Steps.Any(step => step.Done is null && (step.Kind == StepKind.Child || signals.Any(signal => signal.Name == step.Name)));

    private bool IsHeld(InstanceId id, WorkflowLease lease, DateTimeOffset now)
    {
        lock (_running)
        {
            return lease.Holder == holder.Name ? _running.Contains(id.ToString()) : lease.Until > now && !holder.IsGone(lease.Holder);
        }
    }

    private static DueEntry Entry(InstanceId id, DateTimeOffset at) => new(at, id.Account, DueKind.Workflow, id.ToString());

    [LoggerMessage(Level = LogLevel.Warning, Message = "Another process has gone on with {Instance}; what this one did of it is forgotten.")]
    private partial void LogLost(string instance);

    [LoggerMessage(EventName = "WorkflowFailed", Level = LogLevel.Error, Message = "The workflow {Instance} failed and waits for an operator: {Error}")]
    private partial void LogFailed(string instance, string? error);
}
