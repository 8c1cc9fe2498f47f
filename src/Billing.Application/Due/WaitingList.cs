using Billing.Application.Ports;
using Billing.Application.Rows;
using Billing.Domain;

namespace Billing.Application.Due;

/// <summary>
/// What waits for somebody to look, of all accounts, in rows of the due index that have no instant. An entry is there before the commit that needs it, so that
/// one too many is possible and one too few is not: a reader looks at what the entry names.
/// </summary>
/// <param name="name">What the list's rows begin with; sorts behind every instant.</param>
internal sealed class WaitingList(ITableStore tables, string name, DueKind kind)
{
    /// <summary>Workflows that wait or have failed, by instance id.</summary>
    public static WaitingList OfWorkflows(ITableStore tables) => new(tables, "undated", DueKind.Workflow);

    /// <summary>Orders that wait for a bank transfer, by order id.</summary>
    public static WaitingList OfWires(ITableStore tables) => new(tables, "wires", DueKind.Payment);

    public ValueTask AddAsync(AccountId account, string subject, CancellationToken cancellationToken) =>
        CommitAsync(account, TableOperation.Upsert(Row(account, subject), TableProperties.Empty), cancellationToken);

    public ValueTask RemoveAsync(AccountId account, string subject, CancellationToken cancellationToken) =>
        CommitAsync(account, TableOperation.Delete(Row(account, subject)), cancellationToken);

    /// <summary>Shard by shard, in each by account; at most one read a shard.</summary>
    public async ValueTask<Page<(AccountId Account, string Subject)>> PageAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var prefix = $"{name}|";
        var (shard, from) = request.After?.Split('~', 2) is [var first, var rest] && int.TryParse(first, out var number) ? (number, rest) : (0, "");
        var found = new List<(AccountId, string)>();
        for (; shard < DueIndex.Shards; shard++, from = "")
        {
            var range = TableRange.Prefix(TablesInUse.Due, $"{shard}", prefix, request.Limit - found.Count);
            var page = await tables.ReadAsync(range with { From = prefix + from }, cancellationToken);
            found.AddRange(page.Rows.Select(row => row.RowKey.Split('|', 4)).Select(parts => (new AccountId(parts[1]), parts[3])));
            if (page.Next is { } next)
            {
                return new(found, Cursor.Encode($"{shard}~{next[prefix.Length..]}"));
            }

            if (found.Count == request.Limit && shard + 1 < DueIndex.Shards)
            {
                return new(found, Cursor.Encode($"{shard + 1}~"));
            }
        }

        return new(found, null);
    }

    private async ValueTask CommitAsync(AccountId account, TableOperation operation, CancellationToken cancellationToken) =>
        await tables.CommitAsync(new TableCommit(TablesInUse.Due, DueIndex.Shard(account), [operation]), cancellationToken);

    private string Row(AccountId account, string subject) => $"{name}|{account}|{kind}|{subject}";
}
