namespace Billing.Host;

/// <summary>
/// What an operator may configure beyond the command line, by environment (<c>Billing__Oidc__Authority=…</c>) or <c>appsettings.json</c> in the working
/// directory. Unknown names are left alone; a value of the wrong form stops the start.
/// </summary>
internal static class HomeSettings
{
    /// <summary>The settings' names and what they mean, as <c>--help</c> prints them.</summary>
    public const string Help = """
        Billing__Usage__Partitions  over how many partitions of the store the usage of a new account is spread (1)
        Billing__Fonts              a folder of fonts for names that Helvetica cannot write, tried before the system's own
        Stripe__ApiKey              the secret key with which --payments stripe takes real payments, or test ones
        Stripe__WebhookSecrets      the secret of the webhook endpoint /api/v1/webhooks/stripe; two, parted by a comma, while one is rolled
        Stripe__ReturnUrl           where PayPal sends its customers back to, your web front end (this server)
        Stripe__BaseUrl             where Stripe's API is (https://api.stripe.com)
        Logging__Console__FormatterName=json
                                    structured logs, one JSON object a line
        OTEL_EXPORTER_OTLP_ENDPOINT where traces and metrics go; nothing is collected without it
        """;
}
