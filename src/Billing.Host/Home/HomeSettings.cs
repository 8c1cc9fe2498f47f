using Billing.Domain.Metering;
using Billing.Documents.Fonts;
using Billing.Http;
using Microsoft.Extensions.Configuration;

namespace Billing.Host;

/// <summary>
/// What an operator may configure beyond the command line, by environment (<c>Billing__Oidc__Authority=…</c>) or <c>appsettings.json</c> in the working
/// directory. Unknown names are left alone; a value of the wrong form stops the start.
/// </summary>
internal static class HomeSettings
{
    /// <summary>The settings' names and what they mean, as <c>--help</c> prints them.</summary>
    public const string Help = """
        Billing__Oidc__Authority    an OpenID Connect issuer whose tokens are accepted beside the home's own
        Billing__Oidc__Audience     the audience that its tokens must name
        Billing__Oidc__RoleClaim    the claim that holds the role (role)
        Billing__Oidc__AccountClaim the claim that holds the account (account)
        Billing__Cors__Origins      origins that browsers may call from, separated by commas
        Billing__Usage__Partitions  over how many partitions of the store the usage of a new account is spread (1)
        Billing__Limits__Permits, __Queued, __PermitsPerAccount, __QueuedPerAccount
                                    how many requests are served and queued at once, in all and of one account
        Billing__Fonts              a folder of fonts for names that Helvetica cannot write, tried before the system's own
        Stripe__ApiKey              the secret key with which --payments stripe takes real payments, or test ones
        Stripe__WebhookSecrets      the secret of the webhook endpoint /api/v1/webhooks/stripe; two, parted by a comma, while one is rolled
        Stripe__ReturnUrl           where PayPal sends its customers back to, your web front end
        Stripe__BaseUrl             where Stripe's API is (https://api.stripe.com)
        Logging__Console__FormatterName=json
                                    structured logs, one JSON object a line
        OTEL_EXPORTER_OTLP_ENDPOINT where traces and metrics go; nothing is collected without it
        """;

    public static BillingHttpOptions Read(IConfiguration configuration, ReadOnlyMemory<byte> signingKey)
    {
        var limits = new LoadLimits();
        return new BillingHttpOptions
        {
            SigningKey = signingKey,
            Authority = configuration["Billing:Oidc:Authority"] is { Length: > 0 } authority ? AuthorityOf(authority) : null,
            Audience = configuration["Billing:Oidc:Audience"],
            RoleClaim = configuration["Billing:Oidc:RoleClaim"] ?? "role",
            EmailReportSecret = configuration["Billing:Email:ReportSecret"] is { Length: > 0 } secret ? secret : null,
            AccountClaim = configuration["Billing:Oidc:AccountClaim"] ?? "account",
            CorsOrigins = (configuration["Billing:Cors:Origins"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Load = limits with
            {
                Permits = Number(configuration, "Billing:Limits:Permits", limits.Permits),
                Queued = Number(configuration, "Billing:Limits:Queued", limits.Queued),
                PermitsPerAccount = Number(configuration, "Billing:Limits:PermitsPerAccount", limits.PermitsPerAccount),
                QueuedPerAccount = Number(configuration, "Billing:Limits:QueuedPerAccount", limits.QueuedPerAccount),
            },
        };
    }

    /// <summary>How the usage of new accounts is laid out; null: as most have it.</summary>
    public static UsageLayout? FirstLayout(IConfiguration configuration) =>
        Number(configuration, "Billing:Usage:Partitions", 1) switch
        {
            1 => null,
            <= UsageLayout.MostPartitions and var partitions => new() { Partitions = partitions },
            var partitions => throw new HomeException($"Billing:Usage:Partitions: {partitions} is more than {UsageLayout.MostPartitions}."),
        };

    public static IReadOnlyList<string> FontFolders(IConfiguration configuration) => configuration["Billing:Fonts"] switch
    {
        null or "" => FontLibrary.SystemFolders,
        var folder when Directory.Exists(folder) => [folder, .. FontLibrary.SystemFolders],
        var folder => throw new HomeException($"Billing:Fonts: there is no folder '{folder}'."),
    };

    private static Uri AuthorityOf(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || uri.IsLoopback)
        ? uri
        : throw new HomeException($"Billing:Oidc:Authority: '{text}' is not an https address.");

    private static int Number(IConfiguration configuration, string name, int otherwise) => configuration[name] switch
    {
        null or "" => otherwise,
        var text when int.TryParse(text, out var number) && number >= 1 => number,
        var text => throw new HomeException($"{name}: '{text}' is not a whole number of 1 or more."),
    };
}
