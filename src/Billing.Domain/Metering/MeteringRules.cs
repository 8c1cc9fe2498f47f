using System.Collections.Frozen;
using Billing.Domain.Catalog;

namespace Billing.Domain.Metering;

/// <summary>What the catalog says about metering.</summary>
public sealed record MeteringRules
{
    /// <summary>With a shorter one the row of a month could grow over its limit.</summary>
    public const int MinIdleMinutes = 15;

    /// <summary>With a longer one activity could go on over a month without any.</summary>
    public const int MaxIdleMinutes = 24 * 60;

    /// <param name="idleTimeout">A longer pause cuts a conversation's activity; <see cref="MinIdleMinutes"/> to <see cref="MaxIdleMinutes"/>.</param>
    /// <param name="aiPrices">By id of the AI feature; usage of any other feature is refused.</param>
    public MeteringRules(TimeSpan idleTimeout, IReadOnlyDictionary<string, AiPrice> aiPrices)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(idleTimeout, TimeSpan.FromMinutes(MinIdleMinutes));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(idleTimeout, TimeSpan.FromMinutes(MaxIdleMinutes));
        (IdleTimeout, AiPrices) = (idleTimeout, aiPrices);
    }

    public static MeteringRules Of(ProductCatalog catalog) => new(
        catalog.Metering.IdleTimeout,
        catalog.AiFeatures.ToFrozenDictionary(feature => feature.Id, feature => new AiPrice(feature.Input, feature.Output)));

    public TimeSpan IdleTimeout { get; }

    public IReadOnlyDictionary<string, AiPrice> AiPrices { get; }
}

/// <summary>Micros a token.</summary>
public readonly record struct AiPrice(Micros Input, Micros Output)
{
    /// <summary>No single request may cost more: a thousand million currency units. It keeps every sum far from overflow.</summary>
    public static readonly Micros MostARequest = new(1_000_000_000_000_000);

    /// <summary>The exact price; null where it is above <see cref="MostARequest"/>.</summary>
    public Micros? Of(long inputTokens, long outputTokens)
    {
        var micros = ((Int128)inputTokens * Input.Value) + ((Int128)outputTokens * Output.Value);
        return micros <= MostARequest.Value ? new Micros((long)micros) : null;
    }
}
