using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Billing.Application.Ports;

namespace Billing.Storage.Azure.Rest;

/// <summary>Table Storage's REST protocol over Azure.Core's pipeline.</summary>
internal sealed class RestTableRequests(HttpPipeline pipeline, TableAddresses addresses) : ITableRequests
{
    public async Task<Answer<StoredRow?>> GetAsync(string table, string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        var (response, fault) = await SendAsync(RequestMethod.Get, addresses.Row(table, partitionKey, rowKey), cancellationToken);
        return response?.Status switch
        {
            null => fault!,
            200 => RowReader.Row(Content(response)),
            404 => (StoredRow?)null,
            _ => new TableFault(response),
        };
    }

    public async Task<Answer<StoredPage>> QueryAsync(string table, string filter, int top, string? continuation, CancellationToken cancellationToken)
    {
        var (response, fault) = await SendAsync(RequestMethod.Get, addresses.Range(table, filter, top, continuation), cancellationToken);
        return response?.Status switch
        {
            null => fault!,
            200 => new StoredPage(
                RowReader.Rows(Content(response)),
                TableAddresses.Continuation(Header(response, "x-ms-continuation-NextPartitionKey"), Header(response, "x-ms-continuation-NextRowKey"))),
            404 => StoredPage.None,
            _ => new TableFault(response),
        };
    }

    public async Task<Answer<string?[]>> CommitAsync(TableCommit commit, string commitId, CancellationToken cancellationToken)
    {
        var request = Batch.Request(addresses, commit, commitId);
        var (response, fault) = await SendAsync(
            RequestMethod.Post, addresses.Batch, cancellationToken, request, $"multipart/mixed; boundary=batch_{commitId}");
        if (response?.Status != 202)
        {
            return fault ?? new TableFault(response!);
        }

        var answer = Batch.Answer(response.Content.ToString(), commit.Operations.Count);
        return answer.Error is { } error ? new TableFault(response, error) : answer.ETags;
    }

    public async Task<Answer<bool>> CreateTableAsync(string table, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"TableName":"{{table}}"}""");
        var (response, fault) = await SendAsync(RequestMethod.Post, addresses.Tables(), cancellationToken, body);
        fault = response?.Status is null or 201 or 204 ? fault : new(response);
        return fault switch
        {
            null => true,
            { Error.Code: TableError.TableAlreadyExists } => false,
            _ => fault,
        };
    }

    public async Task<Answer<bool>> DropTableAsync(string table, CancellationToken cancellationToken)
    {
        var (response, fault) = await SendAsync(RequestMethod.Delete, addresses.OneTable(table), cancellationToken);
        return response?.Status switch
        {
            null => fault!,
            204 => true,
            404 => false,
            _ => new TableFault(response),
        };
    }

    public async Task<Answer<TableNames>> TablesAsync(string? continuation, CancellationToken cancellationToken)
    {
        var (response, fault) = await SendAsync(RequestMethod.Get, addresses.Tables(continuation), cancellationToken);
        return response?.Status switch
        {
            null => fault!,
            200 => new TableNames(RowReader.Tables(Content(response)), Header(response, "x-ms-continuation-NextTableName")),
            _ => new TableFault(response),
        };
    }

    private async Task<(Response? Response, TableFault? Fault)> SendAsync(
        RequestMethod method, string address, CancellationToken cancellationToken, byte[]? body = null, string contentType = "application/json")
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new(address));
        if (body is not null)
        {
            message.Request.Headers.SetValue("Content-Type", contentType);
            message.Request.Content = RequestContent.Create(body);
        }

        try
        {
            await pipeline.SendAsync(message, cancellationToken);
            return (message.Response, null);
        }
        catch (Exception exception) when (TableFault.IsTransport(exception))
        {
            // A retry that was cancelled comes as a bundle of failures.
            cancellationToken.ThrowIfCancellationRequested();
            return (null, new(exception));
        }
    }

    private static ReadOnlySpan<byte> Content(Response response) => response.Content.ToMemory().Span;

    private static string? Header(Response response, string name) => response.Headers.TryGetValue(name, out var value) ? value : null;
}
