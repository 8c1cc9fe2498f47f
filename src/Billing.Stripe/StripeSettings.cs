using Billing.Application;

namespace Billing.Stripe;

/// <summary>What the settings say about Stripe.</summary>
public static class StripeSettings
{
    private static readonly string[] KeyPrefixes = ["sk_test_", "rk_test_", "sk_live_", "rk_live_"];

    /// <exception cref="SettingException">Something is missing or of the wrong form.</exception>
    public static StripeOptions Read(Settings settings)
    {
        var key = settings.Required("Stripe:ApiKey", "the secret key, sk_…");
        if (!KeyPrefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            throw new SettingException("Stripe:ApiKey: this is no secret key (sk_test_…, sk_live_…, rk_test_…, rk_live_…).");
        }

        var secrets = Secrets(settings);
        return secrets.Count == 0
            ? throw new SettingException("Stripe:WebhookSecrets is missing: the webhook endpoint's secret, whsec_…; two while one is rolled.")
            : new StripeOptions { ApiKey = key, WebhookSecrets = secrets, BaseUrl = settings.Link("Stripe:BaseUrl") ?? new Uri("https://api.stripe.com") };
    }

    public static IReadOnlyList<string> Secrets(Settings settings) => settings.List("Stripe:WebhookSecrets");

    /// <summary>A key that moves real money.</summary>
    public static bool IsLive(StripeOptions options) => options.ApiKey[3..].StartsWith("live_", StringComparison.Ordinal);
}
