namespace Billing.Application.Metering;

/// <summary>Learns which streams have usage that waits for settlement.</summary>
public interface IUsageNotifier
{
    /// <summary>
    /// Called before each commit of a stream. When it returns, a crash at any later moment must not keep the stream from being settled; a call with
    /// nothing to write down is cheap.
    /// What it throws stops the commit.
    /// </summary>
    ValueTask BeforeCommitAsync(UsageStream stream);

    /// <summary>Called after each commit: the stream's journal now ends with <paramref name="sequence"/>. Must neither block nor throw.</summary>
    void Committed(UsageStream stream, long sequence);
}
