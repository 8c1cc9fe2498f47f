using System.Text.Json;
using Billing.Workflows;

namespace Billing.Application.Tests.Workflows;

/// <summary>A workflow's world in memory: activities answer as the test says, time passes only while it waits, and all of it is told in lines.</summary>
internal sealed class ScriptedContext(DateTimeOffset begin, Func<string, DateTimeOffset, object> answer, params DateTimeOffset[] signals) : IWorkflowContext
{
    private readonly Queue<DateTimeOffset> _signals = new(signals);
    private int _ids;

    public string InstanceId => "play:acme:it";

    public int Version => 1;

    public DateTimeOffset Now { get; private set; } = begin;

    /// <summary>What happened, each line with the instant at which it did: <c>03-01 00:00 charge-renewal</c>.</summary>
    public List<string> Told { get; } = [];

    public string? NextInput { get; private set; }

    public string NewId(string prefix) => $"{prefix}_{_ids++}";

    public Task<TOut> CallAsync<TIn, TOut>(Activity<TIn, TOut> activity, TIn input)
    {
        Tell(activity.Name);
        return Task.FromResult((TOut)answer(activity.Name, Now));
    }

    public Task<bool> WaitForAsync(Signal signal, DateTimeOffset deadline)
    {
        var isSignaled = _signals.TryPeek(out var at) && at <= deadline;
        var until = isSignaled ? _signals.Dequeue() : deadline;
        Now = until > Now ? until : Now;
        if (isSignaled)
        {
            Tell(signal.Name);
        }

        return Task.FromResult(isSignaled);
    }

    public Task SleepUntilAsync(DateTimeOffset instant)
    {
        Now = instant > Now ? instant : Now;
        return Task.CompletedTask;
    }

    public Task<TOut> RunChildAsync<TIn, TOut>(Workflow<TIn, TOut> workflow, string key, TIn input)
    {
        Tell($"{workflow.Name} {key}");
        return workflow.Run(this, input);
    }

    public TOut ContinueAsNew<TIn, TOut>(Workflow<TIn, TOut> workflow, TIn input)
    {
        NextInput = JsonSerializer.Serialize(input, workflow.Input);
        Tell("begins anew");
        return default!;
    }

    private void Tell(string what) => Told.Add($"{Now:MM-dd HH:mm} {what}");
}
