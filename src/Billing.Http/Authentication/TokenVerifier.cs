using Billing.Application;
using Billing.Application.Ports;
using Billing.Domain;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Billing.Http;

/// <param name="Expires">When the token is no longer taken, skew included.</param>
internal sealed record VerifiedToken(Caller Caller, DateTimeOffset Expires);

/// <summary>
/// Verifies tokens of two sources of trust: the home's own HS256 key, and an OpenID Connect authority. Their algorithms are disjoint, so that neither's key can
/// be passed off as the other's.
/// </summary>
internal sealed class TokenVerifier
{
    private const int MaxTokenBytes = 16 * 1024;
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    private readonly BillingHttpOptions _options;
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = MaxTokenBytes };
    private readonly TokenValidationParameters? _own;
    private readonly ConfigurationManager<OpenIdConnectConfiguration>? _metadata;

    public TokenVerifier(BillingHttpOptions options)
    {
        _options = options;
        if (!options.SigningKey.IsEmpty)
        {
            _own = Parameters(TokenIssuer.SelfIssued, TokenIssuer.SelfIssued, SecurityAlgorithms.HmacSha256);
            _own.IssuerSigningKey = new SymmetricSecurityKey(options.SigningKey.ToArray());
        }

        if (options.Authority is { } authority)
        {
            _metadata = new ConfigurationManager<OpenIdConnectConfiguration>(
                $"{authority.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration",
                new OpenIdConnectConfigurationRetriever(),
                new HttpDocumentRetriever { RequireHttps = !authority.IsLoopback });
        }
    }

    /// <returns>Null where the token is not genuine, or not now.</returns>
    /// <exception cref="StoreUnavailableException">The authority's metadata cannot be had, so that nothing is known about the token.</exception>
    public async ValueTask<VerifiedToken?> VerifyAsync(string token, CancellationToken cancellationToken)
    {
        if (AlgorithmOf(token) is not { } algorithm || await ParametersForAsync(algorithm, cancellationToken) is not { } parameters)
        {
            return null;
        }

        var result = await _handler.ValidateTokenAsync(token, parameters);
        return result.IsValid && result.SecurityToken is JsonWebToken { Subject.Length: > 0 } jwt
            ? new VerifiedToken(new Caller(jwt.Subject, RoleIn(jwt), AccountIn(jwt)), new DateTimeOffset(jwt.ValidTo, TimeSpan.Zero) + Skew)
            : null;
    }

    private string? AlgorithmOf(string token)
    {
        if (token.Length > MaxTokenBytes || !_handler.CanReadToken(token))
        {
            return null;
        }

        try
        {
            // Extensions that must be understood (RFC 7515, section 4.1.11): none are.
            var jwt = _handler.ReadJsonWebToken(token);
            return jwt.TryGetHeaderValue<object>("crit", out _) ? null : jwt.Alg;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private async ValueTask<TokenValidationParameters?> ParametersForAsync(string algorithm, CancellationToken cancellationToken)
    {
        if (algorithm == SecurityAlgorithms.HmacSha256 || _metadata is null)
        {
            return algorithm == SecurityAlgorithms.HmacSha256 ? _own : null;
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
