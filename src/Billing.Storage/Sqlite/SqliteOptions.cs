namespace Billing.Storage.Sqlite;

/// <param name="QueueCapacity">Commits that may wait for the disk; further callers wait before they are queued.</param>
public sealed record SqliteOptions(int QueueCapacity = 1024)
{
    /// <summary>How long another process may hold the file before callers are told that the store is unavailable.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The file's greatest size in pages of 4 KiB; null: the disk's.</summary>
    public long? MostPages { get; init; }
}
