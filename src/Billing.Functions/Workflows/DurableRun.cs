using System.Text.Json;
using Billing.Application.Ports;
using Billing.Application.Workflows;
using Billing.Workflows;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Billing.Functions.Workflows;

/// <summary>
/// One orchestration: the steps that a workflow's code asks for, done by Durable. The code runs over the same replayer as in the embedded engine, so time, ids
/// and answers are the same in both homes; what Durable replays is this class.
/// </summary>
internal sealed partial class DurableRun : IDisposable
{
    /// <summary>How long a step waits for a store that is away.</summary>
    private static readonly TimeSpan StoreWait = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long until a child that somebody else has started is looked at again; twice as long each time, for every look stays in Durable's history.
    /// </summary>
    private static readonly (TimeSpan First, TimeSpan Longest) LookWait = (TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));

    private static readonly TaskOptions LookOften = TaskOptions.FromRetryPolicy(new Microsoft.DurableTask.RetryPolicy(10, TimeSpan.FromMinutes(1)));

    private readonly TaskOrchestrationContext _durable;
    private readonly WorkflowBook _book;
    private readonly WorkflowInstance _instance;
    private readonly WorkflowRun _run;
    private readonly Dictionary<string, Task<string>> _signals = [];
    private readonly Dictionary<Task<WorkflowStep>, int> _open = [];
    private readonly CancellationTokenSource _over = new();

    private DurableRun(TaskOrchestrationContext durable, WorkflowBook book, WorkflowInstance instance)
    {
        (_durable, _book) = (durable, book);
        _instance = instance.Steps.IsEmpty ? instance with { RunStartedAt = Now } : instance;
        _run = new WorkflowRun(_instance);
    }

    private DateTimeOffset Now => new(DateTime.SpecifyKind(_durable.CurrentUtcDateTime, DateTimeKind.Utc));

    /// <summary>Brings the instance that is the orchestration's input to its end.</summary>
    /// <returns>The workflow's output; null where it begins anew or was canceled.</returns>
    /// <exception cref="WorkflowFailedException">A step has failed for good, or the code has.</exception>
    public static async Task<JsonElement?> RunAsync(TaskOrchestrationContext durable, WorkflowBook book)
    {
        var instance = DurableDocument.Read(durable.GetInput<JsonElement>());
        durable.SetCustomStatus(new DurableStatus(instance));
        using var run = new DurableRun(durable, book, instance);
        try
        {
            return instance.IsOver ? null : await run.RunAsync();
        }
        catch (Exception failure)
        {
            LogFailed(durable.CreateReplaySafeLogger<DurableRun>(), instance.Id, failure.Message);
            throw;
        }
    }

    public void Dispose() => _over.Dispose();

    private async Task<JsonElement?> RunAsync()
    {
        var id = _instance.Key;
        _run.Begin(_book.Find(id.Workflow) ?? throw new InvalidOperationException($"There is no workflow '{id.Workflow}'."));
        for (var asked = 0; _run.IsWaiting;)
        {
            for (; asked < _run.Steps.Count; asked++)
            {
                if (_run.Steps[asked] is { Done: null } step)
                {
                    _open.Add(TakeAsync(asked, step), asked);
                }
            }

            Show();
            if (_open.Count == 0)
            {
                break;
            }

            var done = await Task.WhenAny(_open.Keys);
            _open.Remove(done, out var index);
            _run.Complete(index, await done with { DoneAt = Now });
        }

        // An open timer would keep the orchestration from ending.
        _over.Cancel();
        var after = Show();
        if (after.Run != _instance.Run)
        {
            await BeginAnewAsync(after);
            return null;
        }

        return after.Status == WorkflowStatus.Completed ? JsonElement.Parse(after.Output!) : throw new WorkflowFailedException(after.Error!);
    }

    /// <summary>What Durable has already handed over, and no step has used, it does not carry over by itself.</summary>
    private async Task BeginAnewAsync(WorkflowInstance next)
    {
        foreach (var (name, signal) in _signals.Where(each => each.Value.IsCompleted))
        {
            _durable.SendEvent(_durable.InstanceId, name, await signal);
        }

        _durable.ContinueAsNew(DurableDocument.Write(next));
    }

    private WorkflowInstance Show()
    {
        var instance = _run.At(Now);
        _durable.SetCustomStatus(new DurableStatus(instance));
        return instance;
    }

    private void Note(int index, WorkflowStep open)
    {
        _run.Note(index, open);
        Show();
    }

    /// <returns>The step once it is done.</returns>
    private Task<WorkflowStep> TakeAsync(int index, WorkflowStep step) => step.Kind switch
    {
        StepKind.Activity => CallAsync(index, step),
        StepKind.Child => JoinAsync(index, step),
        StepKind.Wait => WaitAsync(step),
        _ => SleepAsync(step),
    };

    private async Task<WorkflowStep> SleepAsync(WorkflowStep step)
    {
        await UntilAsync(step.Until);
        return step;
    }

    private async Task<WorkflowStep> CallAsync(int index, WorkflowStep step)
    {
        TimeSpan? wait;
        do
        {
            await UntilAsync(step.RetryAt);
            try
            {
                return step with { Output = await _durable.CallActivityAsync<string>(DurableNames.Of(step.Name), step.Input), Error = null };
            }
            catch (TaskFailedException failure)
            {
                var isAway = failure.FailureDetails.IsCausedBy<StoreUnavailableException>();
                step = step with { Failures = step.Failures + (isAway ? 0 : 1), Error = failure.FailureDetails.ErrorMessage };
                wait = isAway ? StoreWait : _run.RetryOf(index).WaitAfter(step.Failures);
                step = step with { RetryAt = Now + wait };
                Note(index, step);
            }
        }
        while (wait is not null);
        return step;
    }

    /// <summary>
    /// Durable hands a signal to the waiter that came last, also to one that nobody awaits any more. So each name has one waiter, which outlives the wait.
    /// </summary>
    private async Task<WorkflowStep> WaitAsync(WorkflowStep step)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
        var deadline = Signal(step.Name).IsCompleted ? Task.CompletedTask : UntilAsync(step.Until, over.Token);
        while (Signal(step.Name) is var signal && await Task.WhenAny(signal, deadline) == signal)
        {
            // Another wait may have used it.
            if (signal == Signal(step.Name))
            {
                await UseAsync(step.Name, signal);
                over.Cancel();
                return step with { Signaled = true };
            }
        }

        return step with { Signaled = false };
    }

    private Task<string> Signal(string name) =>
        _signals.TryGetValue(name, out var waiter) ? waiter : _signals[name] = _durable.WaitForExternalEvent<string>(name);

    /// <summary>Sent twice before it was used, a signal is one signal.</summary>
    private async Task UseAsync(string name, Task<string> signal)
    {
        do
        {
            _signals[name] = _durable.WaitForExternalEvent<string>(name);
        }
        while (_signals[name].IsCompleted && await _signals[name] == await signal);
    }

    /// <summary>Durable would start a child again that has ended, so it is asked first whether there is one.</summary>
    private async Task<WorkflowStep> JoinAsync(int index, WorkflowStep step)
    {
        if (await LookAsync(step.Name) is null && await RunChildAsync(step) is { } answer)
        {
            return step with { Output = answer };
        }

        for (var wait = LookWait.First; ; wait = wait * 2 < LookWait.Longest ? wait * 2 : LookWait.Longest)
        {
            switch (await LookAsync(step.Name))
            {
                case { Status: WorkflowStatus.Completed, Output: var output }:
                    return step with { Output = output };
                case { IsOver: true } child:
                    return step with { Error = child.Error ?? $"{child.Status}" };
                case null:
                    return step with { Error = "It could not be started." };
                default:
                    Note(index, step with { RetryAt = Now + wait });
                    await UntilAsync(Now + wait);
                    break;
            }
        }
    }

    private async Task<WorkflowInstance?> LookAsync(string id) =>
        await _durable.CallActivityAsync<string?>(nameof(Activities.LookAtWorkflow), id, LookOften) is { } found
            ? DurableDocument.Read(JsonElement.Parse(found))
            : null;

    /// <returns>The child's output; null where it came to another end, of which it tells itself.</returns>
    private async Task<string?> RunChildAsync(WorkflowStep step)
    {
        var id = InstanceId.Parse(step.Name);
        var child = new WorkflowInstance(step.Name, _book.Find(id.Workflow)?.Version ?? 0, step.Input!, Now, Now) { Parent = _instance.Id };
        var options = new SubOrchestrationOptions { InstanceId = DurableNames.Of(id) };
        try
        {
            return (await _durable.CallSubOrchestratorAsync<JsonElement>(DurableNames.Of(id.Workflow), DurableDocument.Write(child), options)).GetRawText();
        }
        catch (Exception end) when (end is TaskFailedException or NullReferenceException)
        {
            // A child that was terminated has no details of a failure, over whose absence Durable trips.
            return null;
        }
    }

    private Task UntilAsync(DateTimeOffset? instant) => UntilAsync(instant, _over.Token);

    private Task UntilAsync(DateTimeOffset? instant, CancellationToken cancellationToken) =>
        instant > Now ? _durable.CreateTimer(instant.Value.UtcDateTime, cancellationToken) : Task.CompletedTask;

    [LoggerMessage(EventName = "WorkflowFailed", Level = LogLevel.Error, Message = "The workflow {Instance} failed and waits for an operator: {Error}")]
    private static partial void LogFailed(ILogger logger, string instance, string error);
}
