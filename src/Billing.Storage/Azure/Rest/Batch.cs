using System.Globalization;
using System.Text;
using Billing.Application.Ports;

namespace Billing.Storage.Azure.Rest;

/// <summary>The ETags in order, null for deletes; or the error of the operation that failed.</summary>
internal sealed record BatchAnswer(string?[] ETags, TableError? Error);

/// <summary>An entity group transaction as the service's multipart request, and its answer.</summary>
internal static class Batch
{
    /// <summary>The same bytes for each attempt: <paramref name="commitId"/> names the boundaries and marks each row.</summary>
    public static byte[] Request(TableAddresses addresses, TableCommit commit, string commitId)
    {
        using var body = new MemoryStream();
        Write(body, $"--batch_{commitId}\r\nContent-Type: multipart/mixed; boundary=changeset_{commitId}\r\n\r\n");
        foreach (var operation in commit.Operations)
        {
            Write(body, $"--changeset_{commitId}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
            Write(body, Head(addresses, commit, operation));
            if (operation.Kind != TableOperationKind.Delete)
            {
                body.Write(RowWriter.Write(commit.PartitionKey, operation.RowKey, commitId, operation.Properties));
            }

            Write(body, "\r\n");
        }

        Write(body, $"--changeset_{commitId}--\r\n--batch_{commitId}--\r\n");
        return body.ToArray();
    }

    public static BatchAnswer Answer(string body, int operations)
    {
        var etags = new string?[operations];
        var parts = body.Split("HTTP/1.1 ").Skip(1).ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            var status = int.Parse(parts[i].AsSpan(0, 3), CultureInfo.InvariantCulture);
            if (status >= 400)
            {
                return new([], TableError.Parse(status, Body(parts[i])));
            }

            etags[i] = Header(parts[i], "ETag:");
        }

        return parts.Count == operations
            ? new(etags, Error: null)
            : throw new InvalidDataException($"The service answered {parts.Count} parts for {operations} operations.");
    }

    private static string Head(TableAddresses addresses, TableCommit commit, TableOperation operation)
    {
        var row = addresses.RowInBatch(commit.Table, commit.PartitionKey, operation.RowKey);
        var line = operation.Kind switch
        {
            TableOperationKind.Insert => $"POST {addresses.Rows(commit.Table)} HTTP/1.1\r\nPrefer: return-no-content\r\n",
            TableOperationKind.Upsert => $"PUT {row} HTTP/1.1\r\n",
            TableOperationKind.Replace => $"PUT {row} HTTP/1.1\r\nIf-Match: {TableETag.Condition(operation.ETag)}\r\n",
            TableOperationKind.Delete => $"DELETE {row} HTTP/1.1\r\nIf-Match: {TableETag.Condition(operation.ETag)}\r\n",
            _ => throw new InvalidOperationException($"There is no operation of the kind {operation.Kind}."),
        };
        return $"{line}Content-Type: application/json\r\nAccept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0;\r\n\r\n";
    }

    private static string? Header(string part, string name) =>
        part.Split("\r\n").FirstOrDefault(line => line.StartsWith(name, StringComparison.OrdinalIgnoreCase))?[name.Length..].Trim();

    /// <summary>Up to the next boundary, whatever the service calls it.</summary>
    private static string Body(string part)
    {
        var start = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var end = start < 0 ? -1 : part.IndexOf("\r\n--", start + 4, StringComparison.Ordinal);
        return start < 0 ? "" : end < 0 ? part[(start + 4)..] : part[(start + 4)..end];
    }

    private static void Write(MemoryStream body, string text) => body.Write(Encoding.UTF8.GetBytes(text));
}
