namespace Billing.Application.Metering;

/// <summary>Learns which streams have usage that waits for settlement. A stream has one writer at a time in a process.</summary>
public interface IUsageNotifier
{
    /// <summary>
    /// Called before each commit of a stream. When it returns, a crash at any later moment must not keep the stream from being settled;
    /// a call with nothing to write down is cheap. What it throws stops the commit.
    /// </summary>
    ValueTask BeforeCommitAsync(UsageStream stream);

    /// <summary>Called after each commit that was begun. Must neither block nor throw.</summary>
    /// <param name="sequence">With what the stream's journal ends now; null where the commit was refused or nothing is known about it.</param>
    void AfterCommit(UsageStream stream, long? sequence);
}
