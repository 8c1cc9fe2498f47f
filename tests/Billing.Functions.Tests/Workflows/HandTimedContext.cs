using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Billing.Functions.Tests.Workflows;

/// <summary>
/// Durable's context under a clock that the test moves: a timer is an event that the test raises when its clock has come there, and now is the latest instant
/// that anything has brought. All else is Durable's, its replays among it.
/// </summary>
internal sealed class HandTimedContext(TaskOrchestrationContext inner, HandAlarms alarms) : TaskOrchestrationContext
{
    private DateTimeOffset _now = HandTime.Of(inner.GetInput<JsonElement>());
    private int _timers;

    public override TaskName Name => inner.Name;

    public override string InstanceId => inner.InstanceId;

    public override ParentOrchestrationInstance? Parent => inner.Parent;

    public override DateTime CurrentUtcDateTime => _now.UtcDateTime;

    public override bool IsReplaying => inner.IsReplaying;

    protected override ILoggerFactory LoggerFactory => inner.ReplaySafeLoggerFactory;

    public string Stamp(string? text) => HandTime.Stamp(_now, text);

    public override T? GetInput<T>()
        where T : default => inner.GetInput<T>();

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null) =>
        TakeAsync<TResult>(name, inner.CallActivityAsync<string>(name, input, options));

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        TakeAsync<TResult>(orchestratorName, inner.CallSubOrchestratorAsync<string>(orchestratorName, HandTime.Stamp(_now, input), options));

    public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) =>
        (T)(object)Take(await inner.WaitForExternalEvent<string>(eventName, cancellationToken))!;

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var alarm = new HandAlarm(InstanceId, $"timer {_timers++}", new DateTimeOffset(fireAt, TimeSpan.Zero));
        alarms.Set(alarm);
        try
        {
            Take(await inner.WaitForExternalEvent<string>(alarm.Name, cancellationToken));
        }
        finally
        {
            alarms.Remove(alarm);
        }
    }

    public override void SendEvent(string instanceId, string eventName, object payload) => inner.SendEvent(instanceId, eventName, Stamp((string)payload));

    public override void SetCustomStatus(object? customStatus) => inner.SetCustomStatus(customStatus);

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        inner.ContinueAsNew(HandTime.Stamp(_now, newInput), preserveUnprocessedEvents);

    public override Guid NewGuid() => inner.NewGuid();

    private async Task<TResult> TakeAsync<TResult>(TaskName name, Task<string> task)
    {
        try
        {
            var text = Take(await task);
            return typeof(TResult) == typeof(JsonElement) ? (TResult)(object)JsonElement.Parse(text!) : (TResult)(object)text!;
        }
        catch (TaskFailedException failure)
        {
            var message = Take(failure.FailureDetails.ErrorMessage);
            throw new TaskFailedException(name.Name, failure.TaskId, failure.FailureDetails with { ErrorMessage = message! });
        }
    }

    private string? Take(string? stamped)
    {
        var (now, text) = HandTime.Read(stamped);
        _now = now > _now ? now : _now;
        return text;
    }
}
