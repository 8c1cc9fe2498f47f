using Billing.Application;
using Billing.Http;

namespace Billing.Host;

/// <summary>What the configuration says about the portal (<see cref="Help"/>).</summary>
internal sealed record PortalSettings
{
    public const string Help = """
        Billing__Oidc__ClientId     the public client as which the portal signs in at the issuer, by a code with PKCE
        Billing__Oidc__Scope        what it asks for there (openid profile)
        Billing__Portal__DevelopmentSignIn=off
                                    nobody signs in by saying who they are; else browsers on this machine do, while there is no issuer and no Stripe
        Billing__Portal__Files      a folder with another build of the portal
        Stripe__PublishableKey      the key with which browsers hand cards to Stripe
        """;

    /// <summary>The OpenID Connect issuer; null where there is none.</summary>
    public Uri? Authority { get; private init; }

    public string? ClientId { get; private init; }

    public string Scope { get; private init; } = "openid profile";

    public string RoleClaim { get; private init; } = "role";

    public string AccountClaim { get; private init; } = "account";

    public PaymentProvider Provider { get; private init; }

    /// <summary>Stripe's, for browsers; null where no browser talks to Stripe.</summary>
    public string? PublishableKey { get; private init; }

    /// <summary>
    /// Whether a browser on this machine may become whoever it says: not where an issuer knows who people are, nor where real money moves.
    /// </summary>
    public bool HasDevelopmentSignIn { get; private init; }

    /// <summary>Where the built portal lies.</summary>
    public string Folder { get; private init; } = "";

    /// <exception cref="SettingException">A value has the wrong form.</exception>
    public static PortalSettings Read(Settings settings, BillingHttpOptions http, PaymentProvider provider) => new()
    {
        Authority = http.Authority,
        ClientId = settings.Text("Billing:Oidc:ClientId"),
        Scope = settings.Text("Billing:Oidc:Scope") ?? "openid profile",
        RoleClaim = http.RoleClaim,
        AccountClaim = http.AccountClaim,
        Provider = provider,
        PublishableKey = provider == PaymentProvider.Stripe ? KeyOf(settings.Text("Stripe:PublishableKey")) : null,
        HasDevelopmentSignIn = IsOn(settings, "Billing:Portal:DevelopmentSignIn") && http.Authority is null && provider == PaymentProvider.Simulator,
        Folder = settings.Text("Billing:Portal:Files") switch
        {
            null => Path.Combine(AppContext.BaseDirectory, "portal"),
            var folder when Directory.Exists(folder) => folder,
            var folder => throw new SettingException($"Billing:Portal:Files: there is no folder '{folder}'."),
        },
    };

    private static bool IsOn(Settings settings, string name) => settings.Text(name) switch
    {
        null or "on" => true,
        "off" => false,
        var text => throw new SettingException($"{name}: '{text}' is neither on nor off."),
    };

    private static string? KeyOf(string? key) => key is null || key.StartsWith("pk_", StringComparison.Ordinal)
        ? key
        : throw new SettingException("Stripe:PublishableKey: this is no publishable key (pk_test_…, pk_live_…).");
}
