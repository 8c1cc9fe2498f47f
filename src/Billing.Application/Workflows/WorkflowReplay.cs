using Billing.Workflows;

namespace Billing.Application.Workflows;

/// <summary>Holds code to a recorded history: what a change of a workflow without a version branch would break shows before it runs anywhere.</summary>
public static class WorkflowReplay
{
    /// <summary>Runs the code over the history, and nothing else.</summary>
    /// <returns>The output of the code where the history reaches its end; null where it still waits.</returns>
    /// <exception cref="HistoryMismatchException">The code asks for another step than the history holds; it names the step.</exception>
    public static async Task<string?> RunAsync(WorkflowDefinition workflow, WorkflowInstance recorded)
    {
        var run = new WorkflowRun(recorded);
        run.Begin(workflow);
        return run.Outcome.IsCompleted ? await run.Outcome : null;
    }
}
