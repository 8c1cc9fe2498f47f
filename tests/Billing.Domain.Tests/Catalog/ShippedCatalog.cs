using Billing.Domain.Catalog;

namespace Billing.Domain.Tests.Catalog;

/// <summary>The catalog.json of the repository's root, found from the test assembly upwards.</summary>
internal static class ShippedCatalog
{
    public static byte[] Bytes { get; } = File.ReadAllBytes(Upwards.Find("catalog.json"));

    public static ProductCatalog Value { get; } = CatalogFile.Parse(Bytes).Catalog ?? throw new InvalidOperationException("catalog.json has faults.");
}
