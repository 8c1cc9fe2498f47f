namespace Billing.Workflows;

/// <summary>A step of a workflow has failed for good. A workflow that does not catch it has failed too, and waits for an operator.</summary>
public sealed class StepFailedException(string step, string error) : Exception($"{step}: {error}")
{
    public string Step { get; } = step;
}
