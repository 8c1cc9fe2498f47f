using Billing.Application;
using Billing.Application.Ports;

namespace Billing.Http;

/// <summary>
/// Says who a bearer token names. A genuine token is verified once and then known by its hash until it expires. Its life is counted on the machine's clock,
/// also under a test clock: tokens come from outside, and moving billing time by a year must not log everybody out.
/// </summary>
internal sealed class TokenValidator
{
    private const int CachedTokens = 4096;

    private readonly TokenCache _cache = new(CachedTokens);
    private readonly TimeProvider _machineClock;
    private readonly Lazy<TokenVerifier> _verifier; // with the first token, not with the start: its libraries take their time to load

    /// <exception cref="ArgumentException">There is nothing to trust, or an authority without the audience that its tokens must name.</exception>
    public TokenValidator(BillingHttpOptions options, TimeProvider machineClock)
    {
        if (options.SigningKey.IsEmpty && options.Authority is null)
        {
            throw new ArgumentException("Neither a signing key nor an OpenID Connect authority is configured.", nameof(options));
        }

        if (options.Authority is not null)
        {
            ArgumentException.ThrowIfNullOrEmpty(options.Audience);
        }

        _machineClock = machineClock;
        _verifier = new Lazy<TokenVerifier>(() => new TokenVerifier(options));
    }

    /// <returns>Null where the token is not genuine, or not now.</returns>
    /// <exception cref="StoreUnavailableException">The authority's metadata cannot be had, so that nothing is known about the token.</exception>
    public ValueTask<Caller?> ValidateAsync(ReadOnlyMemory<char> token, CancellationToken cancellationToken)
    {
        var hash = TokenHash.Of(token.Span);
        return _cache.Find(hash, _machineClock.GetUtcNow()) is { } caller
            ? ValueTask.FromResult<Caller?>(caller)
            : VerifyAsync(token.ToString(), hash, cancellationToken);
    }

    private async ValueTask<Caller?> VerifyAsync(string token, TokenHash hash, CancellationToken cancellationToken)
    {
        if (await _verifier.Value.VerifyAsync(token, cancellationToken) is not { } verified)
        {
            return null;
        }

        _cache.Add(hash, verified.Caller, verified.Expires);
        return verified.Caller;
    }
}
