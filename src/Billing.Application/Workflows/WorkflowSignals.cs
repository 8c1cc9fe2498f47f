using Billing.Application.Due;
using Billing.Application.Ports;
using Billing.Workflows;

namespace Billing.Application.Workflows;

/// <summary>Delivers signals out of the due index, where the commits that cause them put them.</summary>
public sealed class WorkflowSignals(IWorkflowEngine engine) : IDueWork
{
    public DueKind Kind => DueKind.Signal;

    public ValueTask<DateTimeOffset?> RunAsync(DueEntry entry, CancellationToken cancellationToken)
    {
        var parts = entry.Subject.Split('|');
        return engine.SignalAsync(InstanceId.Parse(parts[0]), new Signal(parts[1]), $"{entry.At.UtcTicks:D19}", cancellationToken);
    }
}
