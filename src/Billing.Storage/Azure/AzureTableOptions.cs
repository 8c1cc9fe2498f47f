using Azure.Core.Pipeline;

namespace Billing.Storage.Azure;

/// <summary>How long callers wait for the service.</summary>
public sealed record AzureTableOptions
{
    /// <summary>For one answer.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For all attempts of one call together; then callers are told that the store is unavailable.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Before the first repetition; each further one waits twice as long.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>What callers are told to wait where the service says nothing.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long calls fail at once after one of them that nobody answered.</summary>
    public TimeSpan FailFastFor { get; init; } = TimeSpan.FromSeconds(2);

    public int Attempts { get; init; } = 4;

    /// <summary>The wire; null: HTTP.</summary>
    internal HttpPipelineTransport? Transport { get; init; }
}
