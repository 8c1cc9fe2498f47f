using System.Threading.RateLimiting;

namespace Billing.Http;

/// <summary>Lets requests in: first against their account's share, then against the whole. What finds both queues full is shed.</summary>
internal sealed class AdmissionControl : IAsyncDisposable
{
    private const long BytesPerPermit = 64 * 1024;
    private readonly LoadLimits _limits;
    private readonly PartitionedRateLimiter<string> _accounts;
    private readonly ConcurrencyLimiter _whole;

    public AdmissionControl(LoadLimits limits)
    {
        _limits = limits;
        _whole = new ConcurrencyLimiter(Options(limits.Permits, limits.Queued));
        Func<string, RateLimiter> ofAccount = _ => new ConcurrencyLimiter(Options(limits.PermitsPerAccount, limits.QueuedPerAccount));
        _accounts = PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.Get(key, ofAccount), StringComparer.Ordinal);
    }

    /// <param name="share">The account, or the caller where no account is named.</param>
    /// <param name="bodyBytes">What the body may hold at most.</param>
    public async ValueTask<Admission> EnterAsync(string share, long bodyBytes, CancellationToken aborted)
    {
        var permits = (int)Math.Min(1 + (bodyBytes / BytesPerPermit), Math.Min(_limits.PermitsPerAccount, _limits.Permits));
        var account = await _accounts.AcquireAsync(share, permits, aborted);
        if (!account.IsAcquired)
        {
            return new Admission(account, null);
        }

        try
        {
            return new Admission(account, await _whole.AcquireAsync(permits, aborted));
        }
        catch
        {
            account.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _accounts.DisposeAsync();
        await _whole.DisposeAsync();
    }

    private static ConcurrencyLimiterOptions Options(int permits, int queued) =>
        new() { PermitLimit = permits, QueueLimit = queued, QueueProcessingOrder = QueueProcessingOrder.OldestFirst };
}

/// <summary>The permits of one request, given back when it is disposed.</summary>
internal readonly struct Admission(RateLimitLease? account, RateLimitLease? whole) : IDisposable
{
    public bool IsGranted => whole is { IsAcquired: true };

    public void Dispose()
    {
        whole?.Dispose();
        account?.Dispose();
    }
}
