using System.Text;
using Azure.Core;
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
internal sealed class Committer(TableService service, TableAddresses addresses)
{
    public async Task<StoredRow?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        var reply = await service.SendAsync(RequestMethod.Get, addresses.Row(table, partitionKey, rowKey), cancellationToken);
        return reply.Status switch
        {
            200 => RowReader.Row(reply.Content),
            404 => null,
            _ => throw reply.Failure(),
        };
    }

    /// <exception cref="StoreUnavailableException">The service did not answer, or not so that the commit's outcome is known.</exception>
    public async Task<CommitResult> CommitAsync(TableCommit commit, CancellationToken cancellationToken)
    {
        var commitId = Guid.NewGuid().ToString("N");
        var request = Batch.Request(addresses, commit, commitId);
        var mayBeDone = false;
        for (var attempt = 1; ; attempt++)
        {
            var reply = await service.SendAsync(
                RequestMethod.Post, addresses.Batch, cancellationToken, request, $"multipart/mixed; boundary=batch_{commitId}");
            var answer = reply.Status == 202 ? Batch.Answer(reply.Text, commit.Operations.Count) : null;
            if (answer is { Error: null })
            {
                return new(CommitStatus.Committed, answer.ETags);
            }

            var isTransient = reply.IsUnavailable || answer?.Error?.IsTransient == true;
            mayBeDone |= isTransient && !reply.WasNotSent;
            if (mayBeDone && await FindAsync(commit, commitId, cancellationToken) is { } found)
            {
                return found;
            }

            var error = answer?.Error ?? (reply.IsUnavailable ? null : reply.Error());
            var isTableMissing = error?.Code == TableError.TableNotFound && FirstOnExisting(commit) < 0;
            if (service.Delay(attempt, reply) is not { } delay || !(isTransient || isTableMissing))
            {
                return (isTransient || isTableMissing ? null : Refused(commit, error!, mayBeDone)) ?? throw reply.Failure(error);
            }

            await (isTableMissing ? CreateTableAsync(commit.Table, cancellationToken) : Task.Delay(delay, cancellationToken));
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
            etags[i] = isOurs ? stored!.Value.Row.ETag : Batch.NoETag;
        }

        return isFound ? new(CommitStatus.Committed, etags) : null;
    }

    private async Task CreateTableAsync(string table, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"TableName":"{{table}}"}""");
        var reply = await service.SendAsync(RequestMethod.Post, addresses.Tables, cancellationToken, body);
        var isThere = reply.Status is 201 or 204 || (reply.Status == 409 && reply.Error().Code == "TableAlreadyExists");
        if (!isThere)
        {
            throw reply.Failure();
        }
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
