using System.Text.Json.Serialization;

namespace Billing.Application.Workflows;

[JsonConverter(typeof(JsonStringEnumConverter<WorkflowStatus>))]
public enum WorkflowStatus
{
    /// <summary>It runs, or waits for an instant, a signal or a child.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    [JsonStringEnumMemberName("completed")]
    Completed,

    /// <summary>A step failed for good, or the code no longer matches the history; it waits for an operator.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    [JsonStringEnumMemberName("canceled")]
    Canceled,
}

/// <summary>One instance of a workflow.</summary>
/// <param name="InstanceId">Its business key: what is started twice under one id runs once.</param>
/// <param name="Workflow">Which one: <c>renewal</c>, <c>grace-period</c>, <c>trial</c>, <c>planned-end</c>, <c>wire-transfer</c>.</param>
/// <param name="WakesAt">When it goes on by itself; null where it does not.</param>
/// <param name="Error">Why it has failed; while it runs, why its last try failed.</param>
public sealed record WorkflowSummary(
    string InstanceId, string Workflow, string AccountId, WorkflowStatus Status, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, DateTimeOffset? WakesAt,
    string? Error);

/// <summary>An instance with all that it has done and waits for.</summary>
/// <param name="Version">Of the workflow's code when it was started.</param>
/// <param name="Parent">The instance that waits for this one.</param>
/// <param name="Input">JSON, as the other inputs and outputs.</param>
public sealed record WorkflowView(
    string InstanceId, string Workflow, string AccountId, WorkflowStatus Status, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, DateTimeOffset? WakesAt,
    string? Error, int Version, string? Parent, string Input, string? Output, IReadOnlyList<WorkflowStepView> Steps);

/// <param name="Step">1 the first; a workflow that begins anew counts again from there.</param>
/// <param name="Kind"><c>activity</c>, <c>wait</c>, <c>sleep</c> or <c>child</c>.</param>
/// <param name="DoneAt">Null while it is under way.</param>
/// <param name="Until">Of a wait or a sleep.</param>
/// <param name="Signaled">Of a wait that is over: the signal came, in place of the deadline.</param>
/// <param name="Failures">Tries that failed.</param>
public sealed record WorkflowStepView(
    int Step, StepKind Kind, string Name, DateTimeOffset? DoneAt, DateTimeOffset? Until, bool? Signaled, string? Input, string? Output, int Failures,
    string? Error);
