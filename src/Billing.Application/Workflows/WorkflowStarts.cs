using System.Globalization;
using System.Text.Json;
using Billing.Application.Accounts;
using Billing.Application.Due;
using Billing.Application.Ports;
using Billing.Application.Subscriptions;
using Billing.Workflows;
using Billing.Workflows.Orders;
using Billing.Workflows.Subscriptions;

namespace Billing.Application.Workflows;

/// <summary>
/// Starts what the due index says is to be started, where the account still wants it: an entry may have been written for a commit that never came. The entry
/// stays until the engine has taken the instance on.
/// </summary>
public sealed class WorkflowStarts(AccountStore accounts, IWorkflowEngine engine) : IDueWork
{
    public DueKind Kind => DueKind.Start;

    public async ValueTask<DateTimeOffset?> RunAsync(DueEntry entry, CancellationToken cancellationToken)
    {
        var id = InstanceId.Parse(entry.Subject);
        return await IsWantedAsync(id, cancellationToken) || await engine.ExistsAsync(id, cancellationToken)
            ? await engine.StartAsync(id, InputOf(id), cancellationToken)
            : null;
    }

    private async ValueTask<bool> IsWantedAsync(InstanceId id, CancellationToken cancellationToken) =>
        await accounts.FindAsync(id.Account, cancellationToken) is { } state
        && (id.Workflow == WorkflowNames.WireTransfer
            ? state.OpenWires.Contains(id.Key)
            : SubscriptionWorkflows.NextStart(id.Account, state) is { } start && start.Id == id && start.At <= accounts.Now);

    private static string InputOf(InstanceId id) => id.Workflow == WorkflowNames.WireTransfer
        ? JsonSerializer.Serialize(new OrderKey(id.Account.Value, id.Key), WorkflowJson.Default.OrderKey)
        : JsonSerializer.Serialize(
            new PeriodKey(id.Account.Value, DateOnly.ParseExact(id.Key, "yyyy-MM-dd", CultureInfo.InvariantCulture)), WorkflowJson.Default.PeriodKey);
}
