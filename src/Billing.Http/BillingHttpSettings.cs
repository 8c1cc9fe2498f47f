using Billing.Application;

namespace Billing.Http;

/// <summary>What an operator may configure of the API, by the same names in every home.</summary>
public static class BillingHttpSettings
{
    /// <summary>The settings' names and what they mean, as <c>--help</c> prints them.</summary>
    public const string Help = """
        Billing__Oidc__Authority    an OpenID Connect issuer whose tokens are accepted beside the home's own
        Billing__Oidc__Audience     the audience that its tokens must name
        Billing__Oidc__RoleClaim    the claim that holds the role (role)
        Billing__Oidc__AccountClaim the claim that holds the account (account)
        Billing__Cors__Origins      origins that browsers may call from, separated by commas
        Billing__Limits__Permits, __Queued, __PermitsPerAccount, __QueuedPerAccount
                                    how many requests are served and queued at once, in all and of one account
        """;

    /// <exception cref="SettingException">One has the wrong form.</exception>
    public static BillingHttpOptions Read(Settings settings, ReadOnlyMemory<byte> signingKey)
    {
        var limits = new LoadLimits();
        return new BillingHttpOptions
        {
            SigningKey = signingKey,
            Authority = settings.Link("Billing:Oidc:Authority"),
            Audience = settings.Text("Billing:Oidc:Audience"),
            RoleClaim = settings.Text("Billing:Oidc:RoleClaim") ?? "role",
            AccountClaim = settings.Text("Billing:Oidc:AccountClaim") ?? "account",
            CorsOrigins = settings.List("Billing:Cors:Origins"),
            EmailReportSecret = settings.Text("Billing:Email:ReportSecret"),
            Load = limits with
            {
                Permits = settings.Number("Billing:Limits:Permits", limits.Permits),
                Queued = settings.Number("Billing:Limits:Queued", limits.Queued),
                PermitsPerAccount = settings.Number("Billing:Limits:PermitsPerAccount", limits.PermitsPerAccount),
                QueuedPerAccount = settings.Number("Billing:Limits:QueuedPerAccount", limits.QueuedPerAccount),
            },
        };
    }
}
