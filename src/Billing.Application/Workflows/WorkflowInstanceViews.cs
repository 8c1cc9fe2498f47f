namespace Billing.Application.Workflows;

/// <summary>An instance as an operator sees it.</summary>
public static class WorkflowInstanceViews
{
    public static WorkflowSummary Summary(this WorkflowInstance instance) => new(
        instance.Id, instance.Key.Workflow, instance.Key.Account.Value, instance.Status, instance.StartedAt, instance.EndedAt, instance.WakesAt,
        instance.Error);

    public static WorkflowView View(this WorkflowInstance instance) => new(
        instance.Id, instance.Key.Workflow, instance.Key.Account.Value, instance.Status, instance.StartedAt, instance.EndedAt, instance.WakesAt, instance.Error,
        instance.Version, instance.Parent, instance.Input, instance.Output,
        [.. instance.Steps.Select((step, index) => new WorkflowStepView(
            instance.StepsLeftOut + index + 1, step.Kind, step.Name, step.DoneAt, step.Until, step.Signaled, step.Input, step.Output, step.Failures,
            step.Error))]);
}
