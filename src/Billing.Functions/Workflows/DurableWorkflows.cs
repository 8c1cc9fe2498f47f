using System.Globalization;
using Billing.Application;
using Billing.Application.Ports;
using Billing.Application.Workflows;
using Billing.Domain;
using Billing.Workflows;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask.Client;
using StartOrchestrationOptions = Microsoft.DurableTask.StartOrchestrationOptions;

namespace Billing.Functions.Workflows;

/// <summary>
/// Runs workflows as Durable orchestrations: an instance is an orchestration of the same id (<see cref="DurableNames"/>). What was started under an id is
/// never started again: Durable would replace one that has ended, so every start asks first and names every status. One that failed, and only that, is
/// replaced: by itself with its history.
/// </summary>
public sealed class DurableWorkflows(DurableClients clients, WorkflowBook book, TimeProvider clock) : IWorkflowEngine
{
    private static readonly OrchestrationRuntimeStatus[] Any = [.. StartOrchestrationOptionsExtensions.ValidDedupeStatuses];
    private static readonly OrchestrationRuntimeStatus[] AnyButFailed = [.. Any.Where(status => status != OrchestrationRuntimeStatus.Failed)];

    private static readonly OrchestrationRuntimeStatus[] Open =
    [
        OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended, OrchestrationRuntimeStatus.Failed,
    ];

    private DurableTaskClient Client => clients.Client;

    public async ValueTask<DateTimeOffset?> StartAsync(InstanceId id, string input, CancellationToken cancellationToken)
    {
        var definition = book.Find(id.Workflow) ?? throw new InvalidOperationException($"There is no workflow '{id.Workflow}'.");
        if (!await ExistsAsync(id, cancellationToken))
        {
            var now = clock.GetUtcNow();
            await ScheduleAsync(new WorkflowInstance(id.ToString(), definition.Version, input, now, now), Any, cancellationToken);
        }

        return null;
    }

    public async ValueTask<bool> ExistsAsync(InstanceId id, CancellationToken cancellationToken) =>
        await Client.GetInstanceAsync(DurableNames.Of(id), cancellationToken) is not null;

    public async ValueTask<DateTimeOffset?> SignalAsync(InstanceId id, Signal signal, string signalId, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { IsOver: false })
        {
            await Client.RaiseEventAsync(DurableNames.Of(id), signal.Name, signalId, cancellationToken);
        }

        return null;
    }

    public async ValueTask<WorkflowView?> FindAsync(InstanceId id, CancellationToken cancellationToken) => (await LoadAsync(id, cancellationToken))?.View();

    public ValueTask<Page<WorkflowSummary>> ListAsync(AccountId? account, PageRequest page, CancellationToken cancellationToken) => account is { } owner
        ? QueryAsync(
            [.. book.Workflows.Select(workflow => new OrchestrationQuery(InstanceIdPrefix: DurableNames.PrefixOf(workflow.Name, owner)))],
            instance => instance.Key.Account == owner,
            page,
            cancellationToken)
        : QueryAsync([new OrchestrationQuery(Statuses: Open)], instance => instance.IsOpen, page, cancellationToken);

    public async ValueTask<bool> CancelAsync(InstanceId id, string reason, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is not { IsOpen: true } instance)
        {
            return false;
        }

        if (instance.Status == WorkflowStatus.Running)
        {
            await Client.TerminateInstanceAsync(DurableNames.Of(id), reason, cancellationToken);
        }
        else
        {
            // Durable ends what runs only: one that does nothing but say that it is canceled takes the place of the one that failed.
            var canceled = instance with { Status = WorkflowStatus.Canceled, Error = reason, EndedAt = clock.GetUtcNow() };
            await ScheduleAsync(canceled, AnyButFailed, cancellationToken);
        }

        await Client.WaitForInstanceCompletionAsync(DurableNames.Of(id), cancellationToken);
        foreach (var child in instance.Steps.Where(step => step is { Kind: StepKind.Child, Done: null }))
        {
            await CancelAsync(InstanceId.Parse(child.Name), reason, cancellationToken);
        }

        return true;
    }

    public async ValueTask<bool> RetryAsync(InstanceId id, CancellationToken cancellationToken) =>
        await LoadAsync(id, cancellationToken) is { Status: WorkflowStatus.Failed } failed
        && await ScheduleAsync(failed.Reopened(), AnyButFailed, cancellationToken);

    /// <summary>For an orchestration that wants to join another.</summary>
    /// <returns>The instance with its history, as JSON; null where none was ever started.</returns>
    public async ValueTask<string?> LookAsync(InstanceId id, CancellationToken cancellationToken) =>
        await LoadAsync(id, cancellationToken) is { } instance ? DurableDocument.Write(instance).GetRawText() : null;

    private async ValueTask<WorkflowInstance?> LoadAsync(InstanceId id, CancellationToken cancellationToken) =>
        await Client.GetInstanceAsync(DurableNames.Of(id), getInputsAndOutputs: true, cancellationToken) is { } found ? DurableDocument.Read(found) : null;

    /// <returns>Whether no instance of the id stood in the way.</returns>
    private async ValueTask<bool> ScheduleAsync(WorkflowInstance instance, OrchestrationRuntimeStatus[] inTheWay, CancellationToken cancellationToken)
    {
        try
        {
            var options = new StartOrchestrationOptions(DurableNames.Of(instance.Key)).WithDedupeStatuses(inTheWay);
            var orchestrator = DurableNames.Of(instance.Key.Workflow);
            await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, DurableDocument.Write(instance), options, cancellationToken);
            return true;
        }
        catch (OrchestrationAlreadyExistsException)
        {
            return false;
        }
    }

    /// <summary>The answers of several queries, one after the other, as one list. Its cursors name the query, and the place in its answer.</summary>
    private async ValueTask<Page<WorkflowSummary>> QueryAsync(
        IReadOnlyList<OrchestrationQuery> queries, Func<WorkflowInstance, bool> isWanted, PageRequest page, CancellationToken cancellationToken)
    {
        var (number, place) = page.After?.Split('~', 2) is [var first, var rest] && int.TryParse(first, CultureInfo.InvariantCulture, out var query)
            ? (query, rest)
            : (0, "");
        var found = new List<WorkflowSummary>();
        while (number < queries.Count && found.Count < page.Limit)
        {
            var room = page.Limit - found.Count;
            var asked = Client.GetAllInstancesAsync(queries[number] with { FetchInputsAndOutputs = true, PageSize = room });
            var answer = await asked.AsPages(place.Length == 0 ? null : place, room).FirstAsync(cancellationToken);
            found.AddRange(answer.Values.Select(DurableDocument.Read).Where(isWanted).Select(WorkflowInstanceViews.Summary));
            (number, place) = answer.ContinuationToken is { Length: > 0 } next ? (number, next) : (number + 1, "");
        }

        return new Page<WorkflowSummary>(found, number < queries.Count ? Cursor.Encode($"{number}~{place}") : null);
    }
}
