namespace Billing.Http;

/// <summary>What a home tells the pipeline. At least one source of trust, <see cref="SigningKey"/> or <see cref="Authority"/>, must be set.</summary>
public sealed record BillingHttpOptions
{
    /// <summary>The self-hosted home's own HS256 key, 32 bytes or more.</summary>
    public ReadOnlyMemory<byte> SigningKey { get; init; }

    /// <summary>
    /// An OpenID Connect issuer whose metadata stands at <c>{Authority}/.well-known/openid-configuration</c>; https, or http on the loopback.
    /// </summary>
    public Uri? Authority { get; init; }

    /// <summary>The <c>aud</c> that the authority's tokens must carry; required with it.</summary>
    public string? Audience { get; init; }

    public string RoleClaim { get; init; } = "role";

    public string AccountClaim { get; init; } = "account";

    /// <summary>Origins that browsers may call from; none by default.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>What senders of e-mail delivery reports must know; null: none are taken.</summary>
    public string? EmailReportSecret { get; init; }

    public LoadLimits Load { get; init; } = new();

    /// <summary>How long a use case may take; then the caller hears 503, and whether it was done is found out by sending it again.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Why the service is not ready to serve, null where it is.</summary>
    public Func<CancellationToken, ValueTask<string?>> WhyNotReady { get; init; } = static _ => ValueTask.FromResult<string?>(null);
}

/// <summary>
/// How much is served at once. A permit stands for a request and up to 64 KB of its body, so that bodies cannot fill the memory. An account's share is below
/// the whole: one busy account fills its own queue, never everybody's.
/// </summary>
public sealed record LoadLimits
{
    public int Permits { get; init; } = 512;

    public int Queued { get; init; } = 2048;

    public int PermitsPerAccount { get; init; } = 192;

    public int QueuedPerAccount { get; init; } = 1024;
}
