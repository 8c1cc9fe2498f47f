using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Billing.Workflows;

namespace Billing.Application.Workflows;

[JsonConverter(typeof(JsonStringEnumConverter<StepKind>))]
public enum StepKind
{
    [JsonStringEnumMemberName("activity")]
    Activity,

    [JsonStringEnumMemberName("wait")]
    Wait,

    [JsonStringEnumMemberName("sleep")]
    Sleep,

    [JsonStringEnumMemberName("child")]
    Child,
}

/// <summary>One step of a history: what the code asked for, and what came of it.</summary>
/// <param name="Name">Of the activity or the signal; the instance id of a child; empty for a sleep.</param>
public sealed record WorkflowStep(StepKind Kind, string Name)
{
    /// <summary>Of an activity or a child, as JSON.</summary>
    public string? Input { get; init; }

    /// <summary>The deadline of a wait, or a sleep's end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Which of the steps was done first, second, …; null while it is open.</summary>
    public int? Done { get; init; }

    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>As JSON.</summary>
    public string? Output { get; init; }

    public bool? Signaled { get; init; }

    public int Failures { get; init; }

    /// <summary>Of the last try; of a step that is done, why it failed for good.</summary>
    public string? Error { get; init; }

    /// <summary>When an open step is tried again.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>When an open step goes on by itself.</summary>
    [JsonIgnore]
    public DateTimeOffset? WakesAt => Done is null ? RetryAt ?? Until : null;

    public override string ToString() => Kind == StepKind.Sleep ? "a sleep" : $"{Kind.ToString().ToLowerInvariant()} '{Name}'";
}

/// <summary>An instance as it is stored, its history with it: one row, read and written at once.</summary>
/// <param name="Id">The text of its <see cref="InstanceId"/>.</param>
/// <param name="RunStartedAt">When the history begins; that of the instance until it first begins anew.</param>
public sealed record WorkflowInstance(string Id, int Version, string Input, DateTimeOffset StartedAt, DateTimeOffset RunStartedAt)
{
    public WorkflowStatus Status { get; init; }

    /// <summary>How often it has begun anew.</summary>
    public int Run { get; init; }

    public ImmutableArray<WorkflowStep> Steps { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>How many of the run's oldest steps are not among those here, where a home has no room for all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int StepsLeftOut { get; init; }

    public string? Output { get; init; }

    public string? Error { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The instance that waits for this one's end.</summary>
    public string? Parent { get; init; }

    /// <summary>Who runs it right now; null while it rests.</summary>
    public WorkflowLease? Lease { get; init; }

    /// <summary>It stands in the index of those that wait or have failed.</summary>
    public bool IsListed { get; init; }

    [JsonIgnore]
    public bool IsOver => Status != WorkflowStatus.Running;

    /// <summary>It goes on, by itself or when an operator says so.</summary>
    [JsonIgnore]
    public bool IsOpen => Status is WorkflowStatus.Running or WorkflowStatus.Failed;

    [JsonIgnore]
    public DateTimeOffset? WakesAt => IsOver ? null : Steps.Min(step => step.WakesAt);

    /// <summary>Running again, with the step open that made it fail; where steps were left out, from the beginning of the run.</summary>
    public WorkflowInstance Reopened()
    {
        var last = Steps.MaxBy(step => step.Done);
        var steps = last?.Error is null ? Steps : Steps.Replace(last, last with { Done = null, DoneAt = null, Failures = 0 });
        return this with { Status = WorkflowStatus.Running, EndedAt = null, Steps = StepsLeftOut > 0 ? [] : steps, StepsLeftOut = 0 };
    }

    [JsonIgnore]
    public InstanceId Key => InstanceId.Parse(Id);
}

/// <param name="Holder">The process.</param>
/// <param name="Until">Then another may take the instance over.</param>
public sealed record WorkflowLease(string Holder, DateTimeOffset Until);
