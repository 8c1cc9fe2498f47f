namespace Billing.Host;

/// <summary>What the command line says about a self-hosted home; everything else is configuration (<see cref="HomeSettings"/>).</summary>
internal sealed record HomeOptions
{
    /// <summary>Where everything is kept: the database, the signing key, the test clock's instant.</summary>
    public string DataDirectory { get; init; } = "data";

    /// <summary>Null: the database; else where Table Storage is (<see cref="HomeStore.Open"/>), and the directory keeps the rest.</summary>
    public string? Storage { get; init; }

    /// <summary>Null: the catalog that comes with the program.</summary>
    public string? CatalogFile { get; init; }

    /// <summary>The instant at which a test clock starts; null: the machine's clock.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>Null: Stripe where its key is configured, else the simulator.</summary>
    public PaymentProvider? Payments { get; init; }
}

/// <summary>The home cannot be used as it is asked for; the message says what to do, and no stack trace helps.</summary>
internal sealed class HomeException(string message, Exception? inner = null) : Exception(message, inner);
