using System.Text.Json;
using Billing.Application.Workflows;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Billing.Functions.Workflows;

/// <summary>One orchestrator a workflow. What it does stands in <c>Billing.Workflows</c>, in the file of its name.</summary>
public sealed class Orchestrators(WorkflowBook book)
{
    [Function(nameof(Renewal))]
    public Task<JsonElement?> Renewal([OrchestrationTrigger] TaskOrchestrationContext context) => DurableRun.RunAsync(context, book);

    [Function(nameof(GracePeriod))]
    public Task<JsonElement?> GracePeriod([OrchestrationTrigger] TaskOrchestrationContext context) => DurableRun.RunAsync(context, book);

    [Function(nameof(Trial))]
    public Task<JsonElement?> Trial([OrchestrationTrigger] TaskOrchestrationContext context) => DurableRun.RunAsync(context, book);

    [Function(nameof(PlannedEnd))]
    public Task<JsonElement?> PlannedEnd([OrchestrationTrigger] TaskOrchestrationContext context) => DurableRun.RunAsync(context, book);

    [Function(nameof(WireTransfer))]
    public Task<JsonElement?> WireTransfer([OrchestrationTrigger] TaskOrchestrationContext context) => DurableRun.RunAsync(context, book);
}
