using Billing.Application.Due;
using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Domain;
using Billing.Workflows;

namespace Billing.Application.Workflows;

/// <param name="ETag">As it was read, or written last.</param>
internal sealed record StoredInstance(WorkflowInstance Instance, string ETag);

/// <param name="RowKey">Of its row, which goes with the commit that has used it.</param>
internal sealed record WaitingSignal(string Name, string RowKey);

/// <summary>
/// Where instances are kept: in the account's partition of the table <c>workflows</c>, one row each, with a row for every signal that was not used yet, and a
/// head that every commit replaces. Which of them wait or have failed stands beside what is due, in the rows of the due index that have no instant.
/// </summary>
internal sealed class WorkflowRows(ITableStore tables)
{
    private const string Table = "workflows";
    private const string InstancePrefix = "i|";

    private readonly WaitingList _listed = WaitingList.OfWorkflows(tables);

    public async ValueTask<StoredInstance?> LoadAsync(InstanceId id, CancellationToken cancellationToken) =>
        await tables.GetAsync(Table, id.Account.Value, Row(id), cancellationToken) is { } row ? Read(row) : null;

    /// <summary>Those that came first, first.</summary>
    public async ValueTask<IReadOnlyList<WaitingSignal>> SignalsAsync(InstanceId id, CancellationToken cancellationToken)
    {
        var prefix = SignalPrefix(id);
        var page = await tables.ReadAsync(TableRange.Prefix(Table, id.Account.Value, prefix, 50), cancellationToken);
        return [.. page.Rows.Select(row => new WaitingSignal(row.RowKey[prefix.Length..].Split('|')[1], row.RowKey))];
    }

    /// <param name="signalId">Signals sort by it.</param>
    public async ValueTask PutSignalAsync(InstanceId id, Signal signal, string signalId, CancellationToken cancellationToken) =>
        await CommitAsync(id.Account, [TableOperation.Upsert($"{SignalPrefix(id)}{signalId}|{signal.Name}", TableProperties.Empty)], cancellationToken);

    /// <param name="etag">Null: the instance is new.</param>
    /// <param name="used">Row keys of signals.</param>
    /// <param name="children">Instances to be started with this commit.</param>
    /// <returns>As it is stored now; null where somebody else has changed, or started, it.</returns>
    public async ValueTask<StoredInstance?> SaveAsync(
        WorkflowInstance instance, string? etag, IEnumerable<string> used, IEnumerable<WorkflowInstance> children, CancellationToken cancellationToken)
    {
        var id = instance.Key;
        var document = Documents.Write(instance, StorageJson.Default.WorkflowInstance);
        var result = await CommitAsync(
            id.Account,
            [
                etag is null ? TableOperation.Insert(Row(id), document) : TableOperation.Replace(Row(id), document, etag),
                .. used.Select(row => TableOperation.Delete(row)),
                .. children.Select(child => TableOperation.Insert(Row(child.Key), Documents.Write(child, StorageJson.Default.WorkflowInstance))),
            ],
            cancellationToken);
        return result.IsCommitted ? new StoredInstance(instance, result.ETags[0]!) : null;
    }

    /// <summary>Instances of the account in the order of their names.</summary>
    public async ValueTask<Page<WorkflowInstance>> PageAsync(AccountId account, PageRequest request, CancellationToken cancellationToken)
    {
        var range = TableRange.Prefix(Table, account.Value, InstancePrefix, request.Limit);
        var page = await tables.ReadAsync(request.After is null ? range : range with { From = InstancePrefix + request.After }, cancellationToken);
        var cursor = page.Next is { } next ? Cursor.Encode(next[InstancePrefix.Length..]) : null;
        return new Page<WorkflowInstance>([.. page.Rows.Select(row => Read(row).Instance)], cursor);
    }

    public ValueTask ListAsync(InstanceId id, CancellationToken cancellationToken) => _listed.AddAsync(id.Account, $"{id}", cancellationToken);

    public ValueTask UnlistAsync(InstanceId id, CancellationToken cancellationToken) => _listed.RemoveAsync(id.Account, $"{id}", cancellationToken);

    /// <summary>Ids of those of all accounts that wait or have failed; some may have ended since.</summary>
    public async ValueTask<Page<InstanceId>> ListedAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var listed = await _listed.PageAsync(request, cancellationToken);
        return new Page<InstanceId>([.. listed.Items.Select(item => InstanceId.Parse(item.Subject))], listed.NextCursor);
    }

    private ValueTask<CommitResult> CommitAsync(AccountId account, TableOperation[] operations, CancellationToken cancellationToken) =>
        tables.CommitAsync(
            new TableCommit(Table, account.Value, [.. operations, TableOperation.Upsert(AccountRows.Head, TableProperties.Empty)]), cancellationToken);

    private static string Row(InstanceId id) => $"{InstancePrefix}{id.Workflow}:{id.Key}";

    private static string SignalPrefix(InstanceId id) => $"s|{id.Workflow}:{id.Key}|";

    private static StoredInstance Read(TableRow row) => new(Documents.Read(row, StorageJson.Default.WorkflowInstance), row.ETag);
}
