using System.Collections.Immutable;
using Billing.Application;

namespace Billing.Http;

/// <summary>What an access rule says to a caller, in the order in which it is found out: the role first, the tenant after it.</summary>
public enum AccessDecision
{
    Allowed,

    /// <summary>No valid token: 401.</summary>
    Unauthenticated,

    /// <summary>The role may not do this to any account: 403.</summary>
    Forbidden,

    /// <summary>The role may do this, but not to this account: 404, as if it did not exist.</summary>
    AnotherTenant,
}

/// <summary>
/// Who may call an operation: roles that may on their own account, roles that may on any. The named rules are the contract's, section 1.
/// </summary>
public sealed record Access
{
    private Access(bool isPublic, ImmutableArray<Role> own, ImmutableArray<Role> any) => (IsPublic, OwnRoles, AnyRoles) = (isPublic, own, any);

    /// <summary>No token needed: health, plans, the API's description; and webhooks, which prove themselves otherwise.</summary>
    public static Access Public { get; } = new(true, [], []);

    /// <summary>Reads of an account.</summary>
    public static Access Read { get; } = Own(Role.Owner, Role.Admin, Role.Developer).OrAny(Role.Service, Role.Operator);

    /// <summary>What moves a customer's money or plan.</summary>
    public static Access Manage { get; } = Own(Role.Owner, Role.Admin);

    public static Access Deploy { get; } = Own(Role.Owner, Role.Admin, Role.Developer);

    /// <summary>What the chatbot platform does for its customers: entitlements, seats, channels, search, holds.</summary>
    public static Access Runtime { get; } = Own(Role.Owner, Role.Admin).OrAny(Role.Service);

    /// <summary>What only the platform does: usage events, notifications.</summary>
    public static Access Platform { get; } = Any(Role.Service);

    /// <summary>Creating and changing accounts.</summary>
    public static Access Provision { get; } = Any(Role.Service, Role.Operator);

    /// <summary>The back office, and the test clock.</summary>
    public static Access Operate { get; } = Any(Role.Operator);

    public bool IsPublic { get; }

    public ImmutableArray<Role> OwnRoles { get; }

    public ImmutableArray<Role> AnyRoles { get; }

    public static Access Own(params ImmutableArray<Role> roles) => new(false, roles, []);

    public static Access Any(params ImmutableArray<Role> roles) => new(false, [], roles);

    public Access OrAny(params ImmutableArray<Role> roles) => new(false, OwnRoles, roles);

    /// <param name="caller">Null without a valid token.</param>
    /// <param name="account">The account in the path, null where the route has none.</param>
    public AccessDecision Decide(Caller? caller, string? account) => caller switch
    {
        _ when IsPublic => AccessDecision.Allowed,
        null => AccessDecision.Unauthenticated,
        _ when AnyRoles.Contains(caller.Role) => AccessDecision.Allowed,
        _ when !OwnRoles.Contains(caller.Role) => AccessDecision.Forbidden,
        _ => account is not null && account == caller.Account?.Value ? AccessDecision.Allowed : AccessDecision.AnotherTenant,
    };
}
