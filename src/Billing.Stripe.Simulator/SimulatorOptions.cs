namespace Billing.Stripe.Simulator;

/// <summary>How a simulator is started.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Where it listens; port 0 takes a free one.</summary>
    public string Url { get; init; } = "http://127.0.0.1:0";

    /// <summary>The file that keeps its state, so that a killed program finds the same provider again; null keeps it in memory.</summary>
    public string? DataFile { get; init; }

    /// <summary>Its clock: when things were created, and the life of idempotency keys.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The clock of the webhooks' signatures, which are of the moment of sending; null: <see cref="Clock"/>.</summary>
    public TimeProvider? SignatureClock { get; init; }

    /// <summary>Whom to tell of every event from the start on; null: as the data file says.</summary>
    public WebhookTarget? Webhooks { get; init; }

    /// <summary>How long after each failed try a webhook is sent again. Stripe goes on for three days.</summary>
    public IReadOnlyList<TimeSpan> WebhookRetryDelays { get; init; } =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10), .. Enumerable.Repeat(TimeSpan.FromHours(12), 4),
    ];
}

/// <param name="Secrets">All sign; several while one is rolled.</param>
public sealed record WebhookTarget(Uri Url, IReadOnlyList<string> Secrets);
