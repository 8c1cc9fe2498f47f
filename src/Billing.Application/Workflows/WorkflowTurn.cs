using Billing.Application.Ports;
using Billing.Workflows;

namespace Billing.Application.Workflows;

/// <summary>
/// One turn of an instance: its code runs until it waits for something that is not there yet, or has ended. Nothing is written meanwhile but what activities
/// write; a turn that is cut short is taken again from the stored history, which is why activities may run more than once.
/// </summary>
internal sealed class WorkflowTurn(WorkflowInstance instance, IEnumerable<WaitingSignal> signals, WorkflowBook book, WorkflowRows rows, TimeProvider clock)
{
    /// <summary>How often a child is looked at that was started by somebody else, and so tells nobody here of its end.</summary>
    private static readonly TimeSpan LookAtChildAfter = TimeSpan.FromMinutes(1);

    private readonly List<WaitingSignal> _signals = [.. signals];
    private readonly List<WorkflowInstance> _children = [];
    private readonly List<string> _used = [];

    /// <summary>Instances that this turn starts.</summary>
    public IReadOnlyList<WorkflowInstance> Children => _children;

    /// <summary>Rows of signals that this turn has used.</summary>
    public IReadOnlyList<string> Used => _used;

    /// <returns>The instance after the turn, with no lease.</returns>
    public async ValueTask<WorkflowInstance> TakeAsync(CancellationToken cancellationToken)
    {
        var run = new WorkflowRun(instance);
        try
        {
            run.Begin(book.Find(instance.Key.Workflow) ?? throw new InvalidOperationException($"There is no workflow '{instance.Key.Workflow}'."));
        }
        catch (Exception problem) when (problem is HistoryMismatchException or InvalidOperationException)
        {
            return instance with { Lease = null, Status = WorkflowStatus.Failed, Error = problem.Message, EndedAt = clock.GetUtcNow() };
        }

        while (run.IsWaiting && await AnyStepAsync(run, cancellationToken))
        {
        }

        return run.At(clock.GetUtcNow());
    }

    /// <summary>Whether a step that was open is done now; then the code has gone on, and there may be new ones.</summary>
    private async ValueTask<bool> AnyStepAsync(WorkflowRun run, CancellationToken cancellationToken)
    {
        for (var index = 0; index < run.Steps.Count; index++)
        {
            var step = run.Steps[index];
            if (step.Done is null && await TryAsync(run, index, step, cancellationToken) is { } done)
            {
                run.Complete(index, done with { DoneAt = clock.GetUtcNow() });
                return true;
            }
        }

        return false;
    }

    /// <returns>The step as it is once it is done; null where it stays open.</returns>
    private async ValueTask<WorkflowStep?> TryAsync(WorkflowRun run, int index, WorkflowStep step, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        switch (step.Kind)
        {
            case StepKind.Activity:
                return step.RetryAt > now ? null : await CallAsync(run, index, step, cancellationToken);
            case StepKind.Child:
                return await LookAtChildAsync(run, index, step, cancellationToken);
            case StepKind.Wait when _signals.Find(signal => signal.Name == step.Name) is { } signal:
                _signals.Remove(signal);
                _used.Add(signal.RowKey);
                return step with { Signaled = true };
            case StepKind.Wait:
                return step.Until <= now ? step with { Signaled = false } : null;
            default:
                return step.Until <= now ? step : null;
        }
    }

    private async ValueTask<WorkflowStep?> CallAsync(WorkflowRun run, int index, WorkflowStep step, CancellationToken cancellationToken)
    {
        try
        {
            return step with { Output = await book.Activity(step.Name)(step.Input!, cancellationToken), Error = null };
        }
        catch (Exception problem) when (problem is not StoreUnavailableException && !cancellationToken.IsCancellationRequested)
        {
            var failed = step with { Failures = step.Failures + 1, Error = problem.Message };
            if (run.RetryOf(index).WaitAfter(failed.Failures) is not { } wait)
            {
                return failed;
            }

            run.Note(index, failed with { RetryAt = clock.GetUtcNow() + wait });
            return null;
        }
    }

    private async ValueTask<WorkflowStep?> LookAtChildAsync(WorkflowRun run, int index, WorkflowStep step, CancellationToken cancellationToken)
    {
        var id = InstanceId.Parse(step.Name);
        if (_children.Exists(child => child.Id == step.Name))
        {
            return null;
        }

        if (await rows.LoadAsync(id, cancellationToken) is not { Instance: var child })
        {
            var version = book.Find(id.Workflow)?.Version ?? 0;
            var now = clock.GetUtcNow();
            _children.Add(new WorkflowInstance(step.Name, version, step.Input!, now, now) { Parent = instance.Id });
            return null;
        }

        if (child.IsOver)
        {
            return child.Status == WorkflowStatus.Completed ? step with { Output = child.Output } : step with { Error = child.Error ?? $"{child.Status}" };
        }

        if (child.Parent != instance.Id)
        {
            run.Note(index, step with { RetryAt = clock.GetUtcNow() + LookAtChildAfter });
        }

        return null;
    }
}
