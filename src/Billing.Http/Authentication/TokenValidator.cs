using Billing.Application;
using Billing.Application.Ports;
using Billing.Domain;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Billing.Http;

/// <summary>
/// Decides whether a bearer token is genuine, and who it names. Two sources of trust with disjoint algorithms, so that neither's key can be passed off as the
/// other's: the home's own HS256 key, and an OpenID Connect authority. A token's life is counted on the machine's clock, also under a test clock: tokens come
/// from outside, and moving billing time by a year must not log everybody out.
/// </summary>
internal sealed class TokenValidator
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);
    private const int MaxTokenBytes = 16 * 1024;
    private const int CachedTokens = 4096;

    private readonly BillingHttpOptions _options;
    private readonly TimeProvider _machineClock;
    private readonly TokenCache _cache = new(CachedTokens);
    private readonly Lazy<JsonWebTokenHandler> _handler = new(static () => new() { MapInboundClaims = false, MaximumTokenSizeInBytes = MaxTokenBytes });
    private readonly TokenValidationParameters? _own;
    private readonly ConfigurationManager<OpenIdConnectConfiguration>? _metadata;

    public TokenValidator(BillingHttpOptions options, TimeProvider machineClock)
    {
        (_options, _machineClock) = (options, machineClock);
        if (!options.SigningKey.IsEmpty)
        {
            _own = Parameters(TokenIssuer.SelfIssued, TokenIssuer.SelfIssued, SecurityAlgorithms.HmacSha256);
            _own.IssuerSigningKey = new SymmetricSecurityKey(options.SigningKey.ToArray());
        }

        if (options.Authority is { } authority)
        {
            ArgumentException.ThrowIfNullOrEmpty(options.Audience);
            _metadata = new ConfigurationManager<OpenIdConnectConfiguration>(
                $"{authority.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration",
                new OpenIdConnectConfigurationRetriever(),
                new HttpDocumentRetriever { RequireHttps = !authority.IsLoopback });
        }

        if (_own is null && _metadata is null)
        {
            throw new ArgumentException("Neither a signing key nor an OpenID Connect authority is configured.", nameof(options));
        }
    }

    /// <returns>Null where the token is not genuine, or not now.</returns>
    /// <exception cref="StoreUnavailableException">The authority's metadata cannot be had, so that nothing is known about the token.</exception>
    public ValueTask<Caller?> ValidateAsync(ReadOnlyMemory<char> token, CancellationToken cancellationToken)
    {
        var hash = TokenHash.Of(token.Span);
        return _cache.Find(hash, _machineClock.GetUtcNow()) is { } caller
            ? ValueTask.FromResult<Caller?>(caller)
            : ValidateNewAsync(token.ToString(), hash, cancellationToken);
    }

    private async ValueTask<Caller?> ValidateNewAsync(string token, TokenHash hash, CancellationToken cancellationToken)
    {
        if (token.Length > MaxTokenBytes || !_handler.Value.CanReadToken(token) || await ParametersForAsync(token, cancellationToken) is not { } parameters)
        {
            return null;
        }

        var result = await _handler.Value.ValidateTokenAsync(token, parameters);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken { Subject.Length: > 0 } jwt)
        {
            return null;
        }

        var caller = new Caller(jwt.Subject, RoleIn(jwt), AccountIn(jwt));
        _cache.Add(hash, caller, new DateTimeOffset(jwt.ValidTo, TimeSpan.Zero) + Skew);
        return caller;
    }

    private async ValueTask<TokenValidationParameters?> ParametersForAsync(string token, CancellationToken cancellationToken)
    {
        var isOwn = AlgorithmOf(token) == SecurityAlgorithms.HmacSha256;
        if (isOwn || _metadata is null)
        {
            return isOwn ? _own : null;
        }

        OpenIdConnectConfiguration configuration;
        try
        {
            configuration = await _metadata.GetConfigurationAsync(cancellationToken);
        }
        catch (InvalidOperationException exception)
        {
            throw new StoreUnavailableException("The metadata of the OpenID Connect authority cannot be had.", exception);
        }

        var parameters = Parameters(configuration.Issuer, _options.Audience!, SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256);
        parameters.ConfigurationManager = _metadata;
        return parameters;
    }

    private string? AlgorithmOf(string token)
    {
        try
        {
            return _handler.Value.ReadJsonWebToken(token).Alg;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>An authority may name several roles; the first that this product knows counts.</summary>
    private Role RoleIn(JsonWebToken jwt) =>
        jwt.Claims.Where(claim => claim.Type == _options.RoleClaim).Select(claim => TokenIssuer.RoleOf(claim.Value)).FirstOrDefault(role => role != Role.None);

    private AccountId? AccountIn(JsonWebToken jwt) =>
        jwt.TryGetPayloadValue<string>(_options.AccountClaim, out var text) && CallerId.IsValid(text) ? new AccountId(text) : null;

    private static TokenValidationParameters Parameters(string issuer, string audience, params string[] algorithms) => new()
    {
        ValidIssuer = issuer,
        ValidAudience = audience,
        ValidAlgorithms = algorithms,
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        ValidateIssuerSigningKey = true,
        ClockSkew = Skew,
    };
}
