namespace Billing.Application.Ports;

/// <summary>
/// What operators need of a store beyond <see cref="ITableStore"/>: to find what is there. No request may walk through a table, or further than its page,
/// which is why this is a port of its own.
/// </summary>
public interface ITablePartitions
{
    /// <summary>
    /// The first partition in ordinal order whose key is greater than <paramref name="after"/>, or the very first (null); null where there is none, or no
    /// table. A partition is there as long as a row of it is. One storage operation.
    /// </summary>
    ValueTask<string?> NextPartitionAsync(string table, string? after, CancellationToken cancellationToken = default);
}
