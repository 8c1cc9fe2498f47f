namespace Billing.Domain.Search;

/// <summary>What an account may ingest into search.</summary>
/// <param name="Bytes">The most that may be in use at once, a plan's allowance included; this is the <c>limitBytes</c> that callers see.</param>
public readonly record struct SearchLimit(long Bytes);

/// <summary>How much of search is in use; the ingestions themselves are the application's rows.</summary>
public sealed record SearchUsage(long UsedBytes)
{
    public static SearchUsage Empty { get; } = new(0);

    /// <param name="existing">The bytes of the ingestion of this id, where there is one: the same bytes again are the same answer.</param>
    /// <returns>The usage, or <c>ingestion-conflict</c>, <c>ingestion-limit-reached</c>, <c>validation-failed</c>.</returns>
    public Result<SearchUsage> Ingest(long? existing, long bytes, SearchLimit limit)
    {
        if (bytes < 1)
        {
            return BillingError.Invalid("/bytes", "An ingestion has at least 1 byte.");
        }

        if (existing is { } before)
        {
            return before == bytes ? this : new BillingError("ingestion-conflict", $"The ingestion exists with {before} bytes.", "/bytes");
        }

        // Subtracted, not added: a caller's number may be as large as the type.
        return bytes <= limit.Bytes - UsedBytes
            ? new SearchUsage(UsedBytes + bytes)
            : new BillingError("ingestion-limit-reached", $"{UsedBytes} of {limit.Bytes} bytes are in use; {bytes} more do not fit.");
    }

    /// <param name="existing">The bytes of the ingestion to delete; null where there is none: nothing changes.</param>
    public SearchUsage Delete(long? existing) => existing is { } bytes ? new(UsedBytes - bytes) : this;
}
