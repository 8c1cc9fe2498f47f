namespace Billing.Stripe;

/// <summary>How Stripe is reached. A class and not a record: nothing that prints it may print the key.</summary>
public sealed class StripeOptions
{
    /// <summary>The secret key, <c>sk_…</c>.</summary>
    public required string ApiKey { get; init; }

    /// <summary>The secrets of our webhook endpoint, <c>whsec_…</c>; two while one is rolled.</summary>
    public IReadOnlyList<string> WebhookSecrets { get; init; } = [];

    public Uri BaseUrl { get; init; } = new("https://api.stripe.com");

    public TimeSpan TryTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For all tries of one request together; what is undecided then is unknown, and asked for again later.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(25);

    public int MaxTries { get; init; } = 4;

    /// <summary>The first pause between two tries at its longest; each one after may be twice as long.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The country of the virtual accounts for transfers in EUR: BE, DE, ES, FR, IE or NL.</summary>
    public string EuroAccountCountry { get; init; } = "IE";
}
