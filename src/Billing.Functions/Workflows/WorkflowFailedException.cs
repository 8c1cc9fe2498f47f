namespace Billing.Functions.Workflows;

/// <summary>Ends an orchestration as failed; an operator may have it go on from the step that failed.</summary>
public sealed class WorkflowFailedException(string error) : Exception(error);
