using Billing.Application.Accounts;
using Billing.Application.Operations;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Workflows;

namespace Billing.Application.Workflows;

/// <summary>The back office's view of what goes on by itself, and its two ways to step in, both on record in the account's audit trail.</summary>
public sealed class WorkflowDesk(AccountStore accounts, IWorkflowEngine engine)
{
    /// <summary>All of an account, or of all accounts those that wait or have failed.</summary>
    public async ValueTask<Result<Page<WorkflowSummary>>> ListAsync(AccountId? account, PageRequest page, RequestContext context) =>
        account is { } named && await accounts.FindAsync(named, context.CancellationToken) is null
            ? AccountStore.NotFound
            : await engine.ListAsync(account, page, context.CancellationToken);

    public async ValueTask<Result<WorkflowView>> GetAsync(InstanceId id, RequestContext context) =>
        await engine.FindAsync(id, context.CancellationToken) is { } found ? found : NotFound(id);

    /// <returns>The instance afterwards; or <c>workflow-not-found</c>, <c>workflow-over</c>.</returns>
    public ValueTask<Result<WorkflowView>> CancelAsync(InstanceId id, RequestContext context) =>
        StepInAsync(id, context, "workflow.cancel", found => found.Status is WorkflowStatus.Running or WorkflowStatus.Failed,
            () => engine.CancelAsync(id, $"Canceled by {context.Caller.Subject}.", context.CancellationToken));

    /// <returns>The instance afterwards; or <c>workflow-not-found</c>, <c>workflow-over</c>.</returns>
    public ValueTask<Result<WorkflowView>> RetryAsync(InstanceId id, RequestContext context) =>
        StepInAsync(id, context, "workflow.retry", found => found.Status == WorkflowStatus.Failed, () => engine.RetryAsync(id, context.CancellationToken));

    private async ValueTask<Result<WorkflowView>> StepInAsync(
        InstanceId id, RequestContext context, string action, Func<WorkflowView, bool> isOpen, Func<ValueTask<bool>> step)
    {
        if (await engine.FindAsync(id, context.CancellationToken) is not { } found)
        {
            return NotFound(id);
        }

        if (!isOpen(found))
        {
            return Over(found);
        }

        // On record first: whatever happens then, somebody wanted it.
        await accounts.RunAsync<Done>(id.Account, work =>
        {
            if (work.Exists)
            {
                work.Audit(context.Caller, action, id.ToString());
            }

            return new(Done.Ok);
        }, context.CancellationToken);
        var stepped = await step();
        var after = (await engine.FindAsync(id, context.CancellationToken))!;
        return stepped ? after : Over(after);
    }

    private static BillingError NotFound(InstanceId id) => new("workflow-not-found", $"No workflow was ever started as '{id}'.");

    private static BillingError Over(WorkflowView found) =>
        new("workflow-over", $"'{found.InstanceId}' is {found.Status.ToString().ToLowerInvariant()}.");
}
