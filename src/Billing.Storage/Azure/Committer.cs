using Billing.Application.Ports;

namespace Billing.Storage.Azure;

/// <summary>
/// Commits exactly once over a wire that may lose answers. Every row that a commit writes carries the commit's own id; so after a lost answer the
/// rows are read back, and one with the id proves the whole commit, whoever has changed the others since.
/// </summary>
/// <remarks>
/// Without that proof the same request goes out again. Taken: it is committed. Refused: either the first one was never done, or it was done and
/// others have changed or deleted every row of it since. Nobody can tell the two apart, so the caller hears that nothing is known. A request that
/// arrives after all is refused by its conditions; a commit of upserts alone has none, and is written once more.
/// </remarks>
internal sealed class Committer(TableService service)
{
    public Task<StoredRow?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken cancellationToken) =>
        service.ValueAsync(requests => requests.GetAsync(table, partitionKey, rowKey, cancellationToken));

    /// <exception cref="StoreUnavailableException">The service did not answer, or not so that the commit's outcome is known.</exception>
    public async Task<CommitResult> CommitAsync(TableCommit commit, CancellationToken cancellationToken)
    {
        var commitId = Guid.NewGuid().ToString("N");
        var mayBeDone = false;
        for (var attempt = 1; ; attempt++)
        {
            var answer = await service.AskAsync(requests => requests.CommitAsync(commit, commitId, cancellationToken));
            if (answer.Fault is not { } fault)
            {
                return new(CommitStatus.Committed, answer.Value);
            }

            mayBeDone |= fault is { IsTransient: true, WasNotSent: false };
            if (mayBeDone && await FindAsync(commit, commitId, cancellationToken) is { } found)
            {
                return found;
            }

            var isTableMissing = fault.Error?.Code == TableError.TableNotFound && FirstOnExisting(commit) < 0;
            if (!(fault.IsTransient || isTableMissing))
            {
                return Refused(commit, fault.Error!, mayBeDone) ?? throw service.Failure(fault);
            }

            if (service.Delay(attempt, fault) is not { } delay)
            {
                throw service.Failure(fault);
            }

            await (isTableMissing
                ? service.ValueAsync(requests => requests.CreateTableAsync(commit.Table, cancellationToken))
                : Task.Delay(delay, cancellationToken));
        }
    }

    /// <summary>The commit's result by its rows: null where none of them carries its id.</summary>
    private async Task<CommitResult?> FindAsync(TableCommit commit, string commitId, CancellationToken cancellationToken)
    {
        var etags = new string?[commit.Operations.Count];
        var isFound = false;
        for (var i = 0; i < etags.Length; i++)
        {
            var operation = commit.Operations[i];
            if (operation.Kind == TableOperationKind.Delete)
            {
                continue;
            }

            var stored = await GetAsync(commit.Table, commit.PartitionKey, operation.RowKey, cancellationToken);
            var isOurs = stored?.CommitId == commitId;
            isFound |= isOurs;

            // The version that this commit wrote is gone where another has written since; nothing will match it.
            etags[i] = isOurs ? stored!.Value.Row.ETag : TableETag.NoRow;
        }

        return isFound ? new(CommitStatus.Committed, etags) : null;
    }

    /// <summary>Null where the error is no refusal of the commit's conditions.</summary>
    private static CommitResult? Refused(TableCommit commit, TableError error, bool mayBeDone)
    {
        if (mayBeDone)
        {
            throw new StoreUnavailableException("Table Storage lost its answer to a commit, and the commit's rows do not tell what became of it.");
        }

        return error switch
        {
            { Code: TableError.TableNotFound } => CommitResult.Refused(CommitStatus.NotFound, FirstOnExisting(commit)),
            { Status: 404 } => CommitResult.Refused(CommitStatus.NotFound, error.Index),
            { Status: 409, Code: "EntityAlreadyExists" } => CommitResult.Refused(CommitStatus.AlreadyExists, error.Index),
            { Status: 412 } => CommitResult.Refused(CommitStatus.Changed, error.Index),
            _ => null,
        };
    }

    /// <summary>The first operation that needs a row to be there; -1: none does.</summary>
    private static int FirstOnExisting(TableCommit commit)
    {
        for (var i = 0; i < commit.Operations.Count; i++)
        {
            if (commit.Operations[i].Kind is TableOperationKind.Replace or TableOperationKind.Delete)
            {
                return i;
            }
        }

        return -1;
    }
}
