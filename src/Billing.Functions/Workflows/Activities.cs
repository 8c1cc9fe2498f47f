using Billing.Application.Workflows;
using Billing.Workflows;
using Billing.Workflows.Orders;
using Billing.Workflows.Subscriptions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Billing.Functions.Workflows;

/// <summary>One function an activity, from JSON to JSON, into the code that is bound to its name. An activity may run again at any time.</summary>
public sealed class Activities(WorkflowBook book, DurableWorkflows workflows, DurableClients clients)
{
    [Function(nameof(ChargeRenewal))]
    public Task<string> ChargeRenewal([ActivityTrigger] string input, CancellationToken cancellation) =>
        RunAsync(SubscriptionSteps.ChargeRenewal.Name, input, cancellation);

    [Function(nameof(StopServices))]
    public Task<string> StopServices([ActivityTrigger] string input, CancellationToken cancellation) =>
        RunAsync(SubscriptionSteps.StopServices.Name, input, cancellation);

    [Function(nameof(EndPlanned))]
    public Task<string> EndPlanned([ActivityTrigger] string input, CancellationToken cancellation) =>
        RunAsync(SubscriptionSteps.EndPlanned.Name, input, cancellation);

    [Function(nameof(RemindOfTrial))]
    public Task<string> RemindOfTrial([ActivityTrigger] string input, CancellationToken cancellation) =>
        RunAsync(SubscriptionSteps.RemindOfTrial.Name, input, cancellation);

    [Function(nameof(EndTrial))]
    public Task<string> EndTrial([ActivityTrigger] string input, CancellationToken cancellation) =>
        RunAsync(SubscriptionSteps.EndTrial.Name, input, cancellation);

    [Function(nameof(LookAtWire))]
    public Task<string> LookAtWire([ActivityTrigger] string input, CancellationToken cancellation) => RunAsync(WireSteps.LookAtWire.Name, input, cancellation);

    [Function(nameof(RemindOfWire))]
    public Task<string> RemindOfWire([ActivityTrigger] string input, CancellationToken cancellation) =>
        RunAsync(WireSteps.RemindOfWire.Name, input, cancellation);

    [Function(nameof(ExpireWire))]
    public Task<string> ExpireWire([ActivityTrigger] string input, CancellationToken cancellation) => RunAsync(WireSteps.ExpireWire.Name, input, cancellation);

    /// <summary>How another workflow stands; for <see cref="DurableRun"/>, not for workflows.</summary>
    [Function(nameof(LookAtWorkflow))]
    public Task<string?> LookAtWorkflow([ActivityTrigger] string id, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        clients.Lend(client);
        return workflows.LookAsync(InstanceId.Parse(id), cancellation).AsTask();
    }

    private Task<string> RunAsync(string activity, string input, CancellationToken cancellation) => book.Activity(activity)(input, cancellation).AsTask();
}
