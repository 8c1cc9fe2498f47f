namespace Billing.Domain.Taxes;

/// <summary>The member states, by ISO 3166-1 alpha-2.</summary>
public static class EuropeanUnion
{
    public static IReadOnlyList<string> Members { get; } =
    [
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO",
        "SE", "SI", "SK",
    ];

    public static bool Has(string country) => Members.Contains(country);
}
