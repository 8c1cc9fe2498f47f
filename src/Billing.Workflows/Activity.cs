using System.Text.Json.Serialization.Metadata;

namespace Billing.Workflows;

/// <summary>
/// Something that a workflow does outside. It runs at least once, so doing it again must change nothing; what it does it decides on the account as it is then.
/// </summary>
public sealed record Activity<TIn, TOut>(string Name, JsonTypeInfo<TIn> Input, JsonTypeInfo<TOut> Output, RetryPolicy Retry);

/// <summary>When a failed try is repeated: after <paramref name="First"/>, then after <paramref name="Factor"/> times the wait before.</summary>
/// <param name="Attempts">In all, 1 or more.</param>
public sealed record RetryPolicy(int Attempts, TimeSpan First, int Factor)
{
    /// <summary>Five tries within two and a half hours; then somebody has to look.</summary>
    public static RetryPolicy Standard { get; } = new(5, TimeSpan.FromMinutes(1), 5);

    /// <param name="failed">How many tries have failed, 1 or more.</param>
    /// <returns>How long to wait before the next; null where that was the last.</returns>
    public TimeSpan? WaitAfter(int failed)
    {
        if (failed >= Attempts)
        {
            return null;
        }

        var wait = First;
        for (var i = 1; i < failed; i++)
        {
            wait *= Factor;
        }

        return wait;
    }
}
