using Billing.Stripe;
using Microsoft.Extensions.Configuration;

namespace Billing.Host;

/// <summary>Who moves the money.</summary>
internal enum PaymentProvider
{
    /// <summary>Nobody: a provider inside this process that speaks Stripe's API.</summary>
    Simulator,
    Stripe,
}

/// <summary>What the configuration says about Stripe, under <c>Stripe__…</c> (<see cref="HomeSettings.Help"/>). No message repeats a secret.</summary>
internal static class StripeSettings
{
    private static readonly string[] KeyPrefixes = ["sk_test_", "rk_test_", "sk_live_", "rk_live_"];

    /// <exception cref="HomeException">Something is missing, of the wrong form, or live under a test clock.</exception>
    public static StripeOptions Read(IConfiguration configuration, bool hasTestClock)
    {
        var key = configuration["Stripe:ApiKey"] is { Length: > 0 } found ? found : throw Missing("Stripe__ApiKey", "the secret key, sk_…");
        if (!KeyPrefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            throw new HomeException("Stripe__ApiKey: this is no secret key (sk_test_…, sk_live_…, rk_test_…, rk_live_…).");
        }

        if (hasTestClock && key[3..].StartsWith("live_", StringComparison.Ordinal))
        {
            throw new HomeException("--now: a test clock never runs with a live key, for it would move real money at dates that are not real.");
        }

        var secrets = Secrets(configuration);
        return secrets.Count == 0
            ? throw Missing("Stripe__WebhookSecrets", "the secret of the webhook endpoint, whsec_…; two, parted by a comma, while one is rolled")
            : new StripeOptions { ApiKey = key, WebhookSecrets = secrets, BaseUrl = BaseUrl(configuration) };
    }

    /// <summary>Its address is wherever the simulator listens: <see cref="SimulatorHandler"/>.</summary>
    public static StripeOptions OfSimulator(IReadOnlyList<string> webhookSecrets) =>
        new() { ApiKey = "sk_test_simulator", WebhookSecrets = webhookSecrets, BaseUrl = new Uri("http://simulator.invalid") };

    /// <summary>Parted by commas, or one a number: <c>Stripe__WebhookSecrets__0</c>.</summary>
    public static IReadOnlyList<string> Secrets(IConfiguration configuration)
    {
        var section = configuration.GetSection("Stripe:WebhookSecrets");
        var secrets = section.GetChildren().Select(child => child.Value).Prepend(section.Value)
            .SelectMany(text => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return [.. secrets];
    }

    private static Uri BaseUrl(IConfiguration configuration) => configuration["Stripe:BaseUrl"] switch
    {
        null or "" => new Uri("https://api.stripe.com"),
        var text when Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.IsLoopback) => url,
        _ => throw new HomeException("Stripe__BaseUrl: this is no https address."),
    };

    private static HomeException Missing(string name, string what) => new($"--payments stripe: {name} is missing: {what}.");
}
