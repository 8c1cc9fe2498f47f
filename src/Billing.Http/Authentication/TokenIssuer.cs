using Billing.Application;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Billing.Http;

/// <summary>Makes the self-hosted home's tokens, signed with its own key. Times are the machine's, also under a test clock.</summary>
public sealed class TokenIssuer(ReadOnlyMemory<byte> signingKey, TimeProvider? machineClock = null)
{
    /// <summary>The <c>iss</c> and <c>aud</c> of the tokens that a home makes for itself.</summary>
    public const string SelfIssued = "billing-self-hosted";

    private readonly TimeProvider _clock = machineClock ?? TimeProvider.System;

    /// <param name="account">Of owner, admin and developer: theirs.</param>
    public string Issue(Role role, string? account, string subject, TimeSpan life)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object> { ["sub"] = subject, ["role"] = NameOf(role) };
        if (account is not null)
        {
            claims["account"] = account;
        }

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = SelfIssued,
            Audience = SelfIssued,
            Claims = claims,
            IssuedAt = now,
            Expires = now + life,
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(signingKey.ToArray()), SecurityAlgorithms.HmacSha256),
        });
    }

    internal static string NameOf(Role role) => role.ToString().ToLowerInvariant();

    internal static Role RoleOf(string? name) => name switch
    {
        "owner" => Role.Owner,
        "admin" => Role.Admin,
        "developer" => Role.Developer,
        "service" => Role.Service,
        "operator" => Role.Operator,
        _ => Role.None,
    };
}
