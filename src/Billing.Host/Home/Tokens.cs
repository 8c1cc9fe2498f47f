using Billing.Application;
using Billing.Domain;
using Billing.Http;

namespace Billing.Host;

/// <summary>The tokens that this home makes for its callers.</summary>
internal static class Tokens
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(365);

    /// <summary>Whether the role belongs to one account, which its token must name.</summary>
    public static bool NeedsAccount(Role role) => role is Role.Owner or Role.Admin or Role.Developer;

    public static string Issue(TokenIssuer issuer, Role role, AccountId? account) =>
        issuer.Issue(role, account?.Value, account is { } id ? $"{NameOf(role)}@{id}" : NameOf(role), Life);

    public static string NameOf(Role role) => role.ToString().ToLowerInvariant();

    /// <summary>Null where no role has the name.</summary>
    public static Role? RoleOf(string name)
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            if (role != Role.None && NameOf(role) == name)
            {
                return role;
            }
        }

        return null;
    }

    public static string Welcome(TokenIssuer issuer, HomeDirectory home) => $"""
        A signing key was made: {home.SigningKey}
        Tokens that are ready to use, valid for a year:

        operator: {Issue(issuer, Role.Operator, null)}

        service: {Issue(issuer, Role.Service, null)}

        For an account: dotnet run --project src/Billing.Host -- token --role owner --account ACCOUNT

        """;
}
