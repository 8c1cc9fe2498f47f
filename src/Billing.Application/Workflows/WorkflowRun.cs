using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Billing.Domain;
using Billing.Workflows;

namespace Billing.Application.Workflows;

/// <summary>
/// One run of an instance's code: first over what its history recorded, which is answered as it was, then on from there. The code runs only inside
/// <see cref="Begin"/> and <see cref="Complete"/>, on the caller's thread, and stops where it waits for a step that is not done.
/// </summary>
public sealed class WorkflowRun : IWorkflowContext
{
    /// <summary>A workflow that goes on for ever begins anew before it comes here.</summary>
    private const int MaxSteps = 500;

    private readonly WorkflowInstance _instance;
    private readonly int _recorded;
    private readonly List<WorkflowStep> _steps;
    private readonly List<Asked> _asked = [];
    private int _ids;
    private HistoryMismatchException? _mismatch;

    public WorkflowRun(WorkflowInstance instance)
    {
        _instance = instance;
        _recorded = instance.Steps.Length;
        _steps = [.. instance.Steps];
        Now = instance.RunStartedAt;
    }

    public string InstanceId => _instance.Id;

    public int Version => _instance.Version;

    public DateTimeOffset Now { get; private set; }

    /// <summary>All that were asked for, in the order in which they were.</summary>
    public IReadOnlyList<WorkflowStep> Steps => _steps;

    /// <summary>Of the whole workflow; the output as JSON.</summary>
    public Task<string> Outcome { get; private set; } = Task.FromResult("");

    /// <summary>The input with which it wants to begin anew; null where it does not.</summary>
    public string? NextInput { get; private set; }

    /// <summary>The code waits for a step; it has not ended, and has not asked for more steps than a history may have.</summary>
    public bool IsWaiting => !Outcome.IsCompleted && _steps.Count <= MaxSteps;

    /// <summary>Of an activity's open step, how often it may be tried.</summary>
    public RetryPolicy RetryOf(int step) => _asked[step].Retry!;

    /// <exception cref="HistoryMismatchException">The code is not the one that made this history.</exception>
    public void Begin(WorkflowDefinition definition)
    {
        Outcome = definition.RunAsync(this, _instance.Input);
        var order = Enumerable.Range(0, _recorded).Where(step => _steps[step].Done is not null).OrderBy(step => _steps[step].Done);
        foreach (var step in order)
        {
            CheckAsked(step);
            Deliver(step);
        }

        for (var step = 0; step < _recorded; step++)
        {
            CheckAsked(step);
        }

        ThrowMismatch();
    }

    /// <summary>The step is done: the code goes on from it.</summary>
    public void Complete(int step, WorkflowStep done)
    {
        _steps[step] = done with { Done = _steps.Count(other => other.Done is not null) + 1, RetryAt = null };
        Deliver(step);
    }

    /// <summary>The step stays open.</summary>
    public void Note(int step, WorkflowStep open) => _steps[step] = open;

    /// <summary>The instance as this run leaves it at the instant: at rest, ended, failed, or about to begin anew under the next number.</summary>
    public WorkflowInstance At(DateTimeOffset now)
    {
        var after = _instance with
        {
            Lease = null,
            Steps = [.. _steps],
            Error = _steps.LastOrDefault(step => step.Done is null && step.Error is not null)?.Error,
        };
        return this switch
        {
            { Outcome.IsFaulted: true } => Ended(WorkflowStatus.Failed, Outcome.Exception!.InnerException!.Message),
            { Outcome.IsCompleted: true, NextInput: { } input } => after with { Input = input, Run = after.Run + 1, RunStartedAt = now, Steps = [] },
            { Outcome.IsCompleted: true } => Ended(WorkflowStatus.Completed, null) with { Output = Outcome.Result },
            { IsWaiting: false } => Ended(WorkflowStatus.Failed, $"The history has more than {MaxSteps} steps; the workflow should begin anew."),
            _ when _steps.All(step => step.Done is not null) => Ended(WorkflowStatus.Failed, "The workflow waits for something that is no step."),
            _ => after,
        };

        WorkflowInstance Ended(WorkflowStatus status, string? error) => after with { Status = status, Error = error, EndedAt = now };
    }

    public Task<TOut> CallAsync<TIn, TOut>(Activity<TIn, TOut> activity, TIn input) => Ask(
        new WorkflowStep(StepKind.Activity, activity.Name) { Input = JsonSerializer.Serialize(input, activity.Input) },
        done => JsonSerializer.Deserialize(done.Output!, activity.Output)!,
        activity.Retry);

    public Task<bool> WaitForAsync(Signal signal, DateTimeOffset deadline) =>
        Ask(new WorkflowStep(StepKind.Wait, signal.Name) { Until = deadline }, done => done.Signaled == true);

    public Task SleepUntilAsync(DateTimeOffset instant) => Ask(new WorkflowStep(StepKind.Sleep, "") { Until = instant }, _ => true);

    public Task<TOut> RunChildAsync<TIn, TOut>(Workflow<TIn, TOut> workflow, string key, TIn input)
    {
        var child = _instance.Key with { Workflow = workflow.Name, Key = key };
        return Ask(
            new WorkflowStep(StepKind.Child, child.ToString()) { Input = JsonSerializer.Serialize(input, workflow.Input) },
            done => JsonSerializer.Deserialize(done.Output!, workflow.Output)!);
    }

    public TOut ContinueAsNew<TIn, TOut>(Workflow<TIn, TOut> workflow, TIn input)
    {
        NextInput = JsonSerializer.Serialize(input, workflow.Input);
        return default!;
    }

    public string NewId(string prefix) =>
        Ulid.Prefixed(prefix, Now, SHA256.HashData(Encoding.UTF8.GetBytes($"{InstanceId}|{_instance.Run}|{_ids++}")).AsSpan(0, 10));

    private Task<T> Ask<T>(WorkflowStep step, Func<WorkflowStep, T> read, RetryPolicy? retry = null)
    {
        var answer = new TaskCompletionSource<T>();
        var index = _asked.Count;
        _asked.Add(new Asked(step, retry, done =>
        {
            if (done.Error is { } error)
            {
                answer.SetException(new StepFailedException(done.ToString(), error));
            }
            else
            {
                answer.SetResult(read(done));
            }
        }));
        if (index >= _recorded)
        {
            _steps.Add(step);
        }
        else if (_mismatch is null && _steps[index] is var recorded && (recorded.Kind, recorded.Name) != (step.Kind, step.Name))
        {
            _mismatch = new HistoryMismatchException(InstanceId, index + 1, step.ToString(), recorded.ToString());
        }

        return answer.Task;
    }

    private void Deliver(int step)
    {
        ThrowMismatch();
        Now = _steps[step].DoneAt!.Value;
        _asked[step].Answer(_steps[step]);
        ThrowMismatch();
    }

    private void CheckAsked(int step)
    {
        ThrowMismatch();
        if (step >= _asked.Count)
        {
            throw new HistoryMismatchException(InstanceId, step + 1, null, _steps[step].ToString());
        }
    }

    private void ThrowMismatch()
    {
        if (_mismatch is not null)
        {
            throw _mismatch;
        }
    }

    private sealed record Asked(WorkflowStep Step, RetryPolicy? Retry, Action<WorkflowStep> Answer);
}
