using System.Globalization;
using Billing.Application.Ports;

namespace Billing.Storage.Sqlite;

/// <summary>One write as the writer's thread needs it: encoded on the caller's thread.</summary>
/// <param name="Version">The version that must be there; null: any.</param>
internal readonly record struct PendingOperation(TableOperationKind Kind, byte[] RowKey, byte[] Data, long? Version);

/// <summary>A commit, or the dropping of a table, that waits for the disk.</summary>
internal sealed class PendingWrite
{
    /// <summary>No row has it.</summary>
    private const long NoVersion = -1;

    private readonly TaskCompletionSource<CommitResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationToken _cancellationToken;
    private CommitResult? _result;

    private PendingWrite(string table, byte[] partitionKey, PendingOperation[] operations, CancellationToken cancellationToken) =>
        (Table, PartitionKey, Operations, _cancellationToken) = (table, partitionKey, operations, cancellationToken);

    public string Table { get; }

    public byte[] PartitionKey { get; }

    /// <summary>Empty: the table is dropped.</summary>
    public PendingOperation[] Operations { get; }

    public Task<CommitResult> Done => _done.Task;

    public static PendingWrite Commit(TableCommit commit, CancellationToken cancellationToken)
    {
        var operations = new PendingOperation[commit.Operations.Count];
        for (var i = 0; i < operations.Length; i++)
        {
            var operation = commit.Operations[i];
            operations[i] = new(
                operation.Kind, KeyCodec.Encode(operation.RowKey), PropertyCodec.Encode(operation.Properties), Version(operation.ETag));
        }

        return new(commit.Table, KeyCodec.Encode(commit.PartitionKey), operations, cancellationToken);
    }

    public static PendingWrite Drop(string table, CancellationToken cancellationToken) => new(table, [], [], cancellationToken);

    /// <summary>True where the caller gave up before anything was written; nothing is written then.</summary>
    public bool IsCancelled() => _cancellationToken.IsCancellationRequested && _done.TrySetCanceled(_cancellationToken);

    /// <summary>What to tell once the group is durable.</summary>
    public void Decide(CommitResult result) => _result = result;

    public void Complete() => _done.TrySetResult(_result!);

    public void Fail(Exception exception) => _done.TrySetException(exception);

    private static long? Version(string? etag) =>
        etag is null ? null : long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : NoVersion;
}
