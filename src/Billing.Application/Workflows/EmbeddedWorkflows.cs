using Billing.Application.Due;
using Billing.Application.Ports;
using Billing.Domain;
using Billing.Workflows;
using Microsoft.Extensions.Logging;

namespace Billing.Application.Workflows;

/// <summary>
/// Runs workflows on a table store: an instance is one row with its history, which is replayed whenever it goes on. What wakes it is in the due index before
/// the commit that needs it; a lease keeps two processes from running one instance at a time, and the row's ETag keeps one that lost its lease from writing.
/// </summary>
public sealed class EmbeddedWorkflows : IWorkflowEngine, IDueWork
{
    private readonly WorkflowBook _book;
    private readonly TimeProvider _clock;
    private readonly WorkflowRows _rows;
    private readonly InstanceRunner _runner;

    public EmbeddedWorkflows(
        ITableStore tables, DueIndex due, WorkflowBook book, WorkflowHolder holder, TimeProvider clock, ILogger<EmbeddedWorkflows> logger)
    {
        (_book, _clock, _rows) = (book, clock, new WorkflowRows(tables));
        _runner = new InstanceRunner(_rows, due, book, holder, clock, logger);
    }

    public DueKind Kind => DueKind.Workflow;

    public ValueTask<DateTimeOffset?> RunAsync(DueEntry entry, CancellationToken cancellationToken) =>
        _runner.GoOnAsync(InstanceId.Parse(entry.Subject), cancellationToken);

    public async ValueTask<DateTimeOffset?> StartAsync(InstanceId id, string input, CancellationToken cancellationToken)
    {
        var definition = _book.Find(id.Workflow) ?? throw new InvalidOperationException($"There is no workflow '{id.Workflow}'.");
        var now = _clock.GetUtcNow();
        var instance = new WorkflowInstance(id.ToString(), definition.Version, input, now, now) { Lease = _runner.Lease() };
        var isOurs = await _runner.HoldAsync(id, async () => await _rows.SaveAsync(instance, null, [], [], cancellationToken), [], cancellationToken);
        return isOurs ? null : await _runner.GoOnAsync(id, cancellationToken);
    }

    public async ValueTask<bool> ExistsAsync(InstanceId id, CancellationToken cancellationToken) => await _rows.LoadAsync(id, cancellationToken) is not null;

    public async ValueTask<DateTimeOffset?> SignalAsync(InstanceId id, Signal signal, string signalId, CancellationToken cancellationToken)
    {
        if (await _rows.LoadAsync(id, cancellationToken) is null or { Instance.IsOver: true })
        {
            return null;
        }

        await _rows.PutSignalAsync(id, signal, signalId, cancellationToken);
        return await _runner.GoOnAsync(id, cancellationToken);
    }

    public async ValueTask<WorkflowView?> FindAsync(InstanceId id, CancellationToken cancellationToken) =>
        await _rows.LoadAsync(id, cancellationToken) is { Instance: var instance } ? instance.View() : null;

    public async ValueTask<Page<WorkflowSummary>> ListAsync(AccountId? account, PageRequest page, CancellationToken cancellationToken)
    {
        if (account is { } owner)
        {
            var own = await _rows.PageAsync(owner, page, cancellationToken);
            return new Page<WorkflowSummary>([.. own.Items.Select(WorkflowInstanceViews.Summary)], own.NextCursor);
        }

        var listed = await _rows.ListedAsync(page, cancellationToken);
        var items = new List<WorkflowSummary>();
        foreach (var id in listed.Items)
        {
            if (await _rows.LoadAsync(id, cancellationToken) is { Instance: { IsOpen: true } instance })
            {
                items.Add(instance.Summary());
            }
        }

        return new Page<WorkflowSummary>(items, listed.NextCursor);
    }

    public async ValueTask<bool> CancelAsync(InstanceId id, string reason, CancellationToken cancellationToken)
    {
        while (await _rows.LoadAsync(id, cancellationToken) is { Instance: { IsOpen: true } instance, ETag: var etag })
        {
            var canceled = instance with { Status = WorkflowStatus.Canceled, Error = reason, EndedAt = _clock.GetUtcNow(), Lease = null };
            await _runner.ProtectAsync(instance.Parent, cancellationToken);
            if (await _rows.SaveAsync(canceled, etag, [], [], cancellationToken) is null)
            {
                continue;
            }

            await _runner.UnlistAsync(instance, cancellationToken);
            foreach (var child in instance.Steps.Where(step => step is { Kind: StepKind.Child, Done: null }))
            {
                await CancelAsync(InstanceId.Parse(child.Name), reason, cancellationToken);
            }

            await _runner.FollowAsync(instance.Parent, cancellationToken);
            return true;
        }

        return false;
    }

    public async ValueTask<bool> RetryAsync(InstanceId id, CancellationToken cancellationToken)
    {
        while (await _rows.LoadAsync(id, cancellationToken) is { Instance: { Status: WorkflowStatus.Failed } failed, ETag: var etag })
        {
            var again = failed.Reopened() with { Lease = _runner.Lease() };
            await _runner.ProtectAsync(failed.Id, cancellationToken);
            var signals = await _rows.SignalsAsync(id, cancellationToken);
            if (await _runner.HoldAsync(id, async () => await _rows.SaveAsync(again, etag, [], [], cancellationToken), signals, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Who runs workflows here.</summary>
/// <param name="Name">Of this process, among all that use the store.</param>
/// <param name="IsGone">Whether a process of that name is known to have ended; false where nobody can know.</param>
public sealed record WorkflowHolder(string Name, Func<string, bool> IsGone);
