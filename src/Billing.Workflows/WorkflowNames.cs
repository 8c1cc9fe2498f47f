namespace Billing.Workflows;

/// <summary>The names under which instances are kept. One is never renamed.</summary>
public static class WorkflowNames
{
    public const string Renewal = "renewal";
    public const string GracePeriod = "grace-period";
    public const string Trial = "trial";
    public const string PlannedEnd = "planned-end";
    public const string WireTransfer = "wire-transfer";
}
