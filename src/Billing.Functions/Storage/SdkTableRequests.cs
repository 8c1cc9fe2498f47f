using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Identity;
using Billing.Application.Ports;
using Billing.Storage.Azure;

namespace Billing.Functions.Storage;

/// <summary>Table Storage's requests by the official client. Its pipeline repeats reads alone: what may follow a commit is the store's to decide.</summary>
internal sealed class SdkTableRequests(TableServiceClient service) : ITableRequests
{
    public Task<Answer<StoredRow?>> GetAsync(string table, string partitionKey, string rowKey, CancellationToken cancellationToken) => AskAsync(
        async () =>
        {
            var found = await service.GetTableClient(table).GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey, null, cancellationToken);
            return found.HasValue ? TableEntities.Stored(found.Value!) : (StoredRow?)null;
        },
        none: (StoredRow?)null,
        cancellationToken);

    public Task<Answer<StoredPage>> QueryAsync(string table, string filter, int top, string? continuation, CancellationToken cancellationToken) => AskAsync(
        async () =>
        {
            var rows = service.GetTableClient(table).QueryAsync<TableEntity>(filter, top, null, cancellationToken);
            var page = await rows.AsPages(continuation).FirstAsync(cancellationToken);
            return new StoredPage([.. page.Values.Select(TableEntities.Stored)], page.ContinuationToken);
        },
        none: StoredPage.None,
        cancellationToken);

    public Task<Answer<string?[]>> CommitAsync(TableCommit commit, string commitId, CancellationToken cancellationToken) => AskAsync(
        async () =>
        {
            var actions = commit.Operations.Select(operation => TableEntities.Action(commit.PartitionKey, operation, commitId));
            var answer = await service.GetTableClient(commit.Table).SubmitTransactionAsync(actions, cancellationToken);
            return answer.Value.Select((part, i) => commit.Operations[i].Kind == TableOperationKind.Delete ? null : part.Headers.ETag?.ToString()).ToArray();
        },
        none: null,
        cancellationToken);

    public Task<Answer<bool>> CreateTableAsync(string table, CancellationToken cancellationToken) => AskAsync(
        async () =>
        {
            await service.CreateTableIfNotExistsAsync(table, cancellationToken);
            return true;
        },
        none: null,
        cancellationToken);

    public Task<Answer<bool>> DropTableAsync(string table, CancellationToken cancellationToken) => AskAsync(
        async () => (await service.DeleteTableAsync(table, cancellationToken)).Status != 404,
        none: false,
        cancellationToken);

    public Task<Answer<TableNames>> TablesAsync(string? continuation, CancellationToken cancellationToken) => AskAsync(
        async () =>
        {
            var page = await service.QueryAsync((string?)null, null, cancellationToken).AsPages(continuation).FirstAsync(cancellationToken);
            return new TableNames([.. page.Values.Select((TableItem table) => table.Name)], page.ContinuationToken);
        },
        none: null,
        cancellationToken);

    /// <param name="none">What a 404 means; null: a fault.</param>
    private static async Task<Answer<T>> AskAsync<T>(Func<Task<T>> request, Answer<T>? none, CancellationToken cancellationToken)
    {
        try
        {
            return await request();
        }
        catch (RequestFailedException refused) when (refused.Status == 404 && none is not null)
        {
            return none.Value;
        }
        catch (TableTransactionFailedException refused)
        {
            return new TableFault(TableEntities.Error(refused));
        }
        catch (RequestFailedException refused) when (refused.GetRawResponse() is { } response)
        {
            return new TableFault(response);
        }
        catch (AuthenticationFailedException failure)
        {
            return new TableFault(new TableError(401, "NoToken", failure.Message, 0));
        }
        catch (Exception failure) when (TableFault.IsTransport(failure))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new TableFault(failure);
        }
    }
}
