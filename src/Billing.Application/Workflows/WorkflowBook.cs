using System.Collections.Frozen;
using System.Text.Json;
using Billing.Workflows;
using Billing.Workflows.Orders;
using Billing.Workflows.Subscriptions;

namespace Billing.Application.Workflows;

/// <summary>Does an activity; the JSON of its input in, that of its output out.</summary>
public delegate ValueTask<string> ActivityCode(string input, CancellationToken cancellationToken);

/// <summary>An activity's name and what does it.</summary>
public sealed record ActivityBinding(string Name, ActivityCode Code)
{
    public static ActivityBinding Of<TIn, TOut>(Activity<TIn, TOut> activity, Func<TIn, CancellationToken, ValueTask<TOut>> code) => new(
        activity.Name,
        async (input, cancellationToken) =>
            JsonSerializer.Serialize(await code(JsonSerializer.Deserialize(input, activity.Input)!, cancellationToken), activity.Output));
}

/// <summary>Every workflow that a home runs and every activity that they call, by name.</summary>
public sealed class WorkflowBook(IEnumerable<WorkflowDefinition> workflows, IEnumerable<ActivityBinding> activities)
{
    private readonly FrozenDictionary<string, WorkflowDefinition> _workflows = workflows.ToFrozenDictionary(each => each.Name);
    private readonly FrozenDictionary<string, ActivityCode> _activities = activities.ToFrozenDictionary(each => each.Name, each => each.Code);

    /// <summary>The workflows of the product.</summary>
    public static IReadOnlyList<WorkflowDefinition> Ours { get; } =
        [Renewal.Workflow, GracePeriod.Workflow, Trial.Workflow, PlannedEnd.Workflow, WireTransfer.Workflow];

    /// <summary>The names of all that something does.</summary>
    public IReadOnlyCollection<string> Activities => _activities.Keys;

    /// <summary>All, by name.</summary>
    public IEnumerable<WorkflowDefinition> Workflows => _workflows.Values.OrderBy(each => each.Name, StringComparer.Ordinal);

    public WorkflowDefinition? Find(string workflow) => _workflows.GetValueOrDefault(workflow);

    /// <exception cref="InvalidOperationException">Nothing does the activity.</exception>
    public ActivityCode Activity(string name) =>
        _activities.GetValueOrDefault(name) ?? throw new InvalidOperationException($"Nothing does the activity '{name}'.");
}
